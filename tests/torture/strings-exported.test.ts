import { describe, expect, it } from 'vitest';
import { byKind } from '../notes/any-note';
import { asMarkdown, inCsv, inFrontMatter, inHtml, inMarkdown, markdownOf } from './exported';
import { FORMULAS, MARKDOWN, STRINGS } from './strings';

const EACH = STRINGS.map((string) => [string]);

it('There are more than 500 strings', () => {
  expect(STRINGS.length).toBeGreaterThan(500);
  expect(MARKDOWN.length).toBeGreaterThan(168);
});

describe('A Markdown file', () => {
  it.each(EACH)('shows %j as text in quote, title and tag', (string) => {
    expect(inMarkdown(string)).toEqual([]);
  });

  it.each(EACH)('keeps the Markdown %j within its note', (string) => {
    expect(asMarkdown(string)).toEqual([]);
  });

  it.each(EACH)('has front matter that says %j', (string) => {
    expect(inFrontMatter(string)).toEqual([]);
  });

  it('keeps formatting, code and links of the user', () => {
    const text =
      'It *met* in [Kyoto](https://a.example/b_c "t"), <https://a.example>, [x](b.md).\n\n```js\nif (a<b) f("<b>");\n```\n\n1 < 2';
    expect(markdownOf(byKind('term', { text, format: 'text/markdown', tags: [] }))).toContain(
      `\n\n${text}\n`,
    );
  });
});

describe('The HTML page', () => {
  it.each(EACH)('shows %j as text', (string) => {
    expect(inHtml(string)).toEqual([]);
  });
});

describe('The table', () => {
  it.each(FORMULAS.map((string) => [string]))(
    'has no formula in %j, however its cells are separated',
    (string) => {
      expect(inCsv(string)).toEqual([]);
    },
  );
});
