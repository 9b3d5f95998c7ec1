/**
 * Finds the places on a page where a passage may stand. Three searches, each dearer than the one before:
 *
 * - approximate, near where the passage is expected;
 * - exact, over the whole page: the quote, and pieces of it with their context;
 * - approximate, over the whole page, only if nothing good was found yet.
 *
 * The pieces (*probes*) are at most 64 units of a long quote: an edit somewhere in the passage leaves other
 * probes whole, and no single call of the approximate search takes long.
 *
 * Source and cost: approx-string-match (Myers' bit-parallel search). Each match costs it another search
 * backwards, and a page of nothing but `aaaa` matches everywhere. So it runs on chunks of about 1,000 units,
 * and only three matches of each chunk are scored. Exact search: native `indexOf`, at most `MOST`
 * occurrences.
 *
 * It does not choose between the candidates: `decide` does.
 */
import search from 'approx-string-match';
import { align } from './align';
import { assess, type Candidate, NEAR as CLOSE, settle, type Wanted } from './likeness';
import { occurrences } from './occurrences';

/** Length of a probe, UTF-16 units. */
const PROBE = 64;
/**
 * Chunk length times probe length, UTF-16 units squared: bounds one call, as each position may be a match
 * that costs as much as the probe is long.
 */
const CHUNK = 65_536;
/** Share of a probe that may differ. */
const ERRORS = 0.35;
/**
 * Most exact occurrences that are scored. With more, the words are so common (or the page so hostile) that
 * only their context tells them apart.
 */
const MOST = 2_000;
/** Units searched on each side of an expected place. */
const NEAR = 160;
/** Most units that a long quote may have grown by and still be found from either end. */
const MOST_SLACK = 512;
/** Score from which a candidate ends the search before its last and dearest step. */
const GOOD = 0.85;

interface Probe {
  text: string;
  /**
   * Offset of the quote's beginning from the probe's beginning; negative for a probe from the middle of the
   * quote.
   */
  quoteAt: number;
}

function probes({ exact, ...wide }: Wanted): Probe[] {
  const prefix = wide.prefix.slice(-CLOSE);
  const suffix = wide.suffix.slice(0, CLOSE);
  const whole = prefix + exact + suffix;
  if (exact.length <= PROBE) return [{ text: whole, quoteAt: prefix.length }];
  const starts = [0, whole.length - PROBE];
  for (const part of exact.length > 4 * PROBE ? [0.25, 0.5, 0.75] : [0.5]) {
    starts.push(Math.floor(prefix.length + (exact.length - PROBE) * part));
  }
  return starts.map((start) => ({ text: whole.slice(start, start + PROBE), quoteAt: prefix.length - start }));
}

/** The candidates found so far. Of two that begin at the same offset, the one with fewer errors is kept. */
export class Candidates {
  readonly #byStart = new Map<number, Candidate>();
  /** True if there are more matches than were scored. */
  crowded = false;

  add(candidate: Candidate | undefined): void {
    if (!candidate) return;
    const known = this.#byStart.get(candidate.start);
    if (!known || compare(candidate, known) < 0) this.#byStart.set(candidate.start, candidate);
  }

