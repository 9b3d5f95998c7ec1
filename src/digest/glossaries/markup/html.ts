/**
 * Reads HTML into blocks: lists of definitions, tables, headings, paragraphs and items, with the language that the
 * page says. Scripts, styles, forms and navigation are skipped. Tags are read as a row, never as a tree, so what is
 * nested wrongly does no harm. Cost: linear: nesting is bounded, because htmlparser2 is quadratic in it (1.6 MB of
 * open tags with wrong ends took 55 s).
 */
import { Parser } from 'htmlparser2';
import type { Bounds } from '../bounds';
import type { ReadAbout } from '../entry';
import { languageOf } from '../languages';
import { counted, GlossaryRefusal } from '../refusal';
import { tidy } from '../texts';
import type { Work } from '../work';
import { type Block, LONGEST_BLOCK } from './blocks';

/** UTF-16 units that are parsed in one step: about 1 ms. */
const STEP = 1 << 14;
const SKIPPED = new Set([
  ...[
    'script',
    'style',
    'template',
    'noscript',
    'svg',
    'math',
    'nav',
    'form',
    'button',
    'select',
    'textarea',
  ],
  ...['iframe', 'object', 'head'],
]);
/** Elements that begin and end a block. */
const BLOCKS: Record<string, Kind> = {
  ...{ dt: 'term', dd: 'definition', li: 'item', p: 'paragraph', td: 'cell', th: 'cell' },
  ...{ h1: 'heading', h2: 'heading', h3: 'heading', h4: 'heading', h5: 'heading', h6: 'heading' },
};
/** Elements that end what is open, wherever they stand. */
const BREAKS = new Set(['dl', 'table', 'thead', 'tbody', 'tr', 'body', 'main', 'article']);
/** Elements that end a paragraph, but no cell, item or definition. */
const SOFT = new Set(
  'div section header footer aside ul ol blockquote pre hr figure figcaption p li br'.split(' '),
);
const BOLD = new Set(['b', 'strong', 'dfn']);

/** Calls `take` for each block, and returns what the page says of itself. */
export function* readingHtml(text: string, take: (block: Block) => void, bounds: Bounds): Work<ReadAbout> {
  const reader = new HtmlReader(take, text);
  let depth = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (++depth > bounds.depth)
        throw new GlossaryRefusal(
          'large',
          `Elements are nested deeper than ${counted(bounds.depth)}`,
          'Save the part of the page with the terms in a file of its own',
          `line ${counted(reader.lineAt(parser.startIndex))}`,
        );
      reader.open(name, attributes, parser.startIndex);
    },
    ontext: (piece) => reader.text(piece, parser.startIndex),
    onclosetag(name) {
      depth--;
      reader.close(name);
    },
  });
  for (let at = 0; at < text.length; at += STEP) {
    parser.write(text.slice(at, at + STEP));
    yield at;
  }
  parser.end();
  reader.end();
  return reader.about;
}

type Kind = 'term' | 'definition' | 'paragraph' | 'item' | 'cell' | 'heading';

class HtmlReader {
  readonly about: ReadAbout = {};
  readonly #take: (block: Block) => void;
  readonly #lines: Lines;
  /** How many skipped elements are open. */
  #skipped = 0;
  #isTitle = false;
  #title = '';
  /** Of the open elements, and of the open block. */
  readonly #languages: string[] = [];
  #lang = '';
  #kind: Kind = 'paragraph';
  #level = 1;
  #parts: string[] = [];
  #size = 0;
  #start = 0;
  /** Bold letters at the beginning of the block, while they last (`open`), and after that. */
  #lead = '';
  #isLead = false;
  #cells: string[] = [];
  #isHeader = true;

  constructor(take: (block: Block) => void, text: string) {
    this.#take = take;
    this.#lines = new Lines(text);
  }

  lineAt(at: number): number {
    return this.#lines.at(at);
  }

