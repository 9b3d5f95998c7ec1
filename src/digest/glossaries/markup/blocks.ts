/** The blocks of a text, whatever it was written in. */

export type Block = {
  /** Line in the file, from 1. */
  line: number;
  /** Language as written; absent where the file does not say. */
  lang?: string;
} & (
  | { is: 'term' | 'definition' | 'paragraph'; text: string }
  | { is: 'heading'; level: number; text: string }
  /** A paragraph, or an item of a list, that begins with bold letters. `rest`: what follows them. */
  | { is: 'lead'; term: string; rest: string }
  | { is: 'item'; text: string }
  | { is: 'row'; cells: string[]; isHeader: boolean }
  /** The end of a list or a table. */
  | { is: 'end' }
);

/** Longest text of a block that is kept, UTF-16 units: four times the longest definition. */
export const LONGEST_BLOCK = 20_000;

/** What stands between a term and what it means. A hyphen needs spaces around it. */
const BETWEEN = /^\s*(?:[:：]\s*|[–—]\s*|-\s+|=\s+)/;
/** Another name in brackets, before that. */
const OTHER_NAME = /^\s*[([（]\s*([^()[\]（）]{1,120})\s*[)\]）]/;

/**
 * Divides what follows a term in bold: other names in brackets, and the definition. `undefined` if nothing stands
 * between the two: then the bold letters only stress something. `closed`: the separator was bold too.
 */
export function afterLead(rest: string, closed: boolean): { definition: string; other?: string } | undefined {
  const name = OTHER_NAME.exec(rest);
  const [, other] = name ?? [];
  const after = name ? rest.slice(name[0].length) : rest;
  const between = BETWEEN.exec(after);
  if (!between && !closed) return undefined;
  const definition = after.slice(between?.[0].length ?? 0).trim();
  return definition === '' ? undefined : { definition, ...(other !== undefined && { other }) };
}

/** A term, and what it means, in one line without any markup: `Term: what it is`. */
const PLAIN = /^([^:：.!?;。]{1,80}?)\s*(?:[:：]\s+|\s[–—]\s+|\s-\s+)(?=\S)/;

export function plainLead(text: string): { term: string; definition: string } | undefined {
  const [whole, term] = PLAIN.exec(text.slice(0, 200)) ?? [];
  if (whole === undefined || term === undefined || term.split(' ').length > 8) return undefined;
  return { term, definition: text.slice(whole.length) };
}
