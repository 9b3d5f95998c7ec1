/**
 * Chooses which candidate is the passage of a note, or declares the passage an orphan. A wrong place is worse
 * than no place, so each rule asks for evidence, and a tie is an orphan.
 *
 * Inputs: the scored candidates, where the passage is expected, and the score of its best rival when the note
 * was made. Cost: O(n log n) for n candidates. The rules and thresholds are ours:
 * docs/decisions/0012-anchoring-by-likeness.md explains them, `npm run eval:anchor` measures them on real
 * pages. It does not search, and it does not read the page.
 *
 * Scores and likenesses run from 0 to 1. Lengths and distances are UTF-16 units of solid text (`solid`).
 */
import { type Candidate, MOST_ERRORS } from './likeness';

export type Verdict =
  /** The exact words stand there, and nothing else on the page could be meant. */
  | { verdict: 'sure'; start: number; end: number }
  /** Most likely there, but the words or much of their context changed. The interface tells the reader so. */
  | { verdict: 'changed'; start: number; end: number }
  /**
   * `absent`: nothing on the page is similar. `tie`: several places are, and no evidence chooses between
   * them.
   */
  | { verdict: 'orphan'; why: 'absent' | 'tie' };

/** Lowest score at which a candidate is accepted anywhere on the page. */
const FLOOR = 0.5;
/** Lowest score for a candidate at its expected place (`IN_PLACE`). */
const FLOOR_IN_PLACE = 0.3;
/** Lowest score for an unchanged word that scores at least `UNLIKE` more than its rival did. */
const FLOOR_UNLIKE = 0.33;
const UNLIKE = 0.1;
/**
 * Largest distance from the expected place that still counts as that place: small edits nearby shift it this
 * far.
 */
const IN_PLACE = 16;
/**
 * Largest distance from the expected place at which the position alone decides between similar candidates.
 */
const VERY_PLACE = 4;
/** Candidates whose scores differ by at most this compete: the score alone does not choose between them. */
const BAND = 0.1;
/** Score differences up to this count as equal. */
const LEVEL = 0.03;
/** Likeness from which the context counts as unchanged. */
const KEPT = 0.8;
/** A candidate must score this much more than the rival scored when the note was made. */
const MARGIN = 0.03;
/**
 * Among similar candidates the nearest to the expected place wins if the next one is at least this many times
 * farther away.
 */
const NEARER = 15;
/** Lowest score for a winner by distance; below it, the passage may be neither candidate. */
const ALIKE = 0.8;
/**
 * A quote shorter than this can turn into another phrase by one word. If it changed, at most this share of it
 * may differ, and its context must be at least this similar.
 */
const SHORT = 32;
const SHORT_ERRORS = 0.25;
const SHORT_CONTEXT = 0.6;
/**
 * An unchanged quote of at least this length is accepted in its exact place if its context has at least this
 * likeness and its rival scored less than `NEAR_TWIN`.
 */
const WORD = 4;
const TRACE = 0.1;
const NEAR_TWIN = 0.75;
/**
 * An unchanged quote of at least `FEW` units needs no context if it scores `LIKER` more than its rival did.
 */
const FEW = 8;
const LIKER = 0.1;
/**
 * A changed quote needs no context if its likeness is at least `CHANGED` and its length times its likeness at
 * least `MANY`.
 */
const MANY = 32;
const CHANGED = 0.5;

/** What is known of a passage apart from its candidates. */
export interface Known {
  /**
   * Offsets where the passage begins if the page was not edited: from the stored position and from the
   * structural selector. Empty if neither is known.
   */
  expected: number[];
  /**
   * Where it begins if the page grew or shrank evenly: the stored position in proportion to the page's
   * length.
   */
  about?: number | undefined;
  /** Length of the compared part of the quote. */
  length: number;
  /** See `Selectors.rival`. */
  rival: number | undefined;
}

