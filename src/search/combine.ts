/** Two indexes that stand beside each other, the digest's and the notes', searched as one. */
import type { Group, Results } from './entry';

/** How common the words of a query are: in how many entries, of how many. Indexes that stand beside each other add theirs up. */
export interface Counts {
  /** For each word of the query the entries that answer it. */
  words: number[];
  /** All entries. */
  size: number;
}

export const NO_COUNTS: Counts = { words: [], size: 0 };

export function sumOf(a: Counts, b: Counts): Counts {
  const [longer, other] = a.words.length < b.words.length ? [b.words, a.words] : [a.words, b.words];
  return { words: longer.map((count, i) => count + (other[i] ?? 0)), size: a.size + b.size };
}

/** What is found in the digest, with the notes among it: the group with the best hit first. */
export function withNotes(results: Results, notes: Group | null): Results {
  if (!notes) return results;
  const best = notes.hits[0]?.score ?? 0;
  const at = results.findIndex(({ hits }) => (hits[0]?.score ?? 0) < best);
  return results.toSpliced(at < 0 ? results.length : at, 0, notes);
}
