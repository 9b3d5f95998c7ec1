/** Averages for the bench. */

/** The median: the middle number, or the mean of the two middle ones. Throws for an empty list. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('There is no median of nothing.');
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

/** The smallest number that a share (0 to 1) of the numbers does not exceed. Throws for an empty list. */
export function percentile(numbers: readonly number[], share: number): number {
  const found = numbers.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(numbers.length * share) - 1)];
  if (found === undefined) throw new Error('There is no percentile of nothing.');
  return found;
}

/** The geometric mean of ratios, in which half and double cancel each other. */
export function geometricMean(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new Error('There is no mean of nothing.');
  return Math.exp(numbers.reduce((sum, number) => sum + Math.log(number), 0) / numbers.length);
}

/**
 * A random number generator for [0, 1), with the same sequence for the same seed: Marsaglia's 32-bit
 * xorshift.
 */
export function seeded(seed: number): () => number {
  let state = seed | 1; // Never 0, because xorshift cannot leave the state 0.
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
