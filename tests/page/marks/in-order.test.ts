// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { joined } from '../../../src/page/marks/in-order';
import { seeded } from '../../bench/numbers';

/** Numbers in lists that are in order, each list begun where a number is less than the one before it. */
function runsOf(numbers: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const each of numbers) {
    const run = runs.at(-1);
    if (run && (run.at(-1) as number) < each) run.push(each);
    else runs.push([each]);
  }
  return runs;
}

describe('lists that are in order', () => {
  it('are joined in order, whatever they have', () => {
    const random = seeded(3);
    for (let n = 0; n < 300; n++) {
      const numbers = Array.from({ length: Math.floor(random() * 60) }, () => Math.floor(random() * 40));
      const all = joined(runsOf(numbers), (a, b) => a < b);
      expect(all).toEqual([...numbers].sort((a, b) => a - b));
    }
  });

  it('are joined with a few comparisons where one goes on after another, or around it', () => {
    const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
    let compared = 0;
    const isBefore = (a: number, b: number) => {
      compared++;
      return a < b;
    };
    // As a page is read: first what is in sight, then what is above and below it.
    const all = joined([range(50_000, 50_100), range(0, 50_000), range(50_100, 200_000)], isBefore);
    expect(all).toEqual(range(0, 200_000));
    expect(compared).toBeLessThan(200);
  });
});
