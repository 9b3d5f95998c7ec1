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
    return letGo().then(() => {
      end = performance.now() + SLICE;
    });
  };
}

/** Lets whoever waits go first. A timer would rest for a second each time in a tab that is not looked at. */
function letGo(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}
