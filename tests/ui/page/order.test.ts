import { describe, expect, it } from 'vitest';
import { inOrder, keepOrder, keptOrder } from '../../../src/ui/page/order';
import type { PageTerm } from '../../../src/ui/page/use-page';

const term = (term: string, kind: PageTerm['kind'], place: number): PageTerm => ({
  term,
  label: term,
  kind,
  place,
  count: 1,
  mentions: [],
});
/** By weight. */
const TERMS = [term('c', 'place', 2), term('a', 'event', 0), term('d', 'place', 3), term('b', 'person', 1)];
const names = (order: Parameters<typeof inOrder>[1]) =>
  inOrder(TERMS, order).map(({ kind, terms }) => [kind, terms.map(({ term }) => term).join('')]);

describe('the terms of a page', () => {
  it('are put into the order of the page, of their weight, or of their kinds', () => {
    expect(names('page')).toEqual([[undefined, 'abcd']]);
    expect(names('weight')).toEqual([[undefined, 'cadb']]);
    expect(names('kind')).toEqual([
      ['person', 'b'],
      ['event', 'a'],
      ['place', 'cd'],
    ]);
    expect(inOrder([], 'kind')).toEqual([]);
  });

  it('stay in the order that was chosen; a value that is none is ignored', () => {
    const kept = new Map<string, string>();
    const shelf = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    expect(keptOrder(shelf)).toBe('page');
    keepOrder(shelf, 'kind');
    expect(keptOrder(shelf)).toBe('kind');
    for (const key of kept.keys()) kept.set(key, '{"order":"kind"}');
    expect(keptOrder(shelf)).toBe('page');
  });

  it('need no storage', () => {
    const refuse = () => {
      throw new Error('no storage');
    };
    expect(keptOrder({ getItem: refuse })).toBe('page');
    expect(() => keepOrder({ setItem: refuse }, 'kind')).not.toThrow();
  });
});