  open(name: string, attributes: Readonly<Record<string, string>>, at: number): void {
    this.#languages.push(attributes.lang ?? attributes['xml:lang'] ?? this.#languages.at(-1) ?? '');
    if (name === 'html') this.#setLanguage(attributes.lang ?? '');
    if (name === 'title' && this.about.name === undefined) this.#isTitle = true;
    if (name === 'meta' || name === 'link' || name === 'a') this.#readMeta(attributes);
    if (SKIPPED.has(name)) this.#skipped++;
    if (this.#skipped > 0) return;
    const kind = Object.hasOwn(BLOCKS, name) ? BLOCKS[name] : undefined;
    if (name === 'br' || (SOFT.has(name) && this.#isWithin(kind))) this.#add(' ');
    else if (kind !== undefined) {
      this.#flush();
      this.#kind = kind;
      this.#start = at;
      this.#lang = this.#languages.at(-1) ?? '';
      if (kind === 'heading') this.#level = Number(name[1]);
      if (name === 'td') this.#isHeader = false;
    } else if (BREAKS.has(name)) {
      this.#flush();
      if (name === 'tr') this.#startRow(at);
      else if (name === 'dl' || name === 'table') this.#take({ is: 'end', line: this.lineAt(at) });
    } else if (SOFT.has(name)) this.#flush();
    else if (BOLD.has(name) && this.#lead === '' && this.#parts.every((part) => part.trim() === ''))
      this.#isLead = true;
  }

  text(text: string, at: number): void {
    if (this.#isTitle && this.#title.length < 500) this.#title += text.slice(0, 500);
    if (this.#skipped > 0 || this.#isTitle) return;
    if (this.#parts.length === 0 && this.#lead === '' && this.#kind === 'paragraph') {
      this.#start = at;
      this.#lang = this.#languages.at(-1) ?? '';
    }
    if (this.#isLead) this.#lead = (this.#lead + text).slice(0, 1_000);
    else this.#add(text);
  }

  close(name: string): void {
    this.#languages.pop();
    if (name === 'title' && this.#isTitle) {
      this.#isTitle = false;
      this.about.name = tidy(this.#title).slice(0, 300) || undefined;
    }
    if (SKIPPED.has(name)) this.#skipped--;
    if (this.#skipped > 0) return;
    if (BOLD.has(name)) this.#isLead = false;
    const kind = Object.hasOwn(BLOCKS, name) ? BLOCKS[name] : undefined;
    if (kind !== undefined && kind === this.#kind) this.#flush();
    else if (SOFT.has(name) && name !== 'br' && !this.#isWithin(kind)) this.#flush();
    else if (BREAKS.has(name)) {
      this.#flush();
      if (name === 'tr') this.#endRow();
      else if (name === 'dl' || name === 'table') this.#take({ is: 'end', line: this.lineAt(this.#start) });
    }
  }

  end(): void {
    this.#flush();
    this.#endRow();
    this.#take({ is: 'end', line: this.lineAt(this.#start) });
  }

  /** Whether the open block goes on where an element of that kind begins or ends. */
  #isWithin(kind: Kind | undefined): boolean {
    return (
      this.#kind === 'cell' ||
      this.#kind === 'definition' ||
      this.#kind === 'term' ||
      (this.#kind === 'item' && kind !== 'item')
    );
  }

  #add(text: string): void {
    if (this.#size > LONGEST_BLOCK) return;
    this.#parts.push(text.slice(0, LONGEST_BLOCK));
    this.#size += Math.min(text.length, LONGEST_BLOCK);
  }

  #flush(): void {
    const rest = this.#parts.join('').replace(/\s+/g, ' ').trim();
    const term = this.#lead.replace(/\s+/g, ' ').trim();
    const kind = this.#kind;
    this.#parts = [];
    this.#size = 0;
    this.#lead = '';
    this.#isLead = false;
    this.#kind = 'paragraph';
    if (kind === 'cell') this.#cells.push(`${term} ${rest}`.trim());
    if (kind === 'cell' || (term === '' && rest === '')) return;
    const line = this.lineAt(this.#start);
    const place = { line, ...(this.#lang !== '' && { lang: this.#lang }) };
    if (kind === 'heading')
      this.#take({ ...place, is: 'heading', level: this.#level, text: `${term} ${rest}`.trim() });
    else if (term !== '' && (kind === 'paragraph' || kind === 'item'))
      this.#take({ ...place, is: 'lead', term, rest });
    else this.#take({ ...place, is: kind, text: `${term} ${rest}`.trim() });
  }

  #startRow(at: number): void {
    this.#endRow();
    this.#isHeader = true;
    this.#start = at;
  }

  #endRow(): void {
    const cells = this.#cells;
    this.#cells = [];
    if (cells.length > 0)
      this.#take({
        ...{
          is: 'row',
          line: this.lineAt(this.#start),
          isHeader: this.#isHeader,
          cells: cells.slice(0, 202),
        },
      });
  }

  #setLanguage(tag: string): void {
    const language = languageOf(tag);
    if (language !== undefined && language !== 'und') this.about.language ??= language;
  }

  #readMeta({ name, content, rel, href }: Readonly<Record<string, string>>): void {
    const rels = (rel ?? '').toLowerCase().split(/\s+/, 10);
    if (rels.includes('license') && href) this.about.licence ??= tidy(href.slice(0, 500));
    const text = tidy((content ?? '').slice(0, 500));
    if (text !== '' && /^(?:author|dc\.creator|dcterms\.creator)$/i.test(name ?? ''))
      this.about.attribution ??= text;
  }
}

/** Numbers of lines. Places are asked for in their order, so the text is passed once. */
class Lines {
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  at(place: number): number {
    if (place < this.#at) return this.#line;
    for (;;) {
      const next = this.#text.indexOf('\n', this.#at);
      if (next < 0 || next >= place) return this.#line;
      this.#at = next + 1;
      this.#line++;
    }
  }
}
