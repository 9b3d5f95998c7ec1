import { describe, expect, it } from 'vitest';
import { counts, LONG_ENOUGH, look, type Pointed, type SightEvent, UNSEEN } from '../../src/platform/sight';

const at = (x: number, screenX = x): Pointed => ({ x, y: 0, screenX, screenY: 0 });
const pointer = (x: number, screenX = x): SightEvent => ({ on: 'pointer', at: at(x, screenX) });
/** The sight after events, each with its time, ms. */
const sightOf = (...events: [time: number, event: SightEvent][]) =>
  events.reduce((sight, [time, event]) => look(sight, event, time), UNSEEN);
const seen: SightEvent = { on: 'seen', seen: true };
const covered: SightEvent = { on: 'seen', seen: false };
const LATE = 10_000;

describe('a press counts', () => {
  it.each(['pointer', 'touch', 'keys'] as const)('by %s, on a thing that was seen for long enough', (by) => {
    const sight = sightOf([0, seen], [0, pointer(1)]);
    expect(counts(sight, by, LONG_ENOUGH - 1)).toBe(false);
    expect(counts(sight, by, LONG_ENOUGH)).toBe(true);
  });

  it.each(['pointer', 'touch', 'keys'] as const)('by %s, never on a thing that was not seen', (by) => {
    expect(counts(sightOf([0, pointer(1)]), by, LATE)).toBe(false);
  });

  it('no longer once something lies over it, and only after a while when that is gone', () => {
    const sight = sightOf([0, seen], [0, pointer(1)], [1_000, covered]);
    expect(counts(sight, 'pointer', LATE)).toBe(false);
    const again = look(sight, seen, LATE);
    expect(counts(again, 'pointer', LATE + LONG_ENOUGH - 1)).toBe(false);
    expect(counts(again, 'pointer', LATE + LONG_ENOUGH)).toBe(true);
  });

  it('only after a while when the thing was moved', () => {
    const sight = sightOf([0, seen], [0, pointer(1)], [LATE, { on: 'moved' }]);
    for (const by of ['pointer', 'touch', 'keys'] as const)
      expect([counts(sight, by, LATE + 1), counts(sight, by, LATE + LONG_ENOUGH)]).toEqual([false, true]);
  });

  it('of a pointer only if it was over the thing for long enough', () => {
    const sight = sightOf([0, seen], [LATE, pointer(1)]);
    expect(counts(sight, 'pointer', LATE + LONG_ENOUGH - 1)).toBe(false);
    expect(counts(look(sight, { on: 'left' }, LATE), 'pointer', 2 * LATE)).toBe(false);
  });

  it('of the keyboard only if the thing had it for long enough', () => {
    const sight = sightOf([0, seen], [LATE, { on: 'keys', has: true }]);
    expect([counts(sight, 'keys', LATE + 1), counts(sight, 'keys', LATE + LONG_ENOUGH)]).toEqual([
      false,
      true,
    ]);
  });
});

describe('a thing that slides under a pointer', () => {
  it('that rests on the screen was moved', () => {
    const sight = sightOf([0, seen], [0, pointer(10, 500)], [LATE, pointer(90, 500)]);
    expect(counts(sight, 'pointer', LATE + 1)).toBe(false);
  });

  it.each([1, 0.25, 3])('was not moved if the pointer itself moves, at a zoom of %d', (zoom) => {
    const sight = sightOf([0, seen], [0, pointer(10, 500)], [LATE, pointer(10 + 100 / zoom, 600)]);
    expect(counts(sight, 'pointer', LATE + 1)).toBe(true);
  });
});
