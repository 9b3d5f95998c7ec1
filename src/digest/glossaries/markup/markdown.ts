/**
 * Reads Markdown line by line: headings, paragraphs, items, tables, and lists of definitions as Pandoc, PHP Markdown
 * Extra and wikis write them (`Term` and `: definition`; `; Term : definition`); headings, tables and links of
 * DokuWiki, too. Code and comments are skipped. What matters here are lines, so no CommonMark parser is needed: those
 * at hand know no lists of definitions and read a file in one go. Cost: linear.
 */
import type { ReadAbout } from '../entry';
import { languageOf } from '../languages';
import type { Work } from '../work';
import { type Block, LONGEST_BLOCK } from './blocks';
import { plainOf } from './inline';

/** Lines that are read in one step: about 1 ms. */
const STEP = 200;
/** Longest line that is looked at, UTF-16 units: of a longer one, the rest is skipped. */
const LONGEST_LINE = LONGEST_BLOCK;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+|$)/;
const WIKI_HEADING = /^[ \t]*(={2,6})(?=[^=])/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const ITEM = /^[ \t]*(?:[-*+•]|\d{1,4}[.)])[ \t]+(?=\S)/;
const DEFINITION = /^ {0,3}[:~](?:[ \t]+|(?=[^\s:~]))(?=\S)/;
const DELIMITERS = /^[ \t]*\|?[ \t]*:?-{1,200}:?[ \t]*(?:\|[ \t]*:?-{1,200}:?[ \t]*){0,200}\|?[ \t]*$/;
const BOLD = /^(?:\*\*|__)(?=\S)([^*_]{1,300}?)(?:\*\*|__)/;

/** Calls `take` for each block, and returns what the front matter says of the file. */
export function* readingMarkdown(text: string, take: (block: Block) => void): Work<ReadAbout> {
  const reader = new MarkdownReader(take);
  let [at, line] = [text.startsWith('\uFEFF') ? 1 : 0, 0];
  const front = frontMatter(text, at);
  if (front) {
    line = front.lines;
    at = front.end;
  }
  while (at < text.length) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    reader.line(text.slice(at, Math.min(end, at + LONGEST_LINE)).replace(/\r$/, ''), ++line);
    at = end + 1;
    if (line % STEP === 0) yield at;
  }
  reader.end();
  return front?.about ?? {};
}

class MarkdownReader {
  readonly #take: (block: Block) => void;
  /** The fence of the code that is being skipped. */
  #fence = '';
  #isComment = false;
  /** The open paragraph, item or definition. */
  #parts: string[] = [];
  #size = 0;
  #kind: 'paragraph' | 'item' | 'definition' = 'paragraph';
  #start = 1;
  #isTable = false;

  constructor(take: (block: Block) => void) {
    this.#take = take;
  }

  line(line: string, at: number): void {
    if (this.#skips(line)) return;
    if (line.trim() === '' || this.#isRule(line)) this.#close();
    else if (
      !(this.#isTable && this.#row(line, at)) &&
      !this.#heading(line, at) &&
      !this.#definition(line, at) &&
      !this.#table(line, at)
    )
      this.#words(line, at);
  }

  /** A line of hyphens below one line of a paragraph makes a heading of it. */
  #isRule(line: string): boolean {
    return RULE.test(line) && (this.#kind !== 'paragraph' || this.#parts.length !== 1);
  }

  #words(line: string, at: number): void {
    const item = ITEM.exec(line);
    if (item) {
      this.#open('item', at);
      this.#add(line.slice(item[0].length));
    } else {
      if (this.#parts.length === 0) this.#open('paragraph', at);
      this.#add(line.replace(/^[ \t]*(?:>[ \t]?){0,20}/, ''));
    }
  }

  end(): void {
    this.#close();
    this.#take({ is: 'end', line: this.#start });
  }

  #skips(line: string): boolean {
    if (this.#isComment) {
      this.#isComment = !line.includes('-->');
      return true;
    }
    const [, fence = ''] = FENCE.exec(line) ?? [];
    if (this.#fence !== '') {
      if (fence.startsWith(this.#fence)) this.#fence = '';
      return true;
    }
    if (fence !== '') {
      this.#close();
      this.#fence = fence;
      return true;
    }
    const isComment = /^\s*<!--/.test(line);
    if (isComment) this.#isComment = !line.includes('-->');
    return isComment;
  }

  /** A definition below its term, which was the last line of a paragraph; or both in one line. */
  #definition(line: string, at: number): boolean {
    const wiki = line.trim();
    if (wiki.startsWith(';') && wiki.length > 1) {
      this.#close();
      const colon = wiki.indexOf(':');
      const [term, definition] = colon < 0 ? [wiki, ''] : [wiki.slice(0, colon), wiki.slice(colon + 1)];
      this.#take({ is: 'term', text: plainOf(term.slice(1)), line: at });
      if (definition !== '') this.#take({ is: 'definition', text: plainOf(definition), line: at });
      return true;
    }
    const marker = DEFINITION.exec(line);
    if (!marker) return false;
    if (this.#kind !== 'definition') {
      // Several lines before it are several terms with one definition.
      const terms = this.#parts;
      this.#parts = [];
      for (const [i, term] of terms.entries())
        this.#take({ is: 'term', text: plainOf(term), line: this.#start + i });
    }
    this.#open('definition', at);
    this.#add(line.slice(marker[0].length));
    return true;
  }

  #table(line: string, at: number): boolean {
    if (/^[ \t]*\^.*\^[ \t]*$/.test(line)) return this.#startTable(line.replaceAll('^', '|'), at);
    const [head] = this.#parts;
    const isHead = this.#kind === 'paragraph' && this.#parts.length === 1 && head?.includes('|');
    if (isHead && line.includes('-') && DELIMITERS.test(line)) {
      this.#parts = [];
      return this.#startTable(head ?? '', at - 1);
    }
    return false;
  }

  #startTable(header: string, at: number): boolean {
    this.#close();
    this.#isTable = true;
    this.#take({ is: 'row', cells: cellsOf(header), isHeader: true, line: at });
    return true;
  }

  #row(line: string, at: number): boolean {
    if (!line.includes('|')) {
      this.#close();
      return false;
    }
    this.#take({ is: 'row', cells: cellsOf(line), isHeader: false, line: at });
    return true;
  }

