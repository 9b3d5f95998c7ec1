/** Merging, anchoring and importing take time in proportion to their texts, whatever these are. */
import { describe, expect, it } from 'vitest';
import { anchoring } from '../../src/notes/anchor/anchor';
import { describing } from '../../src/notes/anchor/describe';
import { toCsv } from '../../src/notes/exchange/csv';
import { toHtml } from '../../src/notes/exchange/html';
import { toHypothesis } from '../../src/notes/exchange/hypothesis';
import { toMarkdown } from '../../src/notes/exchange/markdown';
import { readNotes } from '../../src/notes/exchange/read';
import { mergeText } from '../../src/notes/merge-text';
import { atOnce } from '../../src/platform/pace';
import { HOSTILE } from '../mentions/hostile-texts';
import { exponentOfTime } from '../platform/growth';

const SIZES = [8_000, 32_000, 128_000];
/** Every fifth of the texts: each search over a page takes a while. */
const SAMPLE = HOSTILE.filter((_, at) => at % 5 === 0);

describe('The cost of a merge is linear in', () => {
  it.each<[string, (size: number) => [string, string, string]]>([
    ['texts of one letter', (size) => ['a'.repeat(size / 2), 'a'.repeat(size), 'a'.repeat(size - 1)]],
    [
      'texts that differ from each other at one letter',
      (size) => ['', 'a'.repeat(size), `b${'a'.repeat(size / 2)}`],
    ],
    [
      'texts that differ at a letter in the middle',
      (size) => ['', 'a'.repeat(size), `${'a'.repeat(size / 4)}b${'a'.repeat(size / 4)}`],
    ],
    ['texts of repeated words', (size) => ['', 'ab '.repeat(size / 3), `c ${'ab '.repeat(size / 6)}`]],
    ['texts that share no word', (size) => ['', 'x '.repeat(size / 2), 'y '.repeat(size / 2)]],
  ])('%s', async (_, of) => {
    expect(await exponentOfTime(SIZES, of, (texts) => mergeText(...texts))).toBeLessThan(1.5);
  });
});

describe('A merge of long texts', () => {
  const base = '';
  it.each<[string, string, string]>([
    ['keeps one that contains the other', `${'ab '.repeat(100)}`, `x ${'ab '.repeat(100)} y`],
    ['keeps one that contains the other after a near match', `${'a'.repeat(80)}b`, `${'a'.repeat(200)}b c`],
  ])('%s', (_, part, whole) => {
    expect(mergeText(base, part, whole)).toBe(whole);
    expect(mergeText(base, whole, part)).toBe(whole);
  });

  it('keeps both where neither contains the other', () => {
    const [one, other] = ['a'.repeat(200), `b${'a'.repeat(100)}`];
    expect(mergeText(base, one, other)).toBe(`${one}\n\n${other}`);
  });
});

describe('The cost of anchoring is linear in a page of', () => {
  it.each(SAMPLE)('%s', async (_, textOf) => {
    const text = textOf(60);
    const quote = { exact: text.slice(10, 50), prefix: text.slice(0, 10), suffix: 'not on the page' };
    const exponent = await exponentOfTime([3_000, 24_000], textOf, (page) =>
      atOnce(anchoring(page, [{ selectors: { quote } }])),
    );
    expect(exponent).toBeLessThan(1.5);
  });
});

describe('The cost of describing a passage is linear in a page of', () => {
  it.each(SAMPLE.slice(0, 4))('%s', async (_, textOf) => {
    const exponent = await exponentOfTime([600, 4_800], textOf, (page) =>
      atOnce(describing(page, { start: 100, end: 160 })),
    );
    expect(exponent).toBeLessThan(1.5);
  });
});

const JSONLD = { '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'Annotation' };
const file = (annotations: object[]) => JSON.stringify(annotations);
const annotation = (at: number, more: object = {}) => ({
  ...JSONLD,
  id: `urn:x:${at}`,
  bodyValue: 'text',
  target: 'https://a.example/',
  ...more,
});

describe('The cost of an import is linear in', () => {
  it.each<[string, (size: number) => string]>([
    ['annotations', (size) => file(Array.from({ length: size / 100 }, (_, at) => annotation(at)))],
    ['annotations with one id', (size) => file(Array.from({ length: size / 100 }, () => annotation(1)))],
    ['annotations that are refused', (size) => file(Array.from({ length: size / 100 }, () => ({ x: 1 })))],
    ['a long text', (size) => file([annotation(1, { bodyValue: 'a '.repeat(size / 2) })])],
    [
      'many bodies',
      (size) =>
        file([
          annotation(1, {
            bodyValue: undefined,
            body: Array.from({ length: size / 30 }, () => ({ value: 'a' })),
          }),
        ]),
    ],
    ['a long address', (size) => file([annotation(1, { target: `https://a.example/${'a'.repeat(size)}` })])],
    ['lists in lists', (size) => '['.repeat(Math.min(size, 5_000)) + ']'.repeat(Math.min(size, 5_000))],
    [
      'selectors',
      (size) =>
        file([
          annotation(1, {
            target: {
              source: 'https://a.example/',
              selector: Array.from({ length: size / 50 }, () => ({ type: 'TextQuoteSelector', exact: 'a' })),
            },
          }),
        ]),
    ],
    [
      'annotations of Hypothesis with tags',
      (size) =>
        JSON.stringify({
          annotations: Array.from({ length: size / 200 }, (_, at) => ({
            id: `${at}`,
            uri: 'https://a.example/',
            text: 'a',
            tags: ['a', 'b', 'c'],
          })),
        }),
    ],
  ])('%s', async (_, textOf) => {
    const read = (text: string) => readNotes(text, 0).catch(() => undefined);
    expect(await exponentOfTime([8_000, 80_000], textOf, read)).toBeLessThan(1.6);
  });
});

describe('The cost of an export is linear in a text of', () => {
  it.each([
    ...SAMPLE,
    ['backslashes', (size: number) => '\\'.repeat(size)] as const,
    ['open links', (size: number) => ']('.repeat(size / 2)] as const,
  ])('%s', async (_, textOf) => {
    const [note] = (await readNotes(file([annotation(1)]), 0)).notes;
    if (!note) throw new Error('No note was read.');
    const exponent = await exponentOfTime(
      [8_000, 80_000],
      (size) =>
        (['text/plain', 'text/markdown'] as const).map((format) => ({ ...note, text: textOf(size), format })),
      (notes) => [
        ...toCsv(notes, {}),
        ...toHtml(notes, {}, 'Notes', 'en'),
        ...toMarkdown(notes, {}),
        ...toHypothesis(notes, {}, 0),
      ],
    );
    expect(exponent).toBeLessThan(1.5);
  });
});
