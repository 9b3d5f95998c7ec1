// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { merged, neighbour } from '../../../src/page/card/way';
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

  it('do not move a mention of another tree', () => {
    const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
    root.innerHTML = '<p>Apart</p>';
    const node = root.querySelector('p')?.firstChild as Text;
    const apart: Spot = { start: { node, offset: 0 }, end: { node, offset: 1 } };
    const passage = spot(1, 0);
    expect(merged([spot(0, 0), apart, spot(2, 0)], [passage])[2]).toBe(passage);
  });
});

describe('the neighbour of a spot', () => {
  it('is the one after or before it, and wraps around at the ends', () => {
    const spots = [spot(0, 0), spot(1, 0), spot(2, 0)];
    expect(neighbour(spots, 'next', spots[0])).toBe(spots[1]);
    expect(neighbour(spots, 'next', spots[2])).toBe(spots[0]);
    expect(neighbour(spots, 'previous', spots[1])).toBe(spots[0]);
    expect(neighbour(spots, 'previous', spots[0])).toBe(spots[2]);
  });

  it('does not exist if no spot is open or the open one is gone', () => {
    expect(neighbour([spot(0, 0)], 'next', undefined)).toBeUndefined();
    expect(neighbour([spot(0, 0)], 'next', spot(0, 0))).toBeUndefined();
  });
});
