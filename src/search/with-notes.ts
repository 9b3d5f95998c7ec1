import type { Group, Results } from './entry';

/** What is found in the digest, with the notes among it: the group with the best hit first. */
export function withNotes(results: Results, notes: Group | null): Results {
  if (!notes) return results;
  const best = notes.hits[0]?.score ?? 0;
  const at = results.findIndex(({ hits }) => (hits[0]?.score ?? 0) < best);
  return results.toSpliced(at < 0 ? results.length : at, 0, notes);
}
