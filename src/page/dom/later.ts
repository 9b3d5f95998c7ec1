/**
 * Calls `work` in `ms`; not at all where the page is gone. What was on its way when a frame was taken away
 * still runs there (a last change seen, a promise kept), and Firefox 153 throws NS_ERROR_NOT_INITIALIZED
 * where it asks for a timer.
 */
export function later(work: () => void, ms: number): ReturnType<typeof setTimeout> | undefined {
  return closed ? undefined : setTimeout(work, ms);
}
