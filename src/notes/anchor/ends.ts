/**
 * Finds the two ends of a passage whose words have changed. The best match of a whole quote may be one half of
 * it with as many foreign letters, if a text was put into its middle; and it may leave out a last letter that is
 * spelt in another way.
 *
 * Cost: at most eight alignments of a part with `LOOK` units, and some dozens of edit distances of parts. All offsets are UTF-16 units of solid text.
 */
import { align } from './align';
import type { Wanted } from './likeness';
import type { Position } from './selectors';
import type { Solid } from './solid';

/** Units of the quote that are looked for at each end, the longer part first; never more than half of it. */
const PARTS = [24, 12];
/** Share of a part that may differ, and share of the longer one if nothing better is found. */
const ERRORS = 0.25;
const MOST_ERRORS = 0.4;
/** Units of the page that are searched beyond an end of the match: the longest text put in between. */
const LOOK = 512;
/** Most letters that are spelt in another way at an end. */
const SPELT = 3;
/** Units of the context and of the quote that tell its beginning if they stand there unchanged. */
const CONTEXT = 12;
const FIRST = 6;

/**
 * The place of the whole quote around a match. `undefined` if one of its ends stands neither in the match nor
 * near it: then the match is a part of the passage with foreign words.
 */
export function endsOf(
  { text, at }: Solid,
  { start, end }: Position,
  { exact, prefix, suffix }: Wanted,
): Position | undefined {
  if (exact.length < 4) return { start, end };
  const left = edgeAt(text.slice(Math.max(0, start - LOOK), start), text.slice(start, end), exact, prefix);
  const right = edgeAt(
    reversed(text.slice(end, end + LOOK)),
    reversed(text.slice(start, end)),
    reversed(exact),
    reversed(suffix),
  );
  if (left === undefined || right === undefined) return undefined;
  const found = { start: start + left, end: end - right };
  if (found.start >= found.end) return undefined;
  // A letter of the same word, spelt in another way, costs no more than one that is missing.
  const isOneWord = (offset: number) => (at[offset] as number) - (at[offset - 1] as number) === 1;
  const length = Math.min(PARTS[0] as number, exact.length >> 1);
  const [head, tail] = [exact.slice(0, length), exact.slice(-length)];
  found.start -= spelt(found.start, -1, isOneWord, (by) =>
    distance(text.slice(found.start - by, found.start + length), head),
  );
  found.end += spelt(found.end, 1, isOneWord, (by) =>
    distance(text.slice(Math.max(found.start, found.end - length), found.end + by), tail),
  );
  return found;
}

/**
 * Where the quote begins, from the beginning of `after`: negative in `before`. `undefined` if its beginning stands
 * in neither. `context`: what stood before the quote.
 */
function edgeAt(before: string, after: string, exact: string, context: string): number | undefined {
  // Its first letters after its old context: there it begins, whatever comes next.
  const first = context.slice(-CONTEXT) + exact.slice(0, FIRST);
  const found = first.length === CONTEXT + FIRST ? (before + after).indexOf(first) : -1;
  if (found >= 0) return found + CONTEXT - before.length;
  let lax: number | undefined;
  for (const most of PARTS) {
    const length = Math.min(most, exact.length >> 1);
    const part = exact.slice(0, length);
    const here = align(after.slice(0, 2 * length), part);
    if (here.errors <= length * MOST_ERRORS) lax ??= here.start;
    if (here.errors <= length * ERRORS) return here.start;
    const there = align(before + after.slice(0, length), part);
    if (there.errors <= length * ERRORS) return there.start - before.length;
  }
  return lax;
}

/** By how many letters of the same word an end moves outwards, `way` -1 or 1, so that it costs no more. */
function spelt(
  end: number,
  way: -1 | 1,
  isOneWord: (offset: number) => boolean,
  costOf: (by: number) => number,
): number {
  const cost = costOf(0);
  let best = 0;
  for (let by = 1; by <= SPELT && isOneWord(way < 0 ? end - by + 1 : end + by - 1); by++)
    if (costOf(by) <= cost) best = by;
  return best;
}

/** Edit distance of two short texts (Levenshtein). Cost: O(a · b). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      next[j] = Math.min((row[j - 1] as number) + same, (row[j] as number) + 1, (next[j - 1] as number) + 1);
    }
    row = next;
  }
  return row[b.length] as number;
}

const reversed = (text: string): string => text.split('').reverse().join('');
