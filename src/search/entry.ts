/** The types of what can be found (entries) and what is answered (hits, in groups by kind). */

export const KINDS = ['term', 'passage', 'note'] as const;
type Kind = (typeof KINDS)[number];

/** The role of a text in its entry, the most significant first. `rank.ts` has a weight for each. */
export const FIELDS = ['label', 'form', 'role', 'claim', 'passage', 'note', 'gist', 'section'] as const;
export type Field = (typeof FIELDS)[number];

/** Something that can be found: a term, a passage or a note. */
export interface Entry {
  kind: Kind;
  /** Unique within its kind. */
  id: string;
  /**
   * Shown with the entry, but not searched: a term's kind, the title of a passage's document, the page or
   * term of a note.
   */
  heading: string;
  /** Never empty. The first text names the entry, or is all of it. */
  texts: { field: Field; text: string }[];
}

/**
 * A text with the ranges of the words that the query matched: UTF-16 offsets, end exclusive, ascending, not
 * touching. Plain text, never HTML.
 */
export interface Marked {
  text: string;
  ranges: [start: number, end: number][];
}

export interface Hit {
  kind: Kind;
  id: string;
  heading: string;
  /** The entry's first text, or an excerpt of it around the matched words. */
  title: Marked;
  /** The text that matched best, if it is not the first one: another form, a claim. */
  found?: Marked;
  /** The score (`rank.ts`), above 0. Comparable only within one answer. */
  score: number;
}

/** The hits of one kind, the best first. */
export interface Group {
  kind: Kind;
  hits: Hit[];
}

/** The groups with hits, in the order of their best hits. */
export type Results = Group[];
