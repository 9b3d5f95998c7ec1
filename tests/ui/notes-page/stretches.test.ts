import { describe, expect, it } from 'vitest';
import { blocksIn, stretchesOf } from '../../../src/ui/notes-page/stretches';

describe('The stretches of a list', () => {
  const of = (blocks: number, ...drawn: number[]) =>
    stretchesOf(blocks, (block) => drawn.includes(block)).map(
      ({ isDrawn, from, to }) => `${from}–${to}${isDrawn ? ' drawn' : ''}`,
    );

  it('are each drawn block, and one gap between two of them', () => {
    expect(of(400, 0, 1, 30)).toEqual(['0–1 drawn', '1–2 drawn', '2–30', '30–31 drawn', '31–400']);
    expect(of(3, 1)).toEqual(['0–1', '1–2 drawn', '2–3']);
  });

  it('are none in an empty list, and end with the list', () => {
    expect(of(0, 0)).toEqual([]);
    expect(of(2, 1, 5)).toEqual(['0–1', '1–2 drawn']);
  });
});

describe('The visible blocks of a stretch', () => {
  const stretch = { from: 10, to: 20 };
  const seen = (top: number, from: number, to: number) =>
    blocksIn(stretch, top, { top: from, bottom: to }, (block) => (block === 11 ? 50 : 100));

  it('include those that are partly in the viewport', () => {
    expect(seen(0, 120, 260)).toEqual([11, 12, 13]);
    expect(seen(-500, -100, 900)).toEqual([14, 15, 16, 17, 18, 19]);
    expect(seen(300, 300, 320)).toEqual([10]);
  });

  it('include those that only touch it, so a visible stretch always has one', () => {
    expect(seen(600, 600, 600)).toEqual([10]);
    expect(seen(-950, 0, 0)).toEqual([19]);
    expect(seen(-950.4, 0, 0)).toEqual([19]);
  });
});
