/** Long work on a thread that others wait for is done in slices, with a rest between two of them. */

/** ms of work before a rest: half a frame at 60 Hz. */
const SLICE = 8;

/**
 * Awaited between two steps of the work: rests when a slice is over, and returns `undefined` when it is not.
 */
export type Rest = () => Promise<void> | undefined;

/** The slices of one piece of work. The first slice begins with the call. */
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
 * Lets input and painting on this thread go first. Uses `scheduler.yield` where the browser has it: in a
 * hidden tab, a timer would wait for a second each time. Not for the background: see `nextTask`.
 */
export function rest(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  return scheduler?.yield?.() ?? nextTask();
}

/**
 * Lets every task that already waits on this thread run first, messages included. For the background: after
 * `scheduler.yield`, work goes on before any message (a loop of 5 ms slices over 2 s in an extension's
 * worker, Chromium 156: a message waits 2,010 ms; with this one, 12 ms).
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
