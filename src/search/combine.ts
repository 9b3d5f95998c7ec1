/** Combines two indexes, the digest's and the notes', so that they are searched as one. */
import type { Group, Results } from './entry';

/**
 * Document frequencies of a query's words. Two indexes that are searched together add theirs up, so that a
 * word is equally rare in both.
 */
export interface Counts {
  /** For each word of the query, the number of entries that match it. */
  words: number[];
  /** Number of all entries. */
  size: number;
}

export const NO_COUNTS: Counts = { words: [], size: 0 };

/** The sum of two counts of the same query. A missing word counts 0. */
export function sumOf(a: Counts, b: Counts): Counts {
  const [longer, other] = a.words.length < b.words.length ? [b.words, a.words] : [a.words, b.words];
  return { words: longer.map((count, i) => count + (other[i] ?? 0)), size: a.size + b.size };
}

/** Inserts the group of notes into the results of the digest, in the order of each group's best hit. */
export function withNotes(results: Results, notes: Group | null): Results {
  if (!notes) return results;
  const best = notes.hits[0]?.score ?? 0;
  const at = results.findIndex(({ hits }) => (hits[0]?.score ?? 0) < best);
  return results.toSpliced(at < 0 ? results.length : at, 0, notes);
}
