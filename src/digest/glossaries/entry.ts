/**
 * What a glossary file says, in one shape for every format. `toDigest` makes a digest of it; an interface can show it
 * before that.
 */
import type { DigestContent } from '../canonical';
import type { Term } from '../schema';
import type { Bounds } from './bounds';
import type { Left } from './left';
import type { Columns } from './tables/columns';
import type { Pacing } from './work';

/** One text in one language: a BCP 47 primary subtag, or `und` where the file does not say. */
export interface Said {
  text: string;
  lang: string;
}

/** Where something was taken from, as the file says. At least one of the two is there. */
export interface ReadSource {
  title?: string;
  /** A web address (http or https), at most 2,000 UTF-16 units. */
  address?: string;
}

/** A sentence, or several, about a term. */
export interface ReadStatement extends Said {
  source?: ReadSource;
  /** When it was last known to be true: `2026` or `2026-05`. */
  asOf?: string;
}

/** One way to write a term. */
export interface ReadForm extends Said {
  /** Whether the file prefers it to the other forms of its language. */
  preferred?: true;
}

/** One term of a file. All texts are in NFC, on one line, and within `BOUNDS`. */
export interface ReadEntry {
  /** As the file names it: a cell, an `xml:id`, an IRI. Unique in the file; absent where the file has none. */
  id?: string;
  /** The heading of its card. Not always one of the forms. */
  label: string;
  /** Language of the label. */
  lang: string;
  /** The full name, where the file sets it apart from the label. */
  name?: string;
  /** What kind of thing it is, where the file says it in our words. */
  kind?: Term['kind'];
  /** Every form, the label among them if it is one; no two are the same in one language. At least one. */
  forms: ReadForm[];
  /** What the thing is in one line: texts that the file itself sets apart as short. At most one a language. */
  gists: Said[];
  /** What the thing is, at any length. */
  definitions: ReadStatement[];
  /** What else is said of it: notes, remarks. */
  statements: ReadStatement[];
  /** Other entries of the file, by id; by label, where an entry has no id. */
  related: string[];
}

/** What a file says of itself. */
export interface ReadAbout {
  name?: string;
  /** SPDX expression, an address, or the publisher's own words. */
  licence?: string;
  /** Whom to name. */
  attribution?: string;
  /** Language of the file: a BCP 47 primary subtag. */
  language?: string;
  version?: string;
  /** The publisher's page: a web address. */
  home?: string;
}

/** Formats that are read. */
export const FORMATS = [
  'table',
  'digest',
  'tbx',
  'turtle',
  'rdf-xml',
  'json-ld',
  'markdown',
  'html',
] as const;
export type Format = (typeof FORMATS)[number];

/** A file that was read. Nothing is stored yet. */
export interface ReadGlossary {
  format: Format;
  about: ReadAbout;
  /** In the order of the file. */
  entries: ReadEntry[];
  /** What was left out or changed, and why. One of each reason, the most frequent first. */
  left: Left[];
  /** How the letters were read: a label of the Encoding Standard. Absent where the file came as text. */
  encoding?: string;
  /** How a table was read, and its first rows: for the user to correct, and to read the file again with. */
  table?: ReadTable;
  /**
   * The documents, passages and terms, where the file is a digest of Gloss: they say more than the entries, and
   * `toDigest` takes them as they are.
   */
  content?: DigestContent;
}

/** A table as it was understood. */
export interface ReadTable {
  columns: Columns;
  /** The first rows of the file, the header among them, each cell cut to 200 UTF-16 units. At most 20. */
  rows: string[][];
}

/** How a file is read. */
export interface ReadOptions extends Pacing {
  /**
   * The language that the reader prefers, a BCP 47 primary subtag: a label is chosen in it, where a file has several;
   * otherwise in the file's own language, in English, in the first.
   */
  language?: string;
  /** How the letters are encoded, a label of the Encoding Standard. Absent: it is guessed. */
  encoding?: string;
  /** Between the cells of a table: one UTF-16 unit. Absent: it is guessed. */
  separator?: string;
  /** How a table is to be understood, its separator included. Absent: it is guessed. */
  columns?: Columns;
  /** Bounds that differ from `BOUNDS`. */
  bounds?: Partial<Bounds>;
}
