import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lowerBound } from '../../src/platform/bisect';

it('The lower bound is the first index whose element is not before the wanted one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20 })),
      fc.integer({ min: -1, max: 21 }),
      (list, wanted) => {
        const sorted = list.sort((a, b) => a - b);
        const linear = sorted.findIndex((each) => each >= wanted);
        expect(lowerBound(sorted.length, (i) => (sorted[i] as number) < wanted)).toBe(
          linear < 0 ? sorted.length : linear,
        );
      },
    ),
  );
});

it('The lower bound takes about log2(n) looks, each within the list', () => {
  let looks = 0;
  const found = lowerBound(1_000_000, (i) => {
    looks++;
    expect(i).toBeGreaterThanOrEqual(0);
    expect(i).toBeLessThan(1_000_000);
    return i < 777_777;
  });
  expect(found).toBe(777_777);
  expect(looks).toBeLessThanOrEqual(20);
});
