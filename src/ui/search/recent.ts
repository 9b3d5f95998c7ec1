/** The last look-ups, newest first: what the reader opened from the search. Kept by the pages that search, for themselves. */
import * as v from 'valibot';

export const LookUp = v.object({
  /** Id of the term. */
  term: v.pipe(v.string(), v.nonEmpty(), v.maxLength(80)),
  label: v.pipe(v.string(), v.nonEmpty(), v.maxLength(500)),
});
export type LookUp = v.InferOutput<typeof LookUp>;

const KEY = 'recent-look-ups';
const LIMIT = 8;

/** The part of `localStorage` that is needed. It has no permission of its own, and answers before the first paint. */
type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What is kept; nothing where it cannot be read or is not what was kept. */
export function recentLookUps(shelf: Shelf): LookUp[] {
  try {
    const kept = v.safeParse(v.array(LookUp), JSON.parse(shelf.getItem(KEY) ?? '[]'));
    return kept.success ? kept.output.slice(0, LIMIT) : [];
  } catch {
    return [];
  }
}

/** Puts a look-up first, and returns what is kept now. One that cannot be kept is no reason not to show what was asked for. */
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

/** Forgets all of them. */
export function forgetLookUps(shelf: Shelf): void {
  shelf.removeItem(KEY);
}
