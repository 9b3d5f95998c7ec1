/**
 * Decides when the changes of a page are reported: once the page is quiet, or after a longest wait. The
 * longest wait doubles with each round on a page that never rests, so that such a page costs a bounded share
 * of its thread. Pure functions; all times are ms of one clock.
 */

/** Quiet time before changes are reported, ms. About a frame or more after the last change of a burst. */
export const QUIET = 100;
/** Longest wait on a page that never rests, ms: its initial value and its limit. */
const PATIENCE = 500;
const PATIENCE_LIMIT = 8_000;

/** The changes since the last report. */
export interface Pace {
  /** Longest wait, ms. */
  patience: number;
  /** Times of the first and the last change. Infinity if there are none. */
  first: number;
  last: number;
}

export const STILL: Pace = { patience: PATIENCE, first: Infinity, last: Infinity };

/** Records a change of the page. */
export function changed({ patience, first }: Pace, now: number): Pace {
  return { patience, first: Math.min(first, now), last: now };
}

/** Time until the changes must be reported, ms. 0 or less: now. Infinity if there are no changes. */
export function restOf({ patience, first, last }: Pace, now: number): number {
  return Math.min(last + QUIET, first + patience) - now;
}

/** Records a report. The longest wait is reset if the page was quiet before it. */
export function told({ patience, first }: Pace, now: number): Pace {
  return { ...STILL, patience: now - first < patience ? PATIENCE : Math.min(patience * 2, PATIENCE_LIMIT) };
}
