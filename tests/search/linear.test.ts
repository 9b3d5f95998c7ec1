/** The search takes time in proportion to the text of an entry, and no longer for a longer query. */
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/mentions/normalise';
import { buildIndex } from '../../src/search/build';
import { markedPiece } from '../../src/search/excerpt';
import { readQuery } from '../../src/search/query';
import { SearchIndex } from '../../src/search/search';
import { Vocabulary } from '../../src/search/vocabulary';
import { wordsOf } from '../../src/search/words';
import { HOSTILE } from '../mentions/hostile-texts';
import { charactersRead, exponentOf, exponentOfTime } from '../platform/growth';

const SIZES = [4_000, 16_000, 64_000];
const bare = new Vocabulary(new Int32Array([0]), new Uint16Array(0));

describe('The cost is linear in a text of', () => {
  it.each(HOSTILE)('%s, of its words', (_, textOf) => {
    const costs = SIZES.map((size) => {
      const text = textOf(size);
      return charactersRead(() => {
        wordsOf(text);
        normalise(text);
      });
    });
    expect(exponentOf(SIZES, costs)).toBeLessThan(1.25);
  });

  it.each<[string, string]>([
    ['one word of the query', 'net '],
    ['many words of the query', 'net of the web and the net '],
    ['Chinese', '联合国'],
    ['words that are not in the query', 'other '],
  ])('%s, of an excerpt', async (_, unit) => {
    const query = readQuery('net of the web 联合国', bare);
    const exponent = await exponentOfTime(
      [8_000, 32_000, 128_000],
      (size) => {
        const text = unit.repeat(size / unit.length);
        return { text, words: wordsOf(text) };
      },
      (text) => markedPiece(query, text),
    );
    expect(exponent).toBeLessThan(1.5);
  });

  it('any kind, of an index and a search in it', async () => {
    const exponent = await exponentOfTime(
      [2_000, 20_000],
      (size) => HOSTILE.map(([, textOf]) => textOf(size)),
      async (texts) => {
        const entries = texts.map((text, at) => ({
          kind: 'note' as const,
          id: `${at}`,
          heading: '',
          texts: [{ field: 'note' as const, text }],
        }));
        const index = new SearchIndex(await buildIndex(entries, async () => undefined));
        index.search('IGF internet governance forum', 10);
      },
    );
    expect(exponent).toBeLessThan(1.5);
  });

  it('any kind as a query', async () => {
    const entries = [
      { kind: 'note' as const, id: 'a', heading: '', texts: [{ field: 'note' as const, text: 'IGF' }] },
    ];
    const index = new SearchIndex(await buildIndex(entries, async () => undefined));
    for (const [, textOf] of HOSTILE) {
      const [short, long] = [1_000, 1_000_000].map((size) => {
        const text = textOf(size);
        return charactersRead(() => index.search(text, 10));
      }) as [number, number];
      expect(long).toBeLessThanOrEqual(2 * short + 1_000);
    }
  });
});

describe('An excerpt of a very long text', () => {
  it('begins near the first of the richest windows', () => {
    const text = `${'net '.repeat(100_000)}net of web ${'net '.repeat(100_000)}`;
    const { text: piece } = markedPiece(readQuery('net of web', bare), { text, words: wordsOf(text) });
    expect(piece).toContain('net of web');
  });
});
