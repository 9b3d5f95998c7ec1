/**
 * Where on the page a passage may stand. Three ways, each dearer than the one before: near where it is expected; wherever the
 * quote, or a piece of it with its context, stands letter for letter; wherever a piece of it stands with errors.
 *
 * The pieces (*probes*) are short, so that an edit somewhere in a long passage leaves others whole, and so that no call of the
 * approximate search takes long: that search is run on small chunks of the page, because it may find as many matches as a
 * chunk has letters (a page of nothing but `aaaa`), each of which costs it another search.
 */
import search from 'approx-string-match';
import { align } from './align';
import { assess, type Candidate, NEAR as CLOSE, settle, type Wanted } from './likeness';
import { occurrences } from './occurrences';

/** Length of a probe. */
const PROBE = 64;
/** Units of the page searched for a probe at a time, times those of the probe: each place may be a match, and cost so much. */
const CHUNK = 65_536;
/** Share of a probe's letters that may be wrong. */
const ERRORS = 0.35;
/** Exact occurrences that are looked at; one more is a word so common, or a page so hostile, that only its context tells. */
const MOST = 2_000;
/** Units around an expected place that are searched. */
const NEAR = 160;
/** Units that a long quote may have grown by and still be found by either end. */
const MOST_SLACK = 512;
/** A candidate as good as this ends the search before its last, dear step. */
const GOOD = 0.85;

interface Probe {
  text: string;
  /** Where the quote begins, from the probe's beginning: negative in a probe from the middle of the quote. */
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

/** Candidates so far; of two that begin at the same place the one with fewer errors. */
export class Candidates {
  readonly #byStart = new Map<number, Candidate>();
  /** There are more places alike than were looked at. */
  crowded = false;

  add(candidate: Candidate | undefined): void {
    if (!candidate) return;
    const known = this.#byStart.get(candidate.start);
    if (!known || compare(candidate, known) < 0) this.#byStart.set(candidate.start, candidate);
  }

  /** The best first, and of those that overlap only the best. */
  ranked(): Candidate[] {
    const kept: Candidate[] = [];
    // By place, so that what overlaps stands together.
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

/** Of two at one place: the unchanged quote before any other, then the likelier. */
function compare(a: Candidate, b: Candidate): number {
  return Number(a.errors > 0) - Number(b.errors > 0) || b.score - a.score;
}

/**
 * All candidates for a passage in solid text, yielding between bounded steps. `expected`: where it may begin, in solid text.
 * With `thorough` the last step is taken though there be a good candidate.
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
    // Probes of one passage, and matches one letter apart, lead to the same place.
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

/** The candidates where the quote stands letter for letter. */
export function* exactly(text: string, want: Wanted, most: number): Generator<Candidate | undefined> {
  for (const at of occurrences(text, want.exact, most)) {
    yield at === undefined ? undefined : assess(text, want, at, at + want.exact.length, 0);
  }
}

/** The first, the last and the middle one: the others of one chunk are the same place or a tie. */
function few<T>(matches: T[]): T[] {
  if (matches.length <= 3) return matches;
  return [matches[0], matches[matches.length >> 1], matches[matches.length - 1]] as T[];
}

/** The candidate inside a stretch that is like a short quote with its context. */
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
    // The quote against all that stands there: what it does not cover are errors too.
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
