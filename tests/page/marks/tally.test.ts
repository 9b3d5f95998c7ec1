// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Tally } from '../../../src/page/marks/tally';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A frame whose terms the test sets, and the messages that it sent. */
function frame(isTop: boolean) {
  const told: string[][] = [];
  const answers = { fail: false };
  let terms: string[] = [];
  const tally = new Tally(
    () => terms,
    isTop,
    async (all) => {
      told.push(all);
      if (answers.fail) throw new Error('The top frame is not there yet.');
    },
  );
  const mark = (...now: string[]) => {
    terms = now;
    tally.changed();
  };
  return { tally, told, answers, mark };
}

describe('the number of terms', () => {
  it('is sent once for a burst of changes, and not again while it stays the same', async () => {
    const { told, mark } = frame(true);
    for (let i = 0; i < 100; i++) mark('igf');
    mark('igf', 'itu');
    await vi.runAllTimersAsync();
    expect(told).toEqual([['igf', 'itu']]);
    mark('un', 'itu');
    await vi.runAllTimersAsync();
    expect(told).toHaveLength(1);
    mark();
    await vi.runAllTimersAsync();
    expect(told.at(-1)).toEqual([]);
  });

  it('is never sent for a page without a term', async () => {
    const { tally, told, mark } = frame(true);
    mark();
    tally.again();
    await vi.runAllTimersAsync();
    expect(told).toEqual([]);
  });

  it('counts a term in several frames once, and forgets the terms that a frame no longer has', async () => {
    const { tally, told, mark } = frame(true);
    mark('igf');
    tally.add(3, ['igf', 'itu']);
    tally.add(4, ['itu']);
    await vi.runAllTimersAsync();
    expect(told).toEqual([['igf', 'itu']]);
    tally.add(3, []);
    tally.add(4, []);
    await vi.runAllTimersAsync();
    expect(told.at(-1)).toEqual(['igf']);
  });

  it('is sent by an inner frame when its terms change but their number does not', async () => {
    const { tally, told, mark } = frame(false);
    mark('itu');
    await vi.runAllTimersAsync();
    mark('igf');
    await vi.runAllTimersAsync();
    tally.leave();
    expect(told).toEqual([['itu'], ['igf'], []]);
  });

  it('is sent again a limited number of times if nobody receives it', async () => {
    const { told, answers, mark } = frame(false);
    answers.fail = true;
    mark('itu');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told.length).toBeGreaterThan(1);
    answers.fail = false;
    await vi.advanceTimersByTimeAsync(60_000);
    const { length } = told;
    expect(length).toBeLessThanOrEqual(3);
    mark('igf');
    await vi.runAllTimersAsync();
    expect(told).toHaveLength(length + 1);
  });

  it('is not sent while an earlier message is pending', async () => {
    let hear = () => {};
    const told: number[] = [];
    let terms = ['itu'];
    const tally = new Tally(
      () => terms,
      true,
      (all) => {
        told.push(all.length);
        return new Promise<void>((resolve) => {
          hear = resolve;
        });
      },
    );
    tally.changed();
    await vi.advanceTimersByTimeAsync(1_000);
    terms = [];
    tally.changed();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual([1]);
    hear();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([1, 0]);
  });

  it('is sent when a page returns that was left before the message', async () => {
    const { tally, told, mark } = frame(true);
    mark('itu');
    tally.leave();
    await vi.runAllTimersAsync();
    expect(told).toEqual([]);
    tally.again();
    await vi.runAllTimersAsync();
    expect(told).toEqual([['itu']]);
  });

  it('is sent again when the receiver may have lost it', async () => {
    const { tally, told, mark } = frame(true);
    mark('itu');
    await vi.runAllTimersAsync();
    tally.again();
    await vi.runAllTimersAsync();
    expect(told).toEqual([['itu'], ['itu']]);
    tally.again();
    mark(); // The site was paused, so the old number must not stay.
    await vi.runAllTimersAsync();
    expect(told.at(-1)).toEqual([]);
  });
});
