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
