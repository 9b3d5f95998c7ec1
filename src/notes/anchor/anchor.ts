/**
 * Finding again, on today's page, the passages that notes were made on. Text in, offsets out.
 *
 * In order: the stored position, if the very words with their very context stand there; else every place where the quote, or
 * most of it, stands (`candidates`), ranked by likeness of quote and context (`likeness`); between places alike, the position
 * decides if it can, and if not the passage is an orphan (`decide`). A stored selector is never changed.
 *
 * The work is done in steps of well under a millisecond or two; `anchorAll` rests between them, so that a page with a
 * hundred notes stays quick.
 */

import { decide, type Verdict } from './decide';
import { findCandidates } from './likely-places';
import { END, wanted } from './likeness';
import { CONTEXT, type Position, type Selectors } from './selectors';
import { type Solid, solidify, solidOffset, solidText } from './solid';

export type { Verdict };

export interface Sought {
  selectors: Selectors;
  /** Where the structural selector leads on today's page, if it leads anywhere. */
  hint?: Position;
}

/** Page text folded around a position to compare contexts: white space can be long. */
const AROUND = 16 * CONTEXT;

/** Whether the very words stand at a position, in their very context. */
function standsAt(text: string, { quote }: Selectors, { start, end }: Position): boolean {
  if (start < 0 || end > text.length || end <= start || end - start > 2 * quote.exact.length + AROUND)
    return false;
  const { exact, prefix, suffix } = wanted(quote);
  // A short quote without any context proves nothing by standing there.
  if (exact.length + prefix.length + suffix.length < CONTEXT / 2) return false;
  return (
    solidText(text.slice(start, end)) === exact &&
    solidText(text.slice(Math.max(0, start - AROUND), start)).endsWith(prefix) &&
    solidText(text.slice(end, end + AROUND)).startsWith(suffix)
  );
}

/** Finds one passage, yielding between steps. `solid` is asked for only where the stored position does not hold. */
function* anchor(
  text: string,
  { selectors, hint }: Sought,
  solid: () => Generator<void, Solid>,
): Generator<void, Verdict> {
  const { position } = selectors;
  if (position && standsAt(text, selectors, position)) return { verdict: 'sure', ...position };
  const page = yield* solid();
  const expected = [...new Set([position, hint].flatMap((at) => (at ? [solidOffset(page, at.start)] : [])))];
  const about =
    position && selectors.length
      ? solidOffset(page, Math.round((position.start / selectors.length) * text.length))
      : undefined;
  const want = wanted(selectors.quote);
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
  return {
    verdict: verdict.verdict,
    start: page.at[verdict.start] as number,
    end: (page.at[verdict.end - 1] as number) + 1,
  };
}

/** The verdict for each note, in order, yielding between steps that are bounded whatever the page and the notes. */
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

/** ms of work between two rests: half of what delays a frame. */
const SLICE = 4;

/** The same in slices of a few ms, with `rest` awaited between them (`scheduler.yield`, or an idle callback). */
export async function anchorAll(
  text: string,
  notes: readonly Sought[],
  rest: () => Promise<unknown>,
): Promise<Verdict[]> {
  const work = anchoring(text, notes);
  let since = performance.now();
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    if (performance.now() - since < SLICE) continue;
    await rest();
    since = performance.now();
  }
}
