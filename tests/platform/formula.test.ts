import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, guarded, unguarded } from '../../src/platform/formula';
import { exponentOfTime } from './growth';

/** Texts of what matters here: apostrophes, formula signs, separators, invisible characters. */
const text = fc.string({
  unit: fc.constantFrom("'", '=', '+', '-', '@', ';', ' ', '\t', '\n', '\r', '\u200b', 'a'),
});

describe('A text in a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\u200b=1', "'\u200b=1"],
    ['＝1', "'＝1"],
    ['a;=1', "a;'=1"],
    ['a\n- b', 'a\n- b'],
    ['a\n-b', "a\n'-b"],
    ["'=1", "''=1"],
    ['plain', 'plain'],
  ])('%j is written as %j', (plain, safe) => {
    expect(guarded(plain)).toBe(safe);
  });

  it('is read back as it was, whatever it is', () => {
    fc.assert(
      fc.property(text, (plain) => {
        expect(unguarded(guarded(plain))).toBe(plain);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never begins as a formula, not even behind a separator', () => {
    const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@\t\r]|[;\t\r\n][\s\p{Cc}\p{Cf}]*(?:[=@]|[+-]\S)/u;
    fc.assert(
      fc.property(text, (plain) => {
        expect(guarded(plain)).not.toMatch(formula);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is quoted where a spreadsheet may divide it', () => {
    expect(csvCell('a,b')).toBe('"a,b"');
    expect(csvCell('say "a"')).toBe('"say ""a"""');
    expect(csvCell('=a')).toBe(`"'=a"`);
    expect(csvCell('a b')).toBe('a b');
  });

  it.each(["'", '=', ' ', ';', '\n', "' ", ";'", '; ', ";'='"])(
    'of many %j takes linear time',
    async (unit) => {
      const exponent = await exponentOfTime(
        [40_000, 320_000],
        (size) => `;${unit.repeat(size / unit.length)}=`,
        (whole) => unguarded(guarded(whole)),
      );
      expect(exponent).toBeLessThan(1.5);
    },
  );
});
