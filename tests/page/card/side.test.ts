import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftOf, sideOf } from '../../../src/page/card/side';

describe('The side of a card', () => {
  it('is below its line where the card can be opened fully there', () => {
    expect(sideOf({ top: 100, bottom: 120 }, 657)).toEqual({ where: 'below', room: 523 });
    expect(sideOf({ top: 300, bottom: 320 }, 657)).toEqual({ where: 'below', room: 323 });
  });

  it('is the one with more room otherwise', () => {
    expect(sideOf({ top: 400, bottom: 420 }, 657)).toEqual({ where: 'above', room: 386 });
    expect(sideOf({ top: 100, bottom: 120 }, 300)).toEqual({ where: 'below', room: 166 });
  });

  it('is the side of the mention where too little is seen for a card above or below', () => {
    expect(sideOf({ top: 40, bottom: 60 }, 100)).toEqual({ where: 'beside', room: 84 });
  });

  it('never lets a card over its line, or nearer to an edge than 8 px, while a side has room for a heading', () => {
    const line = fc.record({
      top: fc.integer({ min: 0, max: 1200 }),
      height: fc.integer({ min: 8, max: 60 }),
    });
    fc.assert(
      fc.property(line, fc.integer({ min: 300, max: 1200 }), ({ top, height }, seen) => {
        fc.pre(top + height <= seen);
        const { where, room } = sideOf({ top, bottom: top + height }, seen);
        expect(where).not.toBe('beside');
        const edge = where === 'above' ? top - 6 - room : seen - (top + height + 6 + room);
        expect(edge).toBeGreaterThanOrEqual(8);
      }),
    );
  });
});

describe('The card along its line', () => {
  it('begins where its mention begins, if it fits there', () => {
    expect(shiftOf({ left: 100, right: 140 }, 420, 1366, false)).toBe(0);
    expect(shiftOf({ left: 900, right: 940 }, 420, 1366, true)).toBe(0);
  });

  it('is moved to stay 8 px from both sides, in either direction of writing', () => {
    expect(shiftOf({ left: 1300, right: 1350 }, 420, 1366, false)).toBe(1366 - 8 - 420 - 1300);
    expect(shiftOf({ left: 2, right: 40 }, 384, 400, false)).toBe(6);
    expect(shiftOf({ left: 20, right: 60 }, 420, 1366, true)).toBe(368);
    expect(shiftOf({ left: 340, right: 398 }, 384, 400, true)).toBe(-6);
  });
});
