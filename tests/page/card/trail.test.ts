import { describe, expect, it } from 'vitest';
import { move, opened, type Trail } from '../../../src/page/card/trail';

const CARD = { left: 0, top: 100, right: 200, bottom: 200 };
const at = (x: number, y: number, time: number) => ({ x, y, time });
const from = (x: number, y: number, time: number): Trail => ({ last: at(x, y, time) });

describe('a move of the pointer', () => {
  it.each([
    [4, 10, true],
    [5, 10, false],
    [40, 100, true],
    [400, 100, false],
  ])('over %i px in %i ms is slow: %s', (distance, ms, slow) => {
    expect(move(from(10, 10, 50), at(10 + distance, 10, 50 + ms), false, undefined).slow).toBe(slow);
    expect(move(from(10, 10, 50), at(10, 10 - distance, 50 + ms), false, undefined).slow).toBe(slow);
  });

  it('is not slow if there is no earlier position', () => {
    expect(move({}, at(10, 10, 50), false, undefined).slow).toBe(false);
  });

  it('is measured over at least 1 ms, because events can have the same time', () => {
    expect(move(from(10, 10, 50), at(10, 10, 50), false, undefined).slow).toBe(true);
    expect(move(from(10, 10, 50), at(11, 10, 50), false, undefined).slow).toBe(false);
  });

  it('is stored as the last position', () => {
    expect(move(from(1, 1, 1), at(2, 2, 2), false, undefined).trail.last).toEqual(at(2, 2, 2));
  });
});

describe('the way to the card', () => {
  const left = opened(from(100, 10, 0));

  it('begins at the position where the card opened', () => {
    expect(left.tip).toEqual(at(100, 10, 0));
    expect(move(left, at(100, 60, 9), false, CARD).homing).toBe(true);
    expect(move(left, at(300, 60, 9), false, CARD).homing).toBe(false);
  });

  it('begins at the last position on the mention', () => {
    const { trail } = move(left, at(180, 10, 9), true, CARD);
    expect(trail.tip).toEqual(at(180, 10, 9));
    // Inside the triangle from one position, outside it from the other.
    expect(move(left, at(45, 60, 18), false, CARD).homing).toBe(true);
    expect(move(trail, at(45, 60, 18), false, CARD).homing).toBe(false);
  });

  it('begins nowhere else, however the pointer moves', () => {
    const { trail } = move(left, at(100, 40, 9), false, CARD);
    expect(trail.tip).toEqual(left.tip);
  });

  it('does not exist without a visible card, or if the pointer was never on its mention', () => {
    expect(move(left, at(100, 60, 9), false, undefined).homing).toBe(false);
    expect(move(from(100, 10, 0), at(100, 60, 9), false, CARD).homing).toBe(false);
  });
});
