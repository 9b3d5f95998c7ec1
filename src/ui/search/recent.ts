/**
 * The recent look-ups: terms that the reader opened from the search, the newest first. The pages that search
 * keep them in `localStorage`, which needs no permission and answers before the first paint.
 */
import * as v from 'valibot';

export const LookUp = v.object({
  /** Id of the term, 1 to 80 UTF-16 units. */
  term: v.pipe(v.string(), v.nonEmpty(), v.maxLength(80)),
  /** Name of the term when it was looked up, 1 to 500 UTF-16 units. */
  label: v.pipe(v.string(), v.nonEmpty(), v.maxLength(500)),
});
export type LookUp = v.InferOutput<typeof LookUp>;

const KEY = 'recent-look-ups';
const LIMIT = 8;

/** The part of `localStorage` that is needed. */
type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The stored look-ups; empty if they cannot be read or are not valid. */
export function recentLookUps(shelf: Shelf): LookUp[] {
  try {
    const kept = v.safeParse(v.array(LookUp), JSON.parse(shelf.getItem(KEY) ?? '[]'));
    return kept.success ? kept.output.slice(0, LIMIT) : [];
  } catch {
    return [];
  }
}

/**
 * Stores a look-up as the newest, and returns the stored look-ups. A failure to store is ignored: the card is
 * shown all the same.
 */
export function keepLookUp(shelf: Shelf, { term, label }: LookUp): LookUp[] {
  const kept = [{ term, label }, ...recentLookUps(shelf).filter((each) => each.term !== term)].slice(
    0,
    LIMIT,
  );
  try {
    shelf.setItem(KEY, JSON.stringify(kept));
  } catch {
    return recentLookUps(shelf);
  }
  return kept;
}

/** Deletes all look-ups. */
export function forgetLookUps(shelf: Shelf): void {
  shelf.removeItem(KEY);
}
