/** What can be found, and what is answered. Terms and passages today; a note is one more kind with one more field. */

export const KINDS = ['term', 'passage', 'note'] as const;
type Kind = (typeof KINDS)[number];

/** Where in an entry a text stands. The order is that of `rank.ts`'s table, the most telling first. */
export const FIELDS = ['label', 'form', 'claim', 'passage', 'note'] as const;
export type Field = (typeof FIELDS)[number];

/** One thing that can be found. */
export interface Entry {
  kind: Kind;
  /** Unique within its kind. */
  id: string;
  /** Shown above or beside it, not searched: a term's kind, a passage's document title, the page of a note. */
  heading: string;
  /** Never empty. The first one names the entry or is all of it. */
  texts: { field: Field; text: string }[];
}

/** A text and the words in it that the query found: UTF-16 offsets, end exclusive, in order, not touching. Never HTML. */
export interface Marked {
  text: string;
  ranges: [start: number, end: number][];
}

export interface Hit {
  kind: Kind;
  id: string;
  heading: string;
  /** The entry's first text; of a long one, the part around the words. */
  title: Marked;
  /** The text that was found, where it is not the first one: another form, a claim. */
  found?: Marked;
  /** Of `rank.ts`'s table; comparable within one answer. */
  score: number;
}

/** The hits of one kind, best first. */
export interface Group {
  kind: Kind;
  hits: Hit[];
}

/** The groups that have hits, the one with the best hit first. */
export type Results = Group[];
