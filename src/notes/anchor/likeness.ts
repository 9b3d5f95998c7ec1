/**
 * Scores how similar a place of the page is to the passage of a note: the quote, and the context before and
 * after it. All offsets are UTF-16 units of solid text (`solid`).
 *
 * Likeness is 1 minus the relative edit distance, rescaled so that unrelated text scores 0. The edit distance
 * is computed by approx-string-match for short patterns and by `align` (O(window · pattern)) for long ones.
 * Patterns and windows are bounded, so that scoring one place costs a bounded number of steps.
 *
 * It does not choose between places: `decide` does.
 */
import search from 'approx-string-match';
import { align } from './align';
import { type Quote, WIDEST } from './selectors';
import { solidText } from './solid';

/** A quote with its context, as solid text. */
export interface Wanted {
  exact: string;
  prefix: string;
  suffix: string;
}

/** A place that may be the passage. */
export interface Candidate {
  start: number;
  end: number;
  /** Likeness of the quote: 1 if the exact words stand here, 0 if it is no better than chance. */
  quote: number;
  /** Likeness of the context, both sides together; 0 if the note has none. */
  context: number;
  /** Edit distance between the quote and what stands here; for a long quote, of its two ends only. */
  errors: number;
  /** Weighted mean of both likenesses, from 0 to 1: candidates are ranked by it. */
  score: number;
}

/**
 * Likeness that two unrelated texts of one language reach if the best part of a window may be chosen. It is
 * the zero of the scale.
 */
const CHANCE = 0.4;
/** Largest share of a quote that may differ. With more, almost every position of a page would match. */
export const MOST_ERRORS = 0.45;
/** Units that the search window is longer than the context: room for a few inserted words. */
const slackOf = (context: string): number => 16 + (context.length >> 1);
/**
 * Units next to the quote that tell it from the same words in the same line. Context farther away tells
 * similar lines apart.
 */
export const NEAR = 32;
/** Likeness of the near context from which the wide context is compared too. */
const ASKED = 0.2;
/** Largest weight of a quote, in units: the context of a long quote must still count. */
const HEAVIEST = 64;
/**
 * Of a quote longer than twice this, only the two ends of this length are compared; the middle is taken on
 * trust.
 */
export const END = 128;

export function wanted({ exact, prefix, suffix }: Quote): Wanted {
  return {
    exact: solidText(exact),
    prefix: solidText(prefix).slice(-WIDEST),
    suffix: solidText(suffix).slice(0, WIDEST),
  };
}

function aboveChance(errors: number, length: number): number {
  return Math.max(0, (1 - errors / length - CHANCE) / (1 - CHANCE));
}

/** Likeness of the text just before the quote to the last `NEAR` units of the prefix. */
function closeBefore(text: string, prefix: string, start: number): number {
  const near = prefix.slice(-NEAR);
  const window = text.slice(Math.max(0, start - near.length - slackOf(near)), start);
  // Among equal matches, the nearest to the quote counts; the units between count as insertions.
  const match = search(window, near, mostErrors(near)).at(-1);
  return match ? aboveChance(match.errors + window.length - match.end, near.length) : 0;
}

function closeAfter(text: string, suffix: string, end: number): number {
  const near = suffix.slice(0, NEAR);
  const [match] = search(text.slice(end, end + near.length + slackOf(near)), near, mostErrors(near));
  return match ? aboveChance(match.errors + match.start, near.length) : 0;
}

/** Likeness of `pattern` to the most similar part of `window`. */
function likeness(window: string, pattern: string): number {
  return pattern === '' ? 0 : aboveChance(align(window, pattern).errors, pattern.length);
}

/**
 * Likeness of the context before and after a place. For a wide context, the near part and the whole weigh the
 * same.
 */
function contexts(text: string, { prefix, suffix }: Wanted, start: number, end: number): [number, number] {
  let before = text.startsWith(prefix, start - prefix.length) ? 1 : closeBefore(text, prefix, start);
  let after = text.startsWith(suffix, end) ? 1 : closeAfter(text, suffix, end);
  // Most places with the same words have a different near context. There the wide context is not compared.
  const asked = Math.max(before, after) >= ASKED;
  if (before < 1 && prefix.length > NEAR) {
    const window = text.slice(Math.max(0, start - prefix.length - slackOf(prefix)), start);
    before = (before + (asked ? likeness(window, prefix) : 0)) / 2;
  }
  if (after < 1 && suffix.length > NEAR) {
    const window = text.slice(end, end + suffix.length + slackOf(suffix));
    after = (after + (asked ? likeness(window, suffix) : 0)) / 2;
  }
  return [before, after];
}

function mostErrors(pattern: string): number {
  return Math.floor(pattern.length * (1 - CHANCE));
}

/** The candidate from `start` to `end`, where the quote stands with `errors` edits. */
export function assess(text: string, want: Wanted, start: number, end: number, errors: number): Candidate {
  const { exact, prefix, suffix } = want;
  const length = Math.min(exact.length, 2 * END);
  const quote = aboveChance(errors, length);
  const [before, after] = contexts(text, want, start, end);
  const around = Math.min(prefix.length, NEAR) + Math.min(suffix.length, NEAR);
  const weight = Math.min(length, HEAVIEST);
  const kept = before * Math.min(prefix.length, NEAR) + after * Math.min(suffix.length, NEAR);
  return {
    start,
    end,
    errors,
    quote,
    context: around === 0 ? 0 : kept / around,
    score: (quote * weight + kept) / (weight + around),
  };
}

/**
 * The candidate whose quote begins within `slack` units of `about`; `undefined` if nothing there is similar.
 */
export function settle(text: string, want: Wanted, about: number, slack: number): Candidate | undefined {
  const { exact } = want;
  // A probe at the beginning of the page can put the quote's beginning before it.
  const start = Math.max(0, about);
  const from = Math.max(0, start - slack);
  if (exact.length <= 2 * END) {
    const whole = align(text.slice(from, start + exact.length + slack), exact);
    if (whole.errors > MOST_ERRORS * exact.length) return undefined;
    return assess(text, want, from + whole.start, from + whole.end, whole.errors);
  }
  const head = align(text.slice(from, start + END + slack), exact.slice(0, END));
  if (head.errors > MOST_ERRORS * END) return undefined;
  const tailFrom = Math.max(from + head.start + 1, start + exact.length - END - slack);
  const tail = align(text.slice(tailFrom, start + exact.length + slack), exact.slice(-END));
  if (tail.errors > MOST_ERRORS * END) return undefined;
  const errors = head.errors + tail.errors;
  const [first, last] = [from + head.start, tailFrom + tail.end];
  const isWhole = errors > 0 || text.slice(first, last) === exact;
  return assess(text, want, first, last, isWhole ? errors : 1);
}
