/** Which candidate is the passage, if any can be said to be. A wrong place is worse than none. */
import { type Candidate, MOST_ERRORS } from './likeness';

export type Verdict =
  /** It stands there, letter for letter, and nothing else on the page could be meant. */
  | { verdict: 'sure'; start: number; end: number }
  /** Most likely there, but it or much around it has changed: the reader is to be told so. */
  | { verdict: 'changed'; start: number; end: number }
  /** `absent`: nothing on the page is like it. `tie`: several places are, and nothing decides. */
  | { verdict: 'orphan'; why: 'absent' | 'tie' };

/** The floor: a candidate below it is not shown, */
const FLOOR = 0.5;
/** or below this where it stands in its place. */
const FLOOR_IN_PLACE = 0.3;
/** or below this where nothing on the page was nearly so like it: by so much. */
const FLOOR_UNLIKE = 0.33;
const UNLIKE = 0.1;
/** Letters from where it was that are still its place; an edit nearby moves it by so much. */
const IN_PLACE = 16;
/** Letters from where it was that prove it, whatever else is like it. */
const VERY_PLACE = 4;
/** Candidates whose scores are closer than this are not told apart by score alone, */
const BAND = 0.1;
/** and those closer than this not at all. */
const LEVEL = 0.03;
/** Context this like is the context that was. */
const KEPT = 0.8;
/** A candidate must be liker the passage by this than the next best place was when the note was made. */
const MARGIN = 0.03;
/** Of places alike the nearest to where the passage was is believed, if it is this much nearer, */
const NEARER = 15;
/** and as like as this: less, and it may be none of them. */
const ALIKE = 0.8;
/** A quote of fewer letters is another one with a word more or less: it may differ by this share, and needs so much context. */
const SHORT = 32;
const SHORT_ERRORS = 0.25;
const SHORT_CONTEXT = 0.6;
/** An unchanged word of so many letters is believed in its very place, if some of its context is left and no twin was about. */
const WORD = 4;
const TRACE = 0.1;
const NEAR_TWIN = 0.75;
/** Letters of a quote that tell enough without any context, */
const FEW = 8;
/** if it is liker than the next best place was by so much; */
const LIKER = 0.1;
/** and of one that was changed. */
const MANY = 32;
/** Likeness of a changed quote without context. */
const CHANGED = 0.5;

/** What is known of a passage besides its candidates. */
export interface Known {
  /** Where it begins, if what it goes by was not edited; empty if nothing is known. */
  expected: number[];
  /** Where it begins about, the page having grown or shrunk. */
  about?: number | undefined;
  /** Letters of the quote, as far as they were compared. */
  length: number;
  /** See `Selectors`. */
  rival: number | undefined;
}

/** `candidates`: the best first, none overlapping another. */
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
  // The very words elsewhere, some of them at least, are no worse a candidate than changed words in changed surroundings.
  const moved = (each: Candidate): boolean =>
    best.errors > 0 && best.context < KEPT && known.length >= FEW && each.errors === 0;
  const level = others.filter((each) => each.score >= best.score - BAND || moved(each));
  if (level.length === 0) return proven ? found(best) : TIE;
  const all = [best, ...level];
  const there = all.filter((each) => distance(each) <= VERY_PLACE);
  const [only] = there;
  // What the page has grown or shrunk by is to lead there too: an advert put in before two places alike moves the one onto the other.
  const shift = (each: Candidate): number => Math.abs(each.start - (known.about ?? each.start));
  const borneOut = only && all.every((each) => shift(each) >= shift(only));
  // Of places that were both changed, either may be the copy: there the position decides only if it is the same.
  if (
    only &&
    borneOut &&
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

/** Whether unchanged words stand where they were, or nearly so with some of what stood around them. */
function isInPlace({ context }: Candidate, distance: number): boolean {
  return distance <= VERY_PLACE || (distance <= IN_PLACE && context >= TRACE);
}

/**
 * Whether the best place cannot be the one that was the next best when the note was made: it is liker than that one was, or that
 * one is still there, behind it. `next`: the score of today's next best.
 */
function isAbove(score: number, rival: number, next: number): boolean {
  if (score > Math.min(rival + MARGIN, (1 + rival) / 2)) return true;
  return next >= rival - BAND && score - next > BAND;
}

/** Whether a place is like enough to the passage, leaving aside that another may be more so. */
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
  // Words that stood nowhere else need no context, if they are many, or some and unchanged, or in their place.
  if (errors > 0) return quote >= CHANGED && quote * length >= MANY && score > rival + MARGIN;
  return length >= FEW ? score > rival + LIKER : distance <= IN_PLACE && rival === 0;
}

function found({ start, end, quote, context }: Candidate): Verdict {
  return { verdict: quote === 1 && context >= 0.5 ? 'sure' : 'changed', start, end };
}
