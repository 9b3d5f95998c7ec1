/**
 * When the changes of a page are told: once the page is quiet, or when patience with it is over. Patience
 * doubles with each round on a page that never rests, so that such a page costs a bounded share of its
 * thread. Pure: all times are ms of one clock.
 */

/** Quiet time, ms, before changes are told: a frame or so after the last of a burst. */
export const QUIET = 100;
/** Longest wait, ms, on a page that never rests: at first, and at most. */
const PATIENCE = 500;
const PATIENCE_LIMIT = 8_000;

export type Pace =
  /** Nothing has changed since changes were told. */
  | { is: 'still'; patience: number }
  /** Changes are waiting to be told: the first and the last of them. */
  | { is: 'changing'; patience: number; first: number; last: number };

export const STILL: Pace = { is: 'still', patience: PATIENCE };

/** The page has changed. */
export function changed(pace: Pace, now: number): Pace {
  const { patience } = pace;
  return { is: 'changing', patience, first: pace.is === 'changing' ? pace.first : now, last: now };
}

/** ms until the changes are to be told; 0 or less: now. Infinite where there are none. */
export function restOf(pace: Pace, now: number): number {
  return pace.is === 'still'
    ? Number.POSITIVE_INFINITY
    : Math.min(pace.last + QUIET, pace.first + pace.patience) - now;
}

/** The changes are told. A page that was quiet has all patience again. */
export function told(pace: Pace, now: number): Pace {
  const restless = pace.is === 'changing' && now - pace.first >= pace.patience;
  return { is: 'still', patience: restless ? Math.min(pace.patience * 2, PATIENCE_LIMIT) : PATIENCE };
}
