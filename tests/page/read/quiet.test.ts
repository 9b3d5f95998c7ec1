import { describe, expect, it } from 'vitest';
import { changed, type Pace, restOf, STILL, told } from '../../../src/page/read/quiet';

/** The pace after changes at these times, ms. */
const paceAfter = (pace: Pace, ...times: number[]) => times.reduce(changed, pace);

describe('changes of a page', () => {
  it('are never reported if there are none', () => {
    expect(restOf(STILL, 1_000_000)).toBe(Number.POSITIVE_INFINITY);
  });

  it('are reported 100 ms after the last of a burst', () => {
    const pace = paceAfter(STILL, 0, 50, 80);
    expect(restOf(pace, 80)).toBe(100);
    expect(restOf(pace, 179)).toBe(1);
    expect(restOf(pace, 180)).toBe(0);
  });

  it('are reported 500 ms after the first on a page that never rests', () => {
    const pace = paceAfter(STILL, 0, 90, 180, 270, 360, 450, 490);
    expect(restOf(pace, 490)).toBe(10);
    expect(restOf(pace, 500)).toBe(0);
  });

  it('wait twice as long after each restless round, and at most 8 s', () => {
    let pace = STILL;
    const waits: number[] = [];
    for (let round = 0; round < 7; round++) {
      pace = paceAfter(pace, 0, 10_000);
      // The first change was at 0, so the remaining wait counts from there.
      waits.push(restOf(pace, 0));
      pace = told(pace, 10_000);
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
  });

  it('are reported soon again after one quiet round', () => {
    const restless = told(paceAfter(STILL, 0, 600), 600);
    expect(restless.patience).toBe(1_000);
    expect(told(paceAfter(restless, 700), 800)).toEqual(STILL);
  });

  it('of one round do not count in the next', () => {
    const pace = paceAfter(told(paceAfter(STILL, 0), 100), 400);
    expect(restOf(pace, 400)).toBe(100);
  });
});
