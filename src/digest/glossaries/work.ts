/** Reading in steps, so that a page or a background stays awake meanwhile and the user can cancel. */
import { pacer, type Rest } from '../../platform/pace';
import { UNWATCHED, type Watch } from '../../platform/watch';

/**
 * Work that yields between its steps, each well below 5 ms, and says how far it is: UTF-16 units, bytes or terms.
 */
export type Work<T> = Generator<number, T, void>;

/** How the work shares its thread. */
export interface Pacing {
  /** Called between the steps; rests when it is time to. Absent: rests every 8 ms, as `platform/pace.ts` does. */
  pause?: Rest;
  /** Who watches, and may cancel: the work then rejects with the reason of the signal. */
  watch?: Watch;
}

/**
 * Does the work to its end. `of`: where the numbers that it yields end, for the one who watches; absent: that one hears
 * nothing of it.
 */
export async function inSteps<T>(work: Work<T>, { pause, watch }: Pacing = {}, of?: number): Promise<T> {
  const rest = pause ?? pacer();
  const { signal } = watch ?? UNWATCHED;
  let far = 0;
  signal.throwIfAborted();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (of !== undefined && step.value > far) {
      far = Math.min(step.value, of);
      watch?.tell(far, of);
    }
    const resting = rest();
    if (resting) await resting;
    signal.throwIfAborted();
  }
}

/** A part of a longer work: its numbers begin at `start`. */
export function* from<T>(start: number, work: Work<T>): Work<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield start + step.value;
  }
}

/**
 * Sorts in steps: stretches of 1,000 on their own, which are then merged. Stable. O(n log n) calls of `compare`.
 */
export function* sorting<T>(values: readonly T[], compare: (a: T, b: T) => number): Work<T[]> {
  const size = 1_000;
  let sorted: T[][] = [];
  for (let at = 0; at < values.length; at += size) {
    sorted.push(values.slice(at, at + size).sort(compare));
    yield at;
  }
  while (sorted.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < sorted.length; at += 2)
      merged.push(yield* merging(sorted[at] ?? [], sorted[at + 1] ?? [], compare));
    sorted = merged;
  }
  return sorted[0] ?? [];
}

function* merging<T>(one: T[], other: T[], compare: (a: T, b: T) => number): Work<T[]> {
  if (other.length === 0) return one;
  const merged: T[] = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    const takesOne = j >= other.length || (i < one.length && compare(one[i] as T, other[j] as T) <= 0);
    merged.push(takesOne ? (one[i++] as T) : (other[j++] as T));
    if (merged.length % 1_000 === 0) yield merged.length;
  }
  return merged;
}
