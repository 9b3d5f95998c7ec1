// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { merged, wayFrom } from '../../../src/page/card/way';
import type { Spot } from '../../../src/page/marks/spot';

let nodes: Text[];
beforeEach(() => {
  document.body.innerHTML = '<p>One</p><p>Two</p><p>Three</p>';
  nodes = [...document.querySelectorAll('p')].map((each) => each.firstChild as Text);
});
const spot = (at: number, offset: number): Spot => {
  const place = { node: nodes[at] as Text, offset };
  return { start: place, end: { ...place, offset: offset + 1 } };
};

describe('passages among mentions', () => {
  it('are placed where they begin', () => {
    const [a, b, c, d] = [spot(0, 1), spot(1, 0), spot(1, 2), spot(2, 0)] as [Spot, Spot, Spot, Spot];
    expect(merged([a, c], [b, d])).toEqual([a, b, c, d]);
  });

  it('precede a mention that begins at the same letter', () => {
    const [mention, passage] = [spot(1, 1), spot(1, 1)];
    expect(merged([mention], [passage])[0]).toBe(passage);
  });

  it('are placed in shadow roots as their hosts are on the page', () => {
    const root = (document.querySelectorAll('p')[1] as Element).attachShadow({ mode: 'open' });
    root.innerHTML = '<b>Apart</b><b>Too</b>';
    const [apart, too] = [...root.querySelectorAll('b')].map(({ firstChild }): Spot => {
      const place = { node: firstChild as Text, offset: 0 };
      return { start: place, end: { ...place, offset: 1 } };
    }) as [Spot, Spot];
    const [first, last] = [spot(0, 0), spot(2, 0)];
    expect(merged([first, apart, last], [too])).toEqual([first, apart, too, last]);
    expect(merged([first, too, last], [apart])).toEqual([first, apart, too, last]);
    expect(merged([apart, too], [first, last])).toEqual([first, apart, too, last]);
  });
});

describe('the way from a spot', () => {
  const spots = () => [spot(0, 0), spot(1, 0), spot(2, 0)] as [Spot, Spot, Spot];

  it('goes on after or before it, and wraps around at the ends', () => {
    const all = spots();
    const [a, b, c] = all;
    expect(wayFrom(all, 'next', { spot: a, at: 0 })).toEqual([b, c, a]);
    expect(wayFrom(all, 'next', { spot: c, at: 2 })).toEqual([a, b, c]);
    expect(wayFrom(all, 'previous', { spot: b, at: 1 })).toEqual([a, c, b]);
    expect(wayFrom(all, 'previous', { spot: a, at: 0 })).toEqual([c, b, a]);
  });

  const named = (...terms: string[]) => terms.map((term, at) => ({ ...spot(at % 3, 0), term }));

  it('goes on from the nearest spot of the same term, where the page has made its text anew', () => {
    const all = named('igf', 'un', 'igf', 'itu');
    const gone = { ...spot(0, 1), term: 'igf' };
    expect(wayFrom(all, 'next', { spot: gone, at: 3 })[0]).toBe(all[3]);
    expect(wayFrom(all, 'next', { spot: gone, at: 0 })[0]).toBe(all[1]);
    expect(wayFrom(all, 'previous', { spot: gone, at: 2 })[0]).toBe(all[1]);
  });

  it('goes on from its place, where there is none', () => {
    const all = named('igf', 'un', 'itu');
    const gone = { ...spot(0, 1), term: 'brics' };
    expect(wayFrom(all, 'next', { spot: gone, at: 1 })[0]).toBe(all[1]);
    expect(wayFrom(all, 'previous', { spot: gone, at: 1 })[0]).toBe(all[0]);
    expect(wayFrom(all, 'next', { spot: gone, at: 9 })[0]).toBe(all[0]);
    expect(wayFrom([], 'next', { spot: gone, at: 9 })).toEqual([]);
  });
});
