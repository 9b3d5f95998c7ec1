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

  it('is not slow where nothing is known of the one before', () => {
    expect(move({}, at(10, 10, 50), false, undefined).slow).toBe(false);
  });

  it('is measured over a millisecond at least: events can bear the same time', () => {
    expect(move(from(10, 10, 50), at(10, 10, 50), false, undefined).slow).toBe(true);
    expect(move(from(10, 10, 50), at(11, 10, 50), false, undefined).slow).toBe(false);
  });

  it('becomes the last one', () => {
    expect(move(from(1, 1, 1), at(2, 2, 2), false, undefined).trail.last).toEqual(at(2, 2, 2));
  });
});

describe('the way to the card', () => {
  const left = opened(from(100, 10, 0));

  it('begins where the card opened', () => {
    expect(left.tip).toEqual(at(100, 10, 0));
    expect(move(left, at(100, 60, 9), false, CARD).homing).toBe(true);
    expect(move(left, at(300, 60, 9), false, CARD).homing).toBe(false);
  });

  it('begins where the pointer last was on the mention', () => {
    const { trail } = move(left, at(180, 10, 9), true, CARD);
    expect(trail.tip).toEqual(at(180, 10, 9));
    // In the triangle from the one place, and out of that from the other.
    expect(move(left, at(45, 60, 18), false, CARD).homing).toBe(true);
    expect(move(trail, at(45, 60, 18), false, CARD).homing).toBe(false);
  });

  it('begins nowhere else, however the pointer goes on', () => {
    const { trail } = move(left, at(100, 40, 9), false, CARD);
    expect(trail.tip).toEqual(left.tip);
  });

  it('is none where no card is seen, or where the pointer never was on its mention', () => {
    expect(move(left, at(100, 60, 9), false, undefined).homing).toBe(false);
    expect(move(from(100, 10, 0), at(100, 60, 9), false, CARD).homing).toBe(false);
  });
});
