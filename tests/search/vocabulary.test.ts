import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Vocabulary } from '../../src/search/vocabulary';

function vocabularyOf(words: string[]): { vocabulary: Vocabulary; sorted: string[] } {
  const sorted = [...new Set(words)].sort();
  const start = new Int32Array(sorted.length + 1);
  sorted.forEach((word, i) => {
    start[i + 1] = (start[i] as number) + word.length;
  });
  const units = Uint16Array.from(sorted.join(''), (unit) => unit.charCodeAt(0));
  return { vocabulary: new Vocabulary(start, units), sorted };
}

/** Optimal string alignment with the full table, as the reference. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  ) as number[][];
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const row = table[i] as number[];
      const above = table[i - 1] as number[];
      row[j] = Math.min(
        (above[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
        (above[j] as number) + 1,
        (row[j - 1] as number) + 1,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j] as number, ((table[i - 2] as number[])[j - 2] as number) + 1);
      }
    }
  }
  return table[a.length]?.[b.length] as number;
}

/** A small alphabet, so that random words are near each other. */
const Word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ی'), minLength: 1, maxLength: 8 });

describe('The vocabulary', () => {
  it('finds each of its words and no other', () => {
    fc.assert(
      fc.property(fc.array(Word, { minLength: 1 }), Word, (words, other) => {
        const { vocabulary, sorted } = vocabularyOf(words);
        expect(sorted.map((word) => vocabulary.find(word))).toEqual(sorted.map((_, i) => i));
        expect(vocabulary.find(other)).toBe(sorted.indexOf(other));
      }),
    );
  });

  it('has the words with a given prefix in one range', () => {
    fc.assert(
      fc.property(fc.array(Word), Word, (words, beginning) => {
        const { vocabulary, sorted } = vocabularyOf(words);
        const [from, to] = vocabulary.range(beginning);
        expect(sorted.slice(from, to)).toEqual(sorted.filter((word) => word.startsWith(beginning)));
      }),
    );
  });

  it('finds all words with an edit distance within the limit, or with a prefix that is', () => {
    fc.assert(
      fc.property(fc.array(Word), Word, fc.integer({ min: 1, max: 2 }), (words, word, limit) => {
        const { vocabulary, sorted } = vocabularyOf(words);
        const found = new Map<string, [distance: number, whole: boolean]>();
        vocabulary.near(word, limit, 0, (at, slips, whole) => found.set(vocabulary.word(at), [slips, whole]));
        const expected = new Map<string, [number, boolean]>();
        for (const other of sorted) {
          const whole = distance(word, other);
          const beginnings = Array.from({ length: other.length + 1 }, (_, i) =>
            distance(word, other.slice(0, i)),
          );
          const nearest = Math.min(...beginnings);
          if (whole <= limit) expected.set(other, [whole, true]);
          else if (nearest <= limit) expected.set(other, [nearest, false]);
        }
        expect(found).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('can require equal first letters', () => {
    const { vocabulary } = vocabularyOf(['form', 'dorm', 'forms']);
    const found: string[] = [];
    vocabulary.near('form', 1, 1, (at) => found.push(vocabulary.word(at)));
    expect(found).toEqual(['form', 'forms']);
  });
});
