/**
 * How like a place of the page is to the passage of a note: the quote, and what stands before and after it. All offsets are in
 * solid text. Likeness rests on the edit distance: by approx-string-match where the pattern is short, by `align` where it is long.
 */
import search from 'approx-string-match';
import { align } from './align';
import { type Quote, WIDEST } from './selectors';
import { solidText } from './solid';

/** A quote as it is looked for: solid. */
export interface Wanted {
  exact: string;
  prefix: string;
  suffix: string;
}

/** A place that may be the passage's. */
export interface Candidate {
  start: number;
  end: number;
  /** Likeness of the quote itself: 1 where it stands there letter for letter, 0 where it is no better than chance. */
  quote: number;
  /** The same of its context, both sides together; 0 where the note has none. */
  context: number;
  /** Edits between the quote and what stands here; of a long quote, in its two ends. */
  errors: number;
  /** Of all: what decides. */
  score: number;
}

/** Two unrelated texts of one language come to about this, where the best place of a window may be chosen. Likeness counts from here. */
const CHANCE = 0.4;
/** Share of a quote's letters that may differ; more is no likeness, and would find as many matches as the page has letters. */
export const MOST_ERRORS = 0.45;
/** Units beyond a context's own length in which it is looked for: room for some inserted words. */
const slackOf = (context: string): number => 16 + (context.length >> 1);
/** Context this near to the quote tells it from the same words in the same line; what lies farther tells apart lines alike. */
export const NEAR = 32;
/** Likeness of either near part from which the wide context is asked. */
const ASKED = 0.2;
/** A long quote weighs as much as this many units: the context must still be heard. */
const HEAVIEST = 64;
/** Of a longer quote the two ends of this length are compared, and what lies between is taken on trust. */
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

/** Likeness of what stands next to the quote to the part of the prefix that did. */
function closeBefore(text: string, prefix: string, start: number): number {
  const near = prefix.slice(-NEAR);
  const window = text.slice(Math.max(0, start - near.length - slackOf(near)), start);
  // Of matches alike the one nearest to the quote; what stands between counts as put in.
  const match = search(window, near, mostErrors(near)).at(-1);
  return match ? aboveChance(match.errors + window.length - match.end, near.length) : 0;
}

function closeAfter(text: string, suffix: string, end: number): number {
  const near = suffix.slice(0, NEAR);
  const [match] = search(text.slice(end, end + near.length + slackOf(near)), near, mostErrors(near));
  return match ? aboveChance(match.errors + match.start, near.length) : 0;
}

/** Likeness of `pattern` to the likest part of `window`. */
function likeness(window: string, pattern: string): number {
  return pattern === '' ? 0 : aboveChance(align(window, pattern).errors, pattern.length);
}

/** Likeness of the context before and after a place. Where it is wide, the near part and the whole weigh the same. */
function contexts(text: string, { prefix, suffix }: Wanted, start: number, end: number): [number, number] {
  let before = text.startsWith(prefix, start - prefix.length) ? 1 : closeBefore(text, prefix, start);
  let after = text.startsWith(suffix, end) ? 1 : closeAfter(text, suffix, end);
  // Most places with the same words are nothing like it next to the words: there the wide context is not asked.
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

/** The candidate at a place where the quote stands with so many errors. */
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

/** The candidate whose quote begins at `about`, give or take `slack`; `undefined` where nothing there is like it. */
export function settle(text: string, want: Wanted, about: number, slack: number): Candidate | undefined {
  const { exact } = want;
  // A probe at the very beginning of the page can put the quote before it.
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