/** `candidates` are sorted by score, the best first, and do not overlap. */
export function decide(candidates: Candidate[], known: Known): Verdict {
  const distance = ({ start }: Candidate): number =>
    Math.min(Number.POSITIVE_INFINITY, ...known.expected.map((at) => Math.abs(start - at)));
  const best = candidates.find((each) => isEnough(each, distance(each), known));
  if (!best) return { verdict: 'orphan', why: 'absent' };
  const away = (each: Candidate): number =>
    Math.min(distance(each), Math.abs(each.start - (known.about ?? Number.POSITIVE_INFINITY)));
  const others = candidates.filter((each) => each !== best);
  const next = others.find((each) => each.score <= best.score);
  const proven =
    isAbove(best.score, known.rival ?? 0, next?.score ?? 0) ||
    (best.errors === 0 && isInPlace(best, distance(best)));
  // A candidate with the exact words competes with a changed best candidate in a changed context: the passage
  // may have moved.
  const moved = (each: Candidate): boolean =>
    best.errors > 0 && best.context < KEPT && known.length >= FEW && each.errors === 0;
  const level = others.filter((each) => each.score >= best.score - BAND || moved(each));
  if (level.length === 0) return proven ? found(best) : TIE;
  const all = [best, ...level];
  const there = all.filter((each) => distance(each) <= VERY_PLACE);
  const [only] = there;
  // The proportional position must point to the same candidate. Otherwise an advert that was inserted before
  // two similar places could shift the first one onto the stored position of the second.
  const shift = (each: Candidate): number => Math.abs(each.start - (known.about ?? each.start));
  const isConfirmed = only && all.every((each) => shift(each) >= shift(only));
  // If all candidates changed, any may be a copy. Then the position decides only in favour of the best one.
  if (
    only &&
    isConfirmed &&
    there.length === 1 &&
    (only.errors === 0 || only === best) &&
    isEnough(only, 0, known)
  )
    return found(only);
  const [nearest, second] = all.sort((a, b) => away(a) - away(b)) as [Candidate, Candidate];
  const nearer = Number.isFinite(away(nearest)) && (away(nearest) + IN_PLACE / 2) * NEARER <= away(second);
  const decisive = nearer ? nearest : undefined;
  if (decisive && decisive.errors === 0 && best.score - decisive.score <= LEVEL) {
    if (decisive.score >= ALIKE || (decisive === best && proven)) return found(decisive);
  }
  const clear = level.every((each) => each.score < best.score - LEVEL && !moved(each));
  return clear && proven && (!decisive || decisive === best) ? found(best) : TIE;
}

const TIE: Verdict = { verdict: 'orphan', why: 'tie' };

/** For an unchanged quote: whether it stands at its exact place, or near it with a trace of its context. */
function isInPlace({ context }: Candidate, distance: number): boolean {
  return distance <= VERY_PLACE || (distance <= IN_PLACE && context >= TRACE);
}

/**
 * Whether the best candidate cannot be the rival of the time when the note was made. That holds if it scores
 * more than the rival did, or if a candidate with about the rival's score is still there, clearly behind the
 * best. `next` is the score of today's second-best candidate.
 */
function isAbove(score: number, rival: number, next: number): boolean {
  if (score > Math.min(rival + MARGIN, (1 + rival) / 2)) return true;
  return next >= rival - BAND && score - next > BAND;
}

/** Whether a candidate on its own is similar enough to the passage, whatever other candidates there are. */
function isEnough(candidate: Candidate, distance: number, { length, rival }: Known): boolean {
  const { quote, context, errors, score } = candidate;
  if (errors > 0 && length < SHORT && (errors > length * SHORT_ERRORS || context < SHORT_CONTEXT))
    return false;
  if (errors > length * MOST_ERRORS) return false;
  if (score >= FLOOR) return true;
  if (rival === undefined) return false;
  const isWord = errors === 0 && length >= WORD;
  if (isWord && distance <= VERY_PLACE && rival < NEAR_TWIN && context >= TRACE) return true;
  if (distance <= IN_PLACE && score >= FLOOR_IN_PLACE) return score > rival + MARGIN;
  if (isWord && score >= FLOOR_UNLIKE && score > rival + UNLIKE) return true;
  if (isWord && rival === 0) return true;
  // Words that stood nowhere else need no context if there are many of them, or if they are unchanged, or in
  // place.
  if (errors > 0) return quote >= CHANGED && quote * length >= MANY && score > rival + MARGIN;
  return length >= FEW ? score > rival + LIKER : distance <= IN_PLACE && rival === 0;
}

function found({ start, end, quote, context }: Candidate): Verdict {
  return { verdict: quote === 1 && context >= 0.5 ? 'sure' : 'changed', start, end };
}
