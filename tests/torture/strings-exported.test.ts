import { parseHTML } from 'linkedom';
import { Marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { toCsv } from '../../src/notes/exchange/csv';
import { toHtml } from '../../src/notes/exchange/html';
import { toMarkdown } from '../../src/notes/exchange/markdown';
import type { Note } from '../../src/notes/schema';
import { byKind } from '../notes/any-note';
import { FORMULAS, MARKDOWN, STRINGS } from './strings';

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

/** The elements of a rendered file, with what their attributes say. */
function elements(html: string): { name: string; attributes: [string, string][]; text: string }[] {
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  return [...document.body.querySelectorAll('*')].map((each) => ({
    name: each.localName,
    attributes: [...each.attributes].map(({ name, value }) => [name, value] as [string, string]),
    text: each.textContent ?? '',
  }));
}

const markdownOf = (note: Note): string => whole([...toMarkdown([note], {})].map(({ text }) => text));

it('There are more than 500 strings', () => {
  expect(STRINGS.length).toBeGreaterThan(500);
  expect(MARKDOWN.length).toBeGreaterThan(168);
});

describe('A Markdown file', () => {
  it.each(STRINGS.map((string) => [string]))('shows %j as text in quote, title and tag', (string) => {
    const file = markdownOf(everywhere(string, { text: string, format: 'text/plain' }));
    const allowed = new Set(['hr', 'h2', 'blockquote', 'p', 'a']);
    const made = elements(marked.parse(file, { async: false }));
    expect(made.filter(({ name }) => !allowed.has(name))).toEqual([]);
    // The one link is the page's own address in the front matter, where a renderer does not know front matter.
    const links = made.filter(({ name }) => name === 'a').flatMap(({ attributes }) => attributes);
    expect(links.filter(([, value]) => !value.startsWith('https://news.example/a'))).toEqual([]);
    expect(made.filter(({ name }) => name === 'h2').length).toBe(1);
    const [quote] = made.filter(({ name }) => name === 'blockquote');
    const bare = (text: string) => text.replace(/[\s\0\uFFFD]+/g, '');
    expect(bare(quote?.text ?? '')).toBe(bare(string));
  });

  it.each(STRINGS.map((string) => [string]))('keeps the Markdown %j within its note', (string) => {
    const next = byKind('term', { text: 'The next note.', tags: [] });
    const first = byKind('term', { text: string, format: 'text/markdown', tags: [], created: 0 });
    const made = elements(marked.parse(markdownsOf([first, next]), { async: false }));
    const names = made.map(({ name }) => name);
    expect(
      names.filter((name) => /^(?:script|svg|math|style|iframe|form|object|embed|base|link)$/.test(name)),
    ).toEqual([]);
    for (const { name, attributes } of made)
      for (const [attribute, value] of attributes) {
        expect([name, attribute]).not.toContainEqual(expect.stringMatching(/^on|^style$|^srcdoc$/));
        if (/^(?:href|src)$/.test(attribute)) expect(value).toMatch(/^(?:https?:\/\/|mailto:|[^:]*$)/);
      }
    expect(made.some(({ name, text }) => name === 'p' && /(?:^|\n)The next note\.$/.test(text))).toBe(true);
  });

  it.each(STRINGS.map((string) => [string]))('has front matter that says %j', (string) => {
    const [, head = ''] = markdownOf(everywhere(string)).split(/^---$/m);
    expect(parse(head)).toMatchObject({
      title: string.toWellFormed() === string ? string : expect.anything(),
      source: 'https://news.example/a',
    });
  });

  it('keeps formatting, code and links of the user', () => {
    const text =
      'It *met* in [Kyoto](https://a.example/b_c "t"), <https://a.example>, [x](b.md).\n\n```js\nif (a<b) f("<b>");\n```\n\n1 < 2';
    expect(markdownOf(byKind('term', { text, format: 'text/markdown', tags: [] }))).toContain(
      `\n\n${text}\n`,
    );
  });
});

const markdownsOf = (notes: Note[]): string => whole([...toMarkdown(notes, {})].map(({ text }) => text));

describe('The HTML page', () => {
  it.each(STRINGS.map((string) => [string]))('shows %j as text', (string) => {
    const html = whole(toHtml([everywhere(string, { text: string })], {}, string, 'en'));
    const { document } = parseHTML(html);
    const allowed = /^(?:html|head|meta|title|style|body|h1|h2|section|article|blockquote|p|time|a)$/;
    const others = [...document.querySelectorAll('*')].filter(({ localName }) => !allowed.test(localName));
    expect(others.map(({ localName }) => localName)).toEqual([]);
    expect(document.querySelectorAll('style').length).toBe(1);
    expect(
      [...document.querySelectorAll('*')]
        .flatMap((each) => [...each.attributes].map(({ name }) => name))
        .filter((name) => name.startsWith('on')),
    ).toEqual([]);
    expect(document.querySelector('blockquote')?.textContent).toBe(string);
  });
});

describe('The table', () => {
  it.each(FORMULAS.map((string) => [string]))(
    'has no formula in %j, however its cells are separated',
    (string) => {
      const row = whole(toCsv([everywhere(string, { text: string })], {}))
        .split('\r\n')
        .slice(1)
        .join('\r\n');
      for (const piece of row.split(/[,;\t\r\n"]/))
        expect(piece.replace(/^[\s\p{Cc}\p{Cf}]+/u, '')).not.toMatch(/^(?:[=@＝]|[+-]\S)/);
    },
  );
});
