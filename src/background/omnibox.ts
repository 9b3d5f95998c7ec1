/** The search in the browser's address bar: `gloss igf`. What is chosen there comes back as a text, so a hit is one. */
import { escapeMarkup } from '../platform/escape';
import type { Hit, Marked, Results } from '../search/entry';

export interface Suggestion {
  /** What the address bar holds once it is chosen: the id of a term or a passage, or `note:` and that of a note. */
  content: string;
  description: string;
}

/** UTF-16 units of a description. */
const LONGEST = 160;

/** Chromium reads descriptions as XML with a few elements of its own, Firefox as text. */
export function suggestionsOf(results: Results, as: 'xml' | 'text'): Suggestion[] {
  return results.flatMap(({ hits }) =>
    hits.map((hit) => ({
      content: hit.kind === 'note' ? `note:${hit.id}` : hit.id,
      description: as === 'xml' ? xmlOf(hit) : partsOf(hit).join(' · '),
    })),
  );
}

/** The place that a text of the address bar names: a passage or a note by its id, else perhaps a term. */
export function placeOf(text: string): { passage?: string; term?: string; note?: string } {
  const id = text.trim();
  const note = /^note:([0-9a-f-]{36})$/.exec(id)?.[1];
  if (note !== undefined) return { note };
  if (/^[a-z0-9-]+#p\d{2,}$/.test(id)) return { passage: id };
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) ? { term: id } : {};
}

/** A term's name and the form that was found; a passage's words and its document; a note's, and what it is on. */
function partsOf({ kind, title, found, heading }: Hit): string[] {
  return [title.text, found?.text, kind === 'term' ? undefined : heading].filter(
    (part) => part !== undefined,
  );
}

function xmlOf({ kind, title, found, heading }: Hit): string {
  const rest = kind === 'term' ? found && marked(found) : escaped(heading);
  return marked(title) + (rest ? ` <dim>· ${rest}</dim>` : '');
}

function marked({ text, ranges }: Marked): string {
  let xml = '';
  let at = 0;
  for (const [start, end] of ranges) {
    if (end > LONGEST) break;
    xml += `${escaped(text.slice(at, start))}<match>${escaped(text.slice(start, end))}</match>`;
    at = end;
  }
  return xml + escaped(text.slice(at, Math.max(at, LONGEST)));
}

/** A text as XML; characters that XML cannot contain become spaces. */
function escaped(text: string): string {
  return escapeMarkup(text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' '));
}
