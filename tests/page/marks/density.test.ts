import { describe, expect, it } from 'vitest';
import { density, type Place, type Stop, wordsIn } from '../../../src/page/marks/density';
import { exponentOfTime } from '../../platform/growth';

/** Mentions in page order, as `term block section words`. */
const marked = (stop: Stop, mentions: string[]) => {
  const isMarked = density(stop);
  return mentions.filter((mention) => {
    const [term = '', ...numbers] = mention.split(' ');
    const [block = 0, section = 0, words = 0] = numbers.map(Number);
    return isMarked({ term, block, section, words } satisfies Place);
  });
};

describe('which mentions are marked', () => {
  const page = [
    'igf 0 0 0',
    'igf 0 0 9',
    'brics 0 0 12',
    'igf 1 0 40',
    'igf 2 1 80',
    'brics 2 1 90',
    'igf 2 1 95',
  ];

  it('every one, or none', () => {
    expect(marked('every', page)).toEqual(page);
    expect(marked('held', page)).toEqual([]);
  });

  it('the first of each term in each block', () => {
    expect(marked('block', page)).toEqual([
      'igf 0 0 0',
      'brics 0 0 12',
      'igf 1 0 40',
      'igf 2 1 80',
      'brics 2 1 90',
    ]);
  });

  it('the first of each term in each section', () => {
    expect(marked('section', page)).toEqual(['igf 0 0 0', 'brics 0 0 12', 'igf 2 1 80', 'brics 2 1 90']);
  });

  it('in a long section again after 1,500 words, counted from the last mark', () => {
    const long = [0, 900, 1_499, 1_500, 2_999, 3_000].map((words, block) => `igf ${block} 0 ${words}`);
    expect(marked('section', long)).toEqual(['igf 0 0 0', 'igf 3 0 1500', 'igf 5 0 3000']);
  });

  it('of 100,000 mentions, in time that is linear in their number', async () => {
    const countOf = (mentions: number) => {
      const isMarked = density('section');
      let count = 0;
      for (let at = 0; at < mentions; at++)
        if (isMarked({ term: `t${at % 80}`, block: at, section: at >> 10, words: at * 3 })) count++;
      return count;
    };
    expect(countOf(100_000)).toBeGreaterThan(80 * 97);
    expect(await exponentOfTime([25_000, 200_000], Number, countOf)).toBeLessThan(1.5);
  });
});

describe('the words of a text', () => {
  it.each([
    ['', 0],
    ['The forum met in Riyadh.', 5],
    ['  مجمع حکمرانی اینترنت  ', 3],
    // Two letters of a script without spaces count as a word, and each run as one more.
    ['互联网治理论坛', 4],
  ])('“%s”: %d', (text, words) => expect(wordsIn(text)).toBe(words));

  it('of a stretch that is too long to count are enough for a new mark', () => {
    expect(wordsIn('x '.repeat(20_000))).toBe(1_500);
  });
});