  /** Sorted by score, the best first. Of candidates that overlap, only the best is included. */
  ranked(): Candidate[] {
    const kept: Candidate[] = [];
    // Sorted by offset, so that overlapping candidates are neighbours.
    for (const candidate of [...this.#byStart.values()].sort((a, b) => a.start - b.start)) {
      const last = kept.at(-1);
      if (!last || last.end <= candidate.start) kept.push(candidate);
      else if (compare(candidate, last) < 0) kept[kept.length - 1] = candidate;
    }
    return kept.sort((a, b) => b.score - a.score);
  }

  good(): boolean {
    for (const { score } of this.#byStart.values()) if (score >= GOOD) return true;
    return false;
  }
}

/** Order of two candidates at one place: an unchanged quote first, then the higher score. */
function compare(a: Candidate, b: Candidate): number {
  return Number(a.errors > 0) - Number(b.errors > 0) || b.score - a.score;
}

/**
 * All candidates for a passage in solid text; yields between bounded steps. `expected` lists offsets where
 * the passage may begin, in solid text. `thorough` runs the last search even if a good candidate is known.
 */
export function* findCandidates(
  text: string,
  want: Wanted,
  expected: number[],
  thorough = false,
): Generator<void, Candidates> {
  const found = new Candidates();
  const pieces = probes(want);
  const slack = PROBE + Math.min(MOST_SLACK, want.exact.length >> 2);
  const seen = new Set<number>();
  const look = (piece: Probe, at: number): void => {
    const start = at + piece.quoteAt;
    // Several probes of one passage, and matches one unit apart, lead to the same place.
    const place = Math.round(start / 8);
    if (seen.has(place)) return;
    seen.add(place);
    if (pieces.length === 1) found.add(between(text, want, at, piece.text.length));
    else found.add(settle(text, want, start, slack));
  };
  for (const start of expected) {
    for (const piece of pieces) {
      const from = Math.max(0, start - piece.quoteAt - NEAR);
      const chunk = text.slice(from, from + piece.text.length + 2 * NEAR);
      for (const match of few(search(chunk, piece.text, Math.floor(piece.text.length * ERRORS)))) {
        look(piece, from + match.start);
        yield;
      }
    }
  }
  for (const candidate of exactly(text, want, MOST)) {
    found.add(candidate);
    yield;
  }
  for (const piece of pieces) {
    let count = 0;
    for (const at of occurrences(text, piece.text, MOST)) {
      if (at !== undefined) look(piece, at);
      if (at !== undefined && ++count === MOST) found.crowded = true;
      yield;
    }
  }
  for (const piece of pieces) {
    if (!thorough && found.good()) break;
    const most = Math.floor(piece.text.length * ERRORS);
    const step = Math.ceil(CHUNK / piece.text.length);
    for (let from = 0; from < text.length; from += step) {
      const chunk = text.slice(from, from + step + piece.text.length + most);
      const matches = search(chunk, piece.text, most);
      for (const match of few(matches)) {
        look(piece, from + match.start);
        yield;
      }
      yield;
    }
  }
  return found;
}

/** The candidates where the exact quote stands. Yields `undefined` where the caller may rest. */
export function* exactly(text: string, want: Wanted, most: number): Generator<Candidate | undefined> {
  for (const at of occurrences(text, want.exact, most)) {
    yield at === undefined ? undefined : assess(text, want, at, at + want.exact.length, 0);
  }
}

/** The first, the middle and the last match of a chunk: the others are the same place or a tie. */
function few<T>(matches: T[]): T[] {
  if (matches.length <= 3) return matches;
  return [matches[0], matches[matches.length >> 1], matches[matches.length - 1]] as T[];
}

/** The best candidate near a match of a short quote with its context. */
function between(text: string, want: Wanted, at: number, length: number): Candidate | undefined {
  const { exact } = want;
  const prefix = want.prefix.slice(-CLOSE);
  const suffix = want.suffix.slice(0, CLOSE);
  const near = Math.floor(length / 4) + 8;
  const from = Math.max(0, at - near);
  const whole = text.slice(from, at + length + near);
  const start = prefix === '' ? undefined : search(whole, prefix, Math.floor(prefix.length * ERRORS)).at(-1);
  const end = suffix === '' ? undefined : search(whole, suffix, Math.floor(suffix.length * ERRORS))[0];
  const most = Math.floor(exact.length * 0.5);
  let best: Candidate | undefined;
  const offer = (lo: number, hi: number): void => {
    if (hi <= lo) return;
    // The quote is compared with everything between the two contexts: units it does not cover count as
    // errors.
    const match = align(whole.slice(lo, hi), exact);
    const errors = match.errors + (hi - lo) - (match.end - match.start);
    if (errors > most) return;
    const candidate = assess(text, want, from + lo, from + hi, errors);
    if (!best || candidate.score > best.score) best = candidate;
  };
  for (const match of few(search(whole, exact, most))) offer(match.start, match.end);
  if (start && end && end.start - start.end <= 2 * exact.length) offer(start.end, end.start);
  return best;
}
