/**
 * Makes hostile text safe inside a Markdown file. `literal` is for text that is not Markdown: a renderer of
 * CommonMark or GFM shows it as it is. `contained` is for the user's own Markdown: it keeps its formatting, but
 * has no raw HTML, no link to a scheme that may run script, and no fence that is still open at its end.
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
 * The start of a fenced block of code, outside lists and quotes. Fences elsewhere are not trusted to contain
 * code, because renderers differ in where a list ends.
 */
const FENCE = /^(`{3,}|~{3,})[ \t]*[\w+#.-]*[ \t]*$/;
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
  const safe = lines(markdown.replaceAll('\0', '\uFFFD')).map((line) => {
    if (open !== '') {
      const [, closing = ''] = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line) ?? [];
      if (closing.startsWith(open)) open = '';
      return line;
    }
    open = FENCE.exec(line)?.[1] ?? '';
    return open === '' ? containedLine(line) : line;
  });
  return [...safe, ...(open === '' ? [] : [open])].join('\n');
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
