/**
 * What becomes of hostile strings in exported files: each function exports a note that holds the string in all of its
 * fields, reads the file as a renderer or a spreadsheet would, and says what is wrong. Empty: nothing.
 */
import { parseHTML } from 'linkedom';
import { Marked } from 'marked';
import { parse } from 'yaml';
import { toCsv } from '../../src/notes/exchange/csv';
import { toHtml } from '../../src/notes/exchange/html';
import { toMarkdown } from '../../src/notes/exchange/markdown';
import type { Note } from '../../src/notes/schema';
import { byKind } from '../notes/any-note';
import type { Scenario } from './scenario';
import { FORMULAS, STRINGS } from './strings';

const whole = (pieces: Iterable<string>): string => [...pieces].join('');
const marked = new Marked({ gfm: true });

/** A note with the string as its quote, its title and its tag. Its own text is empty. */
function everywhere(string: string, part: Partial<Note> = {}): Note {
  const note = byKind('passage');
  if (note.target.kind !== 'passage') throw new Error('The sample is on a passage.');
  return {
    ...note,
    target: {
      ...note.target,
      page: { address: 'https://news.example/a', title: string },
      selectors: { quote: { exact: string, prefix: string, suffix: string } },
    },
    text: '',
    tags: [string],
    ...part,
  };
}

interface Rendered {
  name: string;
  attributes: [string, string][];
  text: string;
}

/** The elements of a rendered file, with what their attributes say. */
function elements(html: string): Rendered[] {
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  return [...document.body.querySelectorAll('*')].map((each) => ({
    name: each.localName,
    attributes: [...each.attributes].map(({ name, value }) => [name, value] as [string, string]),
    text: each.textContent ?? '',
  }));
}

/** Notes as a Markdown file. */
export const markdownOf = (...notes: Note[]): string =>
  whole([...toMarkdown(notes, {})].map(({ text }) => text));
const rendered = (...notes: Note[]) => elements(marked.parse(markdownOf(...notes), { async: false }));

/** In a Markdown file, quote, title, tag and plain text are shown as text. */
export function inMarkdown(string: string): string[] {
  const made = rendered(everywhere(string, { text: string, format: 'text/plain' }));
  const problems: string[] = [];
  const allowed = new Set(['hr', 'h2', 'blockquote', 'p', 'a']);
  for (const { name } of made) if (!allowed.has(name)) problems.push(`it makes a <${name}>`);
  // The one link is the page's own address in the front matter, where a renderer does not know front matter.
  for (const { name, attributes } of made)
    for (const [, value] of name === 'a' ? attributes : [])
      if (!value.startsWith('https://news.example/a')) problems.push(`it makes a link to ${value}`);
  if (made.filter(({ name }) => name === 'h2').length !== 1) problems.push('it makes headings');
  const quote = made.find(({ name }) => name === 'blockquote');
  const bare = (text: string) => text.replace(/[\s\0\uFFFD]+/g, '');
  if (bare(quote?.text ?? '') !== bare(string)) problems.push(`the quote is shown as ${quote?.text}`);
  return problems;
}

/** In a Markdown file, the user's Markdown brings nothing that runs, and does not reach beyond its note. */
export function asMarkdown(string: string): string[] {
  const next = byKind('term', { text: 'The next note.', tags: [] });
  const first = byKind('term', { text: string, format: 'text/markdown', tags: [], created: 0 });
  const made = rendered(first, next);
  const problems: string[] = [];
  for (const { name, attributes } of made) {
    if (/^(?:script|svg|math|style|iframe|form|object|embed|base|link)$/.test(name))
      problems.push(`it makes a <${name}>`);
    for (const [attribute, value] of attributes) {
      if (/^on|^style$|^srcdoc$/.test(attribute)) problems.push(`it makes an attribute ${attribute}`);
      if (/^(?:href|src)$/.test(attribute) && !/^(?:https?:\/\/|mailto:|[^:]*$)/.test(value))
        problems.push(`it makes a link to ${value}`);
    }
  }
  if (!made.some(({ name, text }) => name === 'p' && /(?:^|\n)The next note\.$/.test(text)))
    problems.push('it reaches into the next note');
  return problems;
}

/** The front matter of a Markdown file has the title as it is. */
export function inFrontMatter(string: string): string[] {
  const [, head = ''] = markdownOf(everywhere(string)).split(/^---$/m);
  const { title, source } = parse(head) as Record<string, unknown>;
  const problems = source === 'https://news.example/a' ? [] : [`the source is ${source}`];
  if (string.isWellFormed() && title !== string) problems.push(`the title is ${title}`);
  return problems;
}

const IN_HTML = /^(?:html|head|meta|title|style|body|h1|h2|section|article|blockquote|p|time|a)$/;

/** In the HTML page, everything is shown as text. */
export function inHtml(string: string): string[] {
  const html = whole(toHtml([everywhere(string, { text: string })], {}, string, 'en'));
  const all = [...parseHTML(html).document.querySelectorAll('*')];
  const problems = all
    .filter(({ localName }) => !IN_HTML.test(localName))
    .map(({ localName }) => `it makes a <${localName}>`);
  if (all.filter(({ localName }) => localName === 'style').length !== 1) problems.push('it makes a style');
  for (const { attributes } of all)
    for (const { name } of attributes)
      if (name.startsWith('on')) problems.push(`it makes an attribute ${name}`);
  const quote = all.find(({ localName }) => localName === 'blockquote')?.textContent;
  if (quote !== string) problems.push(`the quote is shown as ${quote}`);
  return problems;
}

/** The table has no formula, however a spreadsheet separates its cells. */
export function inCsv(string: string): string[] {
  const row = whole(toCsv([everywhere(string, { text: string })], {}))
    .split('\r\n')
    .slice(1)
    .join('\r\n');
  return row
    .split(/[,;\t\r\n"]/)
    .filter((piece) => /^(?:[=@＝]|[+-]\S)/.test(piece.replace(/^[\s\p{Cc}\p{Cf}]+/u, '')))
    .map((piece) => `a spreadsheet would evaluate ${piece}`);
}

/** Each way of exporting a string, and the strings that it is tried with. */
const WAYS: [name: string, problemsOf: (string: string) => string[], strings: readonly string[]][] = [
  ['a Markdown file', inMarkdown, STRINGS],
  ['a Markdown file, as Markdown', asMarkdown, STRINGS],
  ['the front matter', inFrontMatter, STRINGS],
  ['the HTML page', inHtml, STRINGS],
  ['the table', inCsv, FORMULAS],
];

export const EXPORTED: readonly Scenario[] = [
  {
    name: 'scripting strings in every exported file',
    where: 'node',
    inShort: true,
    async run({ tally }) {
      for (const [name, problemsOf, strings] of WAYS)
        for (const string of strings) {
          tally.tries++;
          const problems = problemsOf(string);
          tally.hides(problems.length === 0, `${JSON.stringify(string)} in ${name}: ${problems[0]}`);
        }
    },
  },
];
