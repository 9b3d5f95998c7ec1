import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from '../../src/notes/anchor/align';
import { anchoring, type Sought } from '../../src/notes/anchor/anchor';
import { describing } from '../../src/notes/anchor/describe';
import { occurrences } from '../../src/notes/anchor/occurrences';
import { solidify, solidOffset, solidText } from '../../src/notes/anchor/solid';

/** What a generator returns, and how often it yielded before. */
function finish<T>(work: Generator<unknown, T>): { value: T; rests: number } {
  for (let rests = 0; ; rests++) {
    const step = work.next();
    if (step.done) return { value: step.value, rests };
  }
}

/** Letters to change, put in or take out between two texts: the plain definition. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const same = a.at(-1) === b.at(-1) ? 0 : 1;
  const [shortA, shortB] = [a.slice(0, -1), b.slice(0, -1)];
  return Math.min(distance(shortA, shortB) + same, distance(shortA, b) + 1, distance(a, shortB) + 1);
}

const letters = (maxLength: number) =>
  fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength }).map((all) => all.join(''));

describe('The likest stretch of a text', () => {
  it('has the fewest errors of all, and as many as it says', () => {
    fc.assert(
      fc.property(letters(7), letters(5), (text, pattern) => {
        const { start, end, errors } = align(text, pattern);
        expect(distance(text.slice(start, end), pattern)).toBe(errors);
        for (let from = 0; from <= text.length; from++)
          for (let to = from; to <= text.length; to++)
            expect(distance(text.slice(from, to), pattern)).toBeGreaterThanOrEqual(errors);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['xabcx', 'abc', { start: 1, end: 4, errors: 0 }],
    ['abc abc', 'abc', { start: 0, end: 3, errors: 0 }],
    ['xabxcx', 'abc', { start: 1, end: 3, errors: 1 }],
    ['xyz', 'abc', { start: 0, end: 0, errors: 3 }],
    ['', 'abc', { start: 0, end: 0, errors: 3 }],
  ])('of %j to %j is the first', (text, pattern, expected) => {
    expect(align(text, pattern)).toEqual(expected);
  });
});

describe('The places of a part', () => {
  const all = (text: string, part: string, most = 1_000) =>
    [...occurrences(text, part, most)].filter((at) => at !== undefined);

  it('are all where it stands, overlapping ones too, and no more than are asked for', () => {
    expect(all('aaaa', 'aa')).toEqual([0, 1, 2]);
    expect(all('aaaa', 'aa', 2)).toEqual([0, 1]);
    expect(all('abc', '')).toEqual([]);
    expect(all('abc', 'd')).toEqual([]);
  });

  it('are found over the border of what is searched at one go, and of a long part all of it counts', () => {
    const text = `${'x'.repeat(65_530)}a needle in it`;
    expect(all(text, 'needle')).toEqual([65_532]);
    const long = 'y'.repeat(64);
    expect(all(`${long}1 ${long}2 ${long}1`, `${long}1`)).toEqual([0, 132]);
    expect(all(`${long}1 ${long}2`, `${long}2`)).toEqual([66]);
  });

  it('are looked for in steps', () => {
    expect([...occurrences('x'.repeat(200_000), 'y', 1)]).toHaveLength(4);
  });
});

describe('Solid text', () => {
  it('leaves out what is not seen, whichever way it is made', () => {
    const units = Array.from({ length: 0xd800 }, (_, unit) => String.fromCharCode(unit)).join('');
    const more = Array.from({ length: 0x2000 }, (_, unit) => String.fromCharCode(0xe000 + unit)).join('');
    const text = units + more;
    const { text: solid, at } = finish(solidify(text)).value;
    expect(solid).toBe(solidText(text));
    expect(solid).toHaveLength(at.length);
    expect([...at].every((place, i) => solidText(text[place] as string) === solid[i])).toBe(true);
    expect(solid).not.toMatch(/[\s\u00AD\u200B-\u200F\uFEFF]/);
  });

  it('is made in steps, and its offsets lead to the next letter that is seen', () => {
    const { value, rests } = finish(solidify(`a  b${' '.repeat(100_000)}c`));
    expect(rests).toBe(4);
    expect([0, 1, 2, 3, 4, 100_004, 100_005].map((offset) => solidOffset(value, offset))).toEqual([
      0, 1, 1, 1, 2, 2, 3,
    ]);
  });
});

describe('A passage', () => {
  const find = (page: string, sought: Sought) => finish(anchoring(page, [sought])).value[0];
  const bare = (exact: string, start = 0): Sought => ({
    selectors: { quote: { exact, prefix: '', suffix: '' }, position: { start, end: start + exact.length } },
  });

  it('without context is sure at its place only if it is long enough to prove something', () => {
    expect(find('sixteen letters! More.', bare('sixteen letters!'))).toMatchObject({ verdict: 'changed' });
    expect(find('seventeen letters! More.', bare('seventeen letters!'))).toMatchObject({ verdict: 'sure' });
  });

  it('that stands more often than can be looked at is an orphan', () => {
    const { selectors } = bare('spam');
    expect(find('spam '.repeat(2_100), { selectors: { quote: selectors.quote } })).toEqual({
      verdict: 'orphan',
      why: 'tie',
    });
  });

  const words = Array.from({ length: 120 }, (_, i) => `word${(i * 7919) % 997}`);
  const page = `At the beginning of it all. ${words.join(' ')} And at the end of it all.`;
  const start = page.indexOf('word');
  const end = page.lastIndexOf(' And');
  const noted = (): Sought => {
    const selectors = finish(describing(page, { start, end })).value;
    if (!selectors) throw new Error('There is no passage.');
    return { selectors };
  };

  it('that is long is found by its ends, wherever it has moved', () => {
    const moved = `A new lead of many words, put in before. ${page}`;
    expect(find(moved, noted())).toEqual({ verdict: 'sure', start: start + 41, end: end + 41 });
  });

  it.each([
    ['at its beginning', words[1] as string],
    ['in its middle', words[60] as string],
    ['at its end', words[118] as string],
  ])('that is long and was changed %s is found whole, and said to have changed', (_, word) => {
    const edited = `New. ${page.replace(word, 'another')}`;
    const change = 'another'.length - word.length;
    expect(find(edited, noted())).toEqual({ verdict: 'changed', start: start + 5, end: end + 5 + change });
  });

  it('that is long is an orphan where one of its ends is gone', () => {
    const half = words.slice(0, 60).join(' ');
    expect(find(`At the beginning of it all. ${half}`, noted())).toMatchObject({ verdict: 'orphan' });
  });
});
