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

export type Pace =
  /** Nothing has changed since the last report. */
  | { is: 'still'; patience: number }
  /** Changes wait to be reported. `first` and `last`: times of the first and the last of them. */
  | { is: 'changing'; patience: number; first: number; last: number };

export const STILL: Pace = { is: 'still', patience: PATIENCE };

/** Records a change of the page. */
export function changed(pace: Pace, now: number): Pace {
  const { patience } = pace;
  return { is: 'changing', patience, first: pace.is === 'changing' ? pace.first : now, last: now };
}

/** Time until the changes must be reported, ms. 0 or less: now. Infinity if there are no changes. */
export function restOf(pace: Pace, now: number): number {
  return pace.is === 'still'
    ? Number.POSITIVE_INFINITY
    : Math.min(pace.last + QUIET, pace.first + pace.patience) - now;
}

/** Records a report. The longest wait is reset if the page was quiet before it. */
export function told(pace: Pace, now: number): Pace {
  const restless = pace.is === 'changing' && now - pace.first >= pace.patience;
  return { is: 'still', patience: restless ? Math.min(pace.patience * 2, PATIENCE_LIMIT) : PATIENCE };
}
