/** Work in slices that leave a page its thread. */
import { rest } from '../../platform/pace';

/** Longest stretch of work between two rests, ms, but for its last step: half of what delays a frame. */
const SLICE = 4;

/** What was made, and how long it took, ms, without the rests. */
export interface Worked<T> {
  made: T;
  worked: number;
}

/**
 * Does work that yields between short steps. It rests while the tab is hidden, unless it is `urgent`. Rejects
 * with what the work throws.
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
