import { describe, expect, it } from 'vitest';
import { forgetLookUps, keepLookUp, recentLookUps } from '../../../src/ui/search/recent';

function shelf(kept?: string) {
  let value: string | null = kept ?? null;
  return {
    getItem: () => value,
    setItem: (_key: string, next: string) => {
      value = next;
    },
    removeItem: () => {
      value = null;
    },
  };
}
const lookUp = (term: string) => ({ term, label: term.toUpperCase() });

describe('recent look-ups', () => {
  it('are the last eight, the newest first, each once', () => {
    const kept = shelf();
    for (const term of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'b']) keepLookUp(kept, lookUp(term));
    expect(recentLookUps(kept).map(({ term }) => term)).toEqual(['b', 'i', 'h', 'g', 'f', 'e', 'd', 'c']);
    forgetLookUps(kept);
    expect(recentLookUps(kept)).toEqual([]);
  });

  it.each(['', '{', 'null', '[{"term":1}]', '[{"term":"a"}]', '{"term":"a","label":"A"}'])(
    'that are damaged (%s) are ignored, and new ones can be stored',
    (damaged) => {
      const kept = shelf(damaged);
      expect(recentLookUps(kept)).toEqual([]);
      expect(keepLookUp(kept, lookUp('a'))).toEqual([lookUp('a')]);
    },
  );

  it('are none if nothing can be stored', () => {
    const refusing = {
      ...shelf(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(keepLookUp(refusing, lookUp('a'))).toEqual([]);
  });
});
