/** Long work on a thread that others wait for: done in slices, with a rest between them. */

/** ms of work until a rest: half a frame at 60 Hz. */
const SLICE = 8;

/** To be awaited between two steps of the work: rests when a slice is over, and else goes on at once. */
export type Rest = () => Promise<void> | undefined;

/** A measure for one piece of work. */
export function pacer(): Rest {
  let end = performance.now() + SLICE;
  return () => {
    if (performance.now() < end) return undefined;
    return rest().then(() => {
      end = performance.now() + SLICE;
    });
  };
}

/**
 * Lets other work on this thread run first. Uses `scheduler.yield` where there is one: in a tab in the background, a timer would wait for a
 * second each time.
 */
export function rest(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}
