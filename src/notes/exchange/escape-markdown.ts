/**
 * Makes hostile text safe inside a Markdown file. `literal` is for text that is not Markdown: a renderer of
 * CommonMark or GFM shows it as it is. `contained` is for the user's own Markdown: it keeps its formatting, but
 * has no raw HTML, no link to a scheme that may run script, and no fence or formula that is still open at its end.
 */

/** Characters that can begin markup anywhere in a line: CommonMark, GFM, and Obsidian's `==`, `%%`, `$`, `^`. */
const ANYWHERE = /[\\`*_[\]{}<>&|~$^#=%@]/g;
/** A colon of a scheme, of an emoji's name, or of a list of definitions. A colon after a word stays. */
const COLON = /:(?=\S)|^:/g;
/** The marker of a list or of a rule at the start of a line. */
const MARKER = /^([-+]|\d{1,9}(?=[.)]))([.)]?)/;

/** One line of literal text. Renderers remove white space at its ends, or read it as code or as a break. */
function literalLine(line: string): string {
  return line
    .replace(ANYWHERE, '\\$&')
    .replace(COLON, '\\:')
    .replace(/\bwww(?=\.)/gi, '$&\\')
    .replace(MARKER, (_, marker: string, after: string) =>
      after === '' ? `\\${marker}` : `${marker}\\${after}`,
    )
    .replace(/^[\t\v\f ]|[\t\v\f ]$/g, (space) => `&#${space.charCodeAt(0)};`);
}

/** The lines of a text, which end as CommonMark says (section 2.1). */
const lines = (text: string): string[] => text.split(/\r\n?|\n/);

/** Escapes a text that is not Markdown. It has the same lines, and shows as it is. */
export function literal(text: string): string {
  return lines(text).map(literalLine).join('\n');
}

/** A block quote of a text that is not Markdown. */
export function quoted(text: string): string {
  return lines(text)
    .map((line) => `> ${literalLine(line)}`)
    .join('\n');
}

/**
 * The start of a fenced block of code at the start of a line, so outside lists and quotes (CommonMark, 4.5). Its
 * lines are code in every renderer.
 */
const FENCE = /^(?:(`{3,})[^`]*|(~{3,}).*)$/;
/**
 * The start of a fence after indentation, or the marker of a list or quote. What is code there differs between
 * renderers, so its lines are escaped like others.
 */
const INNER_FENCE = /^((?:[ \t]|>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))+)(?:(`{3,})[^`]*|(~{3,}).*)$/;

/**
 * Begins a tag, a comment, an instruction, a declaration or a template. It is matched from the first of the
 * backslashes before it: from each of many, the search would be quadratic.
 */
const TAG = /(?<!\\)(\\*)<(?=[A-Za-z/!?%])(?!(?:https?:\/\/|mailto:)[^\s<>\\`"']*>)/gi;
/** Where a link, an image or a link reference definition says its destination. */
const DESTINATION =
  /\](?=[(:])(?!(?:\([ \t]*|:[ \t]*)(?:<?(?:https?:\/\/|mailto:)|<?[^\s:&\\<>()]*(?:[/?#)>]|[ \t]+["'()])|<?[^\s:&\\<>()]+[ \t]*$))/gim;

/**
 * The user's Markdown, so that it cannot reach beyond itself. In code outside a plain fence, an escape shows
 * as a backslash.
 */
export function contained(markdown: string): string {
  let open = '';
  const all = lines(markdown.replaceAll('\0', '\uFFFD'));
  const inner = closedFences(all);
  let formula: { at: number; index: number; line: string } | undefined;
  const safe = all.map((line, at) => {
    if (open !== '') {
      const [, closing = ''] = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line) ?? [];
      if (closing.startsWith(open)) open = '';
      return line;
    }
    const [, backticks, tildes] = FENCE.exec(line) ?? [];
    open = backticks ?? tildes ?? '';
    if (open !== '') return line;
    const whole = INNER_FENCE.test(line) && !inner.has(at) ? line.replace(/[`~]/g, '\\$&') : line;
    for (const { index } of whole.matchAll(FORMULA))
      formula = formula ? undefined : { at, index, line: whole };
    return containedLine(whole);
  });
  // Obsidian reads formulas across lines: one that is still open would take in the next note.
  if (formula) {
    const { at, index, line } = formula;
    safe[at] = containedLine(`${line.slice(0, index)}\\$\\$${line.slice(index + 2)}`);
  }
  return [...safe, ...(open === '' ? [] : [open])].join('\n');
}

/** The mark of a formula in Obsidian, where it is not escaped. */
const FORMULA = /(?<!\\)\$\$/g;

/**
 * The lines at which an inner fence begins or ends that is closed within its list or quote: each line between
 * belongs to it, by its indentation or its marks of quotes. Linear: each line is looked at once.
 */
function closedFences(all: readonly string[]): Set<number> {
  const closed = new Set<number>();
  let open: { at: number; fence: string; width: number; quotes: number } | undefined;
  for (const [at, line] of all.entries()) {
    const [, prefix = '', backticks, tildes] = INNER_FENCE.exec(line) ?? [];
    const fence = backticks ?? tildes;
    const [indent = ''] = /^[ >]*/.exec(line) ?? [];
    const quotes = indent.split('>').length - 1;
    if (open) {
      const isWithin =
        line.trim() === '' ? open.quotes === 0 : indent.length >= open.width && quotes === open.quotes;
      const isEnd = isWithin && /^[ >]*(?:`{3,}|~{3,})[ \t]*$/.test(line) && fence?.startsWith(open.fence);
      if (isEnd) closed.add(open.at).add(at);
      if (isWithin && !isEnd) continue;
      open = undefined;
      if (isEnd) continue;
    }
    if (fence !== undefined && !prefix.includes('\t'))
      open = { at, fence, width: prefix.length, quotes: prefix.split('>').length - 1 };
  }
  return closed;
}

function containedLine(line: string): string {
  return line
    .replace(TAG, (_, before: string) => (before.length % 2 === 0 ? `${before}\\<` : `${before}<`))
    .replace(/(?<!\\)(\\*)%%/g, (_, before: string) =>
      before.length % 2 === 0 ? `${before}\\%\\%` : `${before}%\\%`,
    )
    .replace(DESTINATION, ']\\');
}

/**
 * A double-quoted YAML scalar without a character that is markup: a renderer that does not know front matter
 * shows it as a paragraph. YAML 1.2 has the same escapes as JSON. `escaped`: what is escaped besides.
 */
export function yaml(text: string, escaped = /[:@]|(?<=\bwww)\./gi): string {
  const unit = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(text)
    .replace(/[`*_[\]{}<>&|~$^#=%\x7f-\x9f\u2028\u2029]/g, unit)
    .replace(escaped, unit);
}

/** Characters that Obsidian allows in tags (https://help.obsidian.md/tags), but for the underscore. */
const NOT_IN_TAG = /[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}_/-]/gu;
/** An underscore that could begin or end emphasis. */
const OUTER_UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/**
 * A tag as Obsidian takes it: one word of letters, digits, hyphens, underscores and slashes, not of digits alone
 * (they get an `n`). Every other character becomes a hyphen. It holds no markup, and needs no escape.
 */
export function tagOf(tag: string): string {
  const word = tag
    .trim()
    .replace(/^#+/, '')
    .replace(/\s+/g, '-')
    .replace(NOT_IN_TAG, '-')
    .replace(OUTER_UNDERSCORE, '-')
    .replace(/\/{2,}/g, '/')
    .replace(/^\/|\/$/g, '');
  return /[^\p{N}/-]/u.test(word) ? word : `n${word}`;
}
