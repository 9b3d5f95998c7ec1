/**
 * Anchoring: finds, on today's page, the passages that notes were made on. Text in, offsets out; no DOM.
 *
 * Steps for each note, in this order:
 *
 * - The stored position (text position selector), if the exact quote with its exact context stands there.
 * - Otherwise all places where the quote, or most of it, stands (text quote selector): `likely-places`.
 * - The candidates are ranked by the likeness of quote and context: `likeness`.
 * - `decide` chooses between similar candidates by position. If the position does not settle it, the passage
 *   is an orphan.
 *
 * Cost: a passage at its stored position costs a comparison of a few hundred units. Otherwise the page's text
 * is made solid once for all notes (`solid`), and each note costs one exact search, then approximate searches
 * over the page only where the exact one found nothing good. The work is a generator whose steps take one or
 * two ms at most, so that its caller can rest between them.
 *
 * It never changes a stored selector. It does not resolve the structural selector (RangeSelector): the caller
 * passes where that leads as `hint`.
 */

import { decide, type Verdict } from './decide';
import { endsOf } from './ends';
import { findCandidates } from './likely-places';
import { END, type Wanted, wanted } from './likeness';
import { occurrences } from './occurrences';
import { CONTEXT, type Position, type Quote, type Selectors } from './selectors';
import { type Solid, solidify, solidOffset, solidText } from './solid';

export type { Verdict };

export interface Sought {
  selectors: Selectors;
  /** Where the structural selector leads on today's page; absent where it leads nowhere. */
  hint?: Position;
}

/**
 * UTF-16 units of page text compared on each side of a position: white space between the words may be long.
 */
const AROUND = 16 * CONTEXT;

/** UTF-16 units of a quote and its context, without white space, of which the context is no evidence. */
const FEW = CONTEXT;

const lettersOf = ({ exact, prefix, suffix }: Wanted) => exact.length + prefix.length + suffix.length;

/** Whether the exact quote stands at a position, with its exact context around it. */
function standsAt(text: string, quote: Quote, { start, end }: Position): boolean {
  if (start < 0 || end > text.length || end <= start || end - start > 2 * quote.exact.length + AROUND)
    return false;
  const want = wanted(quote);
  const { exact, prefix, suffix } = want;
  const before = solidText(text.slice(Math.max(0, start - AROUND), start));
  const after = solidText(text.slice(end, end + AROUND));
  if (solidText(text.slice(start, end)) !== exact || !before.endsWith(prefix) || !after.startsWith(suffix))
    return false;
  // A match of a short quote without context proves nothing, unless nothing else is on the page.
  return lettersOf(want) >= CONTEXT / 2 || (before === prefix && after === suffix);
}

/** Finds one passage, yielding between steps. `solid` is called only if the stored position does not hold. */
function* anchor(
  text: string,
  sought: Sought,
  solid: () => Generator<void, Solid>,
): Generator<void, Verdict> {
  const { quote, text: whole } = sought.selectors;
  const verdict = yield* find(text, sought, whole === undefined ? quote : { ...quote, exact: whole }, solid);
  // What was not seen between the words of the quote may be gone today.
  if (whole === undefined || verdict.verdict !== 'orphan') return verdict;
  return yield* find(text, sought, quote, solid);
}

function* find(
  text: string,
  { selectors, hint }: Sought,
  quote: Quote,
  solid: () => Generator<void, Solid>,
): Generator<void, Verdict> {
  const { position } = selectors;
  if (position && standsAt(text, quote, position)) return { verdict: 'sure', ...position };
  const page = yield* solid();
  const expected = [...new Set([position, hint].flatMap((at) => (at ? [solidOffset(page, at.start)] : [])))];
  const about =
    position && selectors.length
      ? solidOffset(page, Math.round((position.start / selectors.length) * text.length))
      : undefined;
  const want = wanted(quote);
  if (want.exact === '') return { verdict: 'orphan', why: 'absent' };
  const candidates = yield* findCandidates(
    page.text,
    want,
    about === undefined ? expected : [...expected, about],
  );
  if (candidates.crowded) return { verdict: 'orphan', why: 'tie' };
  const verdict = decide(candidates.ranked(), {
    expected,
    about,
    length: Math.min(want.exact.length, 2 * END),
    rival: selectors.rival,
  });
  if (verdict.verdict === 'orphan') return verdict;
  // Of a page of a few letters, which has changed, the surroundings tell too little.
  if (selectors.length !== undefined && lettersOf(want) < FEW) {
    let count = 0;
    for (const at of occurrences(page.text, want.exact, 2)) if (at !== undefined) count++;
    if (count > 1) return { verdict: 'orphan', why: 'tie' };
  }
  const isSame = page.text.slice(verdict.start, verdict.end) === want.exact;
  const ends = isSame ? verdict : endsOf(page, verdict, want);
  if (!ends) return { verdict: 'orphan', why: 'absent' };
  return {
    verdict: verdict.verdict,
    start: page.at[ends.start] as number,
    end: (page.at[ends.end - 1] as number) + 1,
  };
}

/**
 * The verdict for each note, in the given order. Yields between steps whose cost is bounded for any page and
 * any notes.
 */
export function* anchoring(text: string, notes: readonly Sought[]): Generator<void, Verdict[]> {
  let made: Solid | undefined;
  function* solid(): Generator<void, Solid> {
    made ??= yield* solidify(text);
    return made;
  }
  const verdicts: Verdict[] = [];
  for (const note of notes) {
    verdicts.push(yield* anchor(text, note, solid));
    yield;
  }
  return verdicts;
}