  #heading(line: string, at: number): boolean {
    const heading = headingOf(line);
    const [, under = ''] = UNDERLINE.exec(line) ?? [];
    const isUnder = under !== '' && this.#kind === 'paragraph' && this.#parts.length === 1;
    if (!heading && !isUnder) return false;
    const [only = ''] = isUnder ? this.#parts.splice(0) : [];
    const { level, title } = heading ?? { level: under.startsWith('=') ? 1 : 2, title: only };
    this.#close();
    this.#take({ is: 'heading', level, text: plainOf(title), line: heading ? at : at - 1 });
    return true;
  }

  #open(kind: 'paragraph' | 'item' | 'definition', at: number): void {
    if (this.#parts.length > 0) this.#flush();
    this.#kind = kind;
    this.#start = at;
    this.#size = 0;
  }

  #add(part: string): void {
    if (this.#size > LONGEST_BLOCK) return;
    this.#parts.push(part);
    this.#size += part.length;
  }

  /** An empty line, or a block of another kind: what is open ends. A list of definitions does not. */
  #close(): void {
    if (this.#parts.length > 0) this.#flush();
    if (this.#isTable) this.#take({ is: 'end', line: this.#start });
    this.#isTable = false;
    this.#kind = 'paragraph';
  }

  #flush(): void {
    const text = this.#parts.join(' ').replace(/\s+/g, ' ').trim();
    this.#parts = [];
    const line = this.#start;
    const bold = this.#kind === 'definition' ? null : BOLD.exec(text);
    if (bold)
      this.#take({
        ...{ is: 'lead', line, term: plainOf(bold[1] ?? '') },
        rest: plainOf(text.slice(bold[0].length)),
      });
    else this.#take({ is: this.#kind, text: plainOf(text), line });
  }
}

/** A heading of Markdown (`## Title`), or of a wiki (`== Title ==`: more signs are a higher level). */
function headingOf(line: string): { level: number; title: string } | undefined {
  const [start = '', marks] = HEADING.exec(line) ?? [];
  if (marks !== undefined) return { level: marks.length, title: withoutEnd(line.slice(start.length), '#') };
  const [before = '', signs] = WIKI_HEADING.exec(line) ?? [];
  if (signs === undefined || !line.trimEnd().endsWith('==')) return undefined;
  return { level: 7 - signs.length, title: withoutEnd(line.slice(before.length), '=') };
}

/** A title without the marks at its end. A loop, because a pattern for it would be quadratic in spaces. */
function withoutEnd(title: string, mark: string): string {
  const trimmed = title.trimEnd();
  let end = trimmed.length;
  while (end > 0 && trimmed[end - 1] === mark) end--;
  const isClosed = end < trimmed.length && (mark === '=' || end === 0 || /\s/.test(trimmed[end - 1] ?? ''));
  return (isClosed ? trimmed.slice(0, end) : trimmed).trim();
}

/** The cells of a row. A bar with a backslash before it is a letter; one in a link of a wiki divides the link. */
function cellsOf(row: string): string[] {
  return row
    .replace(/\[\[[^[\]|]{1,300}\|([^[\]|]{1,300})\]\]/g, '$1')
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/, 202)
    .map((cell) => plainOf(cell.trim()));
}

/** The front matter (YAML between two lines of hyphens): only its plain values are read. */
function frontMatter(
  text: string,
  from: number,
): { about: ReadAbout; end: number; lines: number } | undefined {
  const [whole, inner] =
    /^---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/s.exec(
      text.slice(from, from + 21_000),
    ) ?? [];
  if (whole === undefined || inner === undefined) return undefined;
  const said = new Map(
    inner.split('\n').flatMap((line) => {
      const [, key, value] = /^([\w-]{1,40}):[ \t]*(\S.{0,500})$/.exec(line.trimEnd()) ?? [];
      return key === undefined || value === undefined
        ? []
        : [[key.toLowerCase(), value.replace(/^(["'])(.*)\1$/, '$2')] as const];
    }),
  );
  const first = (...keys: string[]) => keys.map((key) => said.get(key)).find((each) => each !== undefined);
  const language = languageOf(first('lang', 'language') ?? '');
  const about: ReadAbout = {
    ...{ name: first('title'), licence: first('license', 'licence', 'rights'), version: first('version') },
    ...{ attribution: first('author', 'attribution', 'publisher'), language },
  };
  const end = from + whole.length;
  return {
    about: Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined)),
    ...{ end, lines: whole.split('\n').length - 1 },
  };
}
