/**
 * When an address is asked again. Readers ask at times of their own, so that ten million of them are a steady hundred a
 * second and no crowd (`docs/publishing.md`).
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Longest wait, whatever a server says: a mistake of its own would else last for years. */
const WEEK = 7 * DAY;

/** Time (ms) until the first check after a subscription: anywhere in the second half of a day or the first of the next. */
export function firstWait(random: number): number {
  return DAY * (0.5 + random);
}

/** Time (ms) until the next check after a sound answer: about a day, or longer if the answer stays fresh for longer. */
export function nextWait(freshFor: number, random: number): number {
  return Math.min(WEEK, Math.max(DAY * (0.9 + 0.2 * random), freshFor));
}

/**
 * Time (ms) until the next check after so many failures in a row, at least 1: an hour or a little more, then twice as
 * long each time, and no less than the server asks for.
 */
export function waitAfterFailures(failures: number, retryAfter: number, random: number): number {
  const doubled = HOUR * 2 ** Math.min(failures - 1, 10) * (1 + random / 2);
  return Math.min(WEEK, Math.max(doubled, retryAfter));
}

/** How long (ms) a server is left alone that asks for it. */
export function boundedRetry(retryAfter: number): number {
  return Math.min(WEEK, retryAfter);
}
