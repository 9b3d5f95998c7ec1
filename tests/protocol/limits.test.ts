import { describe, expect, it } from 'vitest';
import { BATCH, checkSize, EACH, LANG, TEXT } from '../../src/protocol/limits';
import { charactersRead } from '../platform/growth';

const long = 'x'.repeat(TEXT);

describe('A message to be searched', () => {
  it.each<[string, string[]]>([
    ['no text', []],
    ['two texts of full length', [long, long]],
    ['as many empty texts as fit', Array.from({ length: BATCH / EACH }, () => '')],
  ])('may have %s', (_, texts) => {
    expect(() => checkSize(texts, undefined)).not.toThrow();
  });

  it.each<[string, string[]]>([
    ['a text above full length', [`${long}x`]],
    ['three texts of full length', [long, long, long]],
    ['one empty text too many', Array.from({ length: BATCH / EACH + 1 }, () => '')],
  ])('may not have %s', (_, texts) => {
    expect(() => checkSize(texts, undefined)).toThrow(RangeError);
  });

  it('may have the largest evidence that an index of long names makes', () => {
    const name = 'x'.repeat(100);
    const why = Array.from({ length: 8 }, () => ({
      kind: 'rival',
      cue: name,
      sense: name,
      near: true,
      weight: 1,
    }));
    const evidence = {
      index: 'a-b',
      named: Array.from({ length: 96 }, () => 9),
      rivals: Array.from({ length: 48 }, () => 9),
      cues: Array.from({ length: 320 }, () => 9),
      meanings: Array.from({ length: 32 }, () => ({
        group: 9,
        term: 9,
        rival: 9,
        text: name.slice(0, 80),
        by: 'definition',
      })),
      words: Array.from({ length: 32 }, () => 9),
      groups: Object.fromEntries(Array.from({ length: 48 }, (_, at) => [`${at}.9`, { score: 1, why }])),
      waiting: Object.fromEntries(Array.from({ length: 96 }, (_, at) => [`${at}.9`, 1])),
      waitingRivals: Array.from({ length: 48 }, () => 9),
      late: false,
    };
    expect(() => checkSize([], evidence)).not.toThrow();
  });

  let nested: unknown = 0;
  for (let depth = 0; depth < 30_000; depth++) nested = [nested];
  it.each<[string, unknown]>([
    ['a long text', { index: 'x'.repeat(300_000) }],
    ['a long list', { cues: Array.from({ length: 30_000 }, () => 1) }],
    ['many keys', { groups: Object.fromEntries(Array.from({ length: 30_000 }, (_, at) => [`${at}`, 0])) }],
    ['a long key', { ['x'.repeat(300_000)]: 0 }],
    ['many empty lists', { cues: Array.from({ length: 30_000 }, () => []) }],
    ['lists in lists', nested],
  ])('may not have evidence with %s', (_, evidence) => {
    expect(() => checkSize([], evidence)).toThrow(RangeError);
  });

  it('may not have a long language tag', () => {
    expect(() => checkSize([], undefined, 'x'.repeat(LANG))).not.toThrow();
    expect(() => checkSize([], undefined, 'x'.repeat(LANG + 1))).toThrow(RangeError);
  });

  it('is refused without reading its texts', () => {
    const texts = Array.from({ length: 1_000 }, () => 'x'.repeat(TEXT * 2));
    const read = charactersRead(() => {
      expect(() => checkSize(texts, { index: long })).toThrow(RangeError);
    });
    expect(read).toBeLessThan(10_000);
  });
});
