/** Runs long work in slices, so that the page's thread stays responsive. */
import { rest } from '../../platform/pace';

/**
 * Longest stretch of work between two rests, ms, not counting its last step. Half the length that delays a
 * frame.
 */
const SLICE = 4;

/** The result of the work, and its duration in ms, without the rests. */
export interface Worked<T> {
  made: T;
  worked: number;
}

/**
 * Runs work that yields between short steps. Pauses while the tab is hidden, unless the work is `urgent`.
 * Rejects with whatever the work throws.
 */
export async function inSlices<T>(
  doc: Document,
  work: Generator<unknown, T>,
  urgent = false,
): Promise<Worked<T>> {
  let worked = 0;
  for (;;) {
    if (!urgent) await shown(doc);
    const since = performance.now();
    let step = work.next();
    while (!step.done && performance.now() - since < SLICE) step = work.next();
    worked += performance.now() - since;
    if (step.done) return { made: step.value, worked };
    await rest();
  }
}

async function shown(doc: Document): Promise<void> {
  while (doc.hidden)
    await new Promise((resolve) => doc.addEventListener('visibilitychange', resolve, { once: true }));
}
