/** A passage that was changed in its middle or at its ends is found whole, or not at all. */
import { describe, expect, it } from 'vitest';
import { anchoring } from '../../src/notes/anchor/anchor';
import { describing } from '../../src/notes/anchor/describe';
import type { Selectors } from '../../src/notes/anchor/selectors';
import { atOnce } from '../../src/platform/pace';

const noted = (page: string, words: string): Selectors => {
  const start = page.indexOf(words);
  return atOnce(describing(page, { start, end: start + words.length })) as Selectors;
};
const found = (page: string, selectors: Selectors): string | undefined => {
  const [verdict] = atOnce(anchoring(page, [{ selectors }]));
  return verdict && verdict.verdict !== 'orphan' ? page.slice(verdict.start, verdict.end) : undefined;
};

const BEFORE = 'One long paragraph says that ';
const FIRST = 'the treaty was signed';
const SECOND = ' by sixty states in Hanoi last year';
const AFTER = ', and it goes on after that.';
const PUT_IN =
  'Read also: ten things that you did not know of treaties, of states and of the sea between them all';

describe('A passage into whose middle a text was put', () => {
  it.each(Array.from({ length: 33 }, (_, at) => at * 3))('of %i letters: both halves or none', (length) => {
    const selectors = noted(BEFORE + FIRST + SECOND + AFTER, FIRST + SECOND);
    const today = `${BEFORE}${FIRST} ${PUT_IN.slice(0, length)}${SECOND}${AFTER}`;
    const words = found(today, selectors);
    if (words !== undefined) expect(words).toBe(`${FIRST} ${PUT_IN.slice(0, length)}${SECOND}`);
    if (length <= 12) expect(words).toBeDefined();
  });

  it.each([8, 16, 24, 32, 40])('after its first %i letters: both halves or none', (cut) => {
    const whole = FIRST + SECOND;
    const selectors = noted(BEFORE + whole + AFTER, whole);
    for (let length = 3; length < PUT_IN.length; length += 3) {
      const today = `${BEFORE}${whole.slice(0, cut)} ${PUT_IN.slice(0, length)} ${whole.slice(cut)}${AFTER}`;
      const words = found(today, selectors);
      if (words === undefined) continue;
      expect([words.slice(0, 8), words.slice(-9)], `${length}: ${words}`).toEqual(['the trea', 'last year']);
    }
  });
});

describe('A passage with other letters of the same word at its ends', () => {
  it.each([
    ['مجمع حکمرانی', 'مجمع حكمراني', 'نشست ', ' اینترنت در کیوتو برگزار شد'],
    ['یک مجمع', 'يك مجمع', 'نشست ', ' اینترنت در کیوتو برگزار شد'],
    ['یادداشت‌های گردهمایی', 'يادداشت‌هاي گردهمايي', 'در آن ', ' بود'],
    ['the organisation', 'the organization', 'They spoke of ', ' of the forum.'],
    [
      'Kyoto agenda of the forum',
      'Kyōto agenda of the forúm',
      'It was the ',
      ' of that year, which nobody read.',
    ],
    ['“the forum’s” year–end', '"the forum\'s" year-end', 'It was ', ' of that year, which nobody read.'],
    ['سال ۱۴۰۳', 'سال ١٤٠٣', 'در ', ' بود'],
  ])('%s is found to its last letter as %s', (then, now, before, after) => {
    expect(found(before + now + after, noted(before + then + after, then))).toBe(now);
  });
});
