/**
 * A note as it is stored. These schemas are the only definition of its shape: types are inferred from them, and every row is
 * checked when it is written and again when it is read. At the edge it is a W3C Web Annotation (`jsonld`).
 */
import * as v from 'valibot';
import { COLOURS, type Colour } from './colours';

/** ms since the epoch, to the end of the year 9999: later dates have no form that all programs read. */
const Time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(253_402_300_799_999));
const Offset = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31));
/** Lengths are bounded so that one hostile import cannot fill the disk, UTF-16 units. */
const MOST_ADDRESS = 20_000;
const MOST_QUOTE = 100_000;
const MOST_TEXT = 200_000;
const MOST_TAGS = 200;
const MOST_TAG = 200;

const Address = v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_ADDRESS));
const Context = v.pipe(v.string(), v.maxLength(2_000));
const Path = v.pipe(v.string(), v.maxLength(10_000), v.regex(/^(?:\/[^/]+)*$/));

const NotedPage = v.object({
  /** The address that the page was read at. */
  address: Address,
  /** What it named as its canonical address. */
  canonical: v.optional(Address),
  title: v.pipe(v.string(), v.maxLength(2_000)),
});
export type NotedPage = v.InferOutput<typeof NotedPage>;

/** See `anchor/selectors`. */
const Selectors = v.object({
  quote: v.object({
    exact: v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_QUOTE)),
    prefix: Context,
    suffix: Context,
  }),
  length: v.optional(Offset),
  rival: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  position: v.optional(
    v.pipe(
      v.object({ start: Offset, end: Offset }),
      v.check(({ start, end }) => start < end, 'The position ends before it begins.'),
    ),
  ),
  structure: v.optional(v.object({ startPath: Path, startOffset: Offset, endPath: Path, endOffset: Offset })),
});

const Target = v.variant('kind', [
  /** Shown at every mention of the term. */
  v.object({ kind: v.literal('term'), term: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
  v.object({ kind: v.literal('passage'), page: NotedPage, selectors: Selectors }),
  v.object({ kind: v.literal('page'), page: NotedPage }),
]);
export type Target = v.InferOutput<typeof Target>;

export { COLOURS, type Colour };

/** What the user writes of a note, and may change; each has a stamp of its own. */
const content = {
  /** Markdown, or text in which nothing is marked up. */
  text: v.pipe(v.string(), v.maxLength(MOST_TEXT)),
  format: v.picklist(['text/markdown', 'text/plain']),
  /** Each once, in the user's order, without white space at the ends. */
  tags: v.pipe(
    v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MOST_TAG))),
    v.maxLength(MOST_TAGS),
    v.transform((tags) => [...new Set(tags)]),
  ),
  /** Of the highlight of a passage. */
  colour: v.picklist(COLOURS),
  /** Deleted, and kept so that it can be brought back, and that a synchronisation learns of it. */
  deleted: v.boolean(),
};

export const FIELDS = ['text', 'format', 'tags', 'colour', 'deleted'] as const;
type Field = (typeof FIELDS)[number];

/**
 * When each field was last changed: ms since the epoch, but always more than the stamp it replaces, so that a clock put back loses
 * no edit.
 */
const Stamps = v.object({ text: Time, format: Time, tags: Time, colour: Time, deleted: Time });

export const Note = v.object({
  id: v.pipe(v.string(), v.uuid()),
  /** Counts the changes of this note, from 1. */
  revision: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER)),
  created: Time,
  modified: Time,
  /** Never changes. */
  target: Target,
  ...content,
  stamps: Stamps,
  /** JSON of what an imported annotation said beyond this: it is given back when the note is exported. Absent for Gloss's own. */
  foreign: v.optional(
    v.pipe(v.string(), v.maxLength(50_000), v.check(isJsonObject, 'This is not a JSON object.')),
  ),
});
export type Note = v.InferOutput<typeof Note>;

/** The last write of an editor: what the next one is an edit of, whatever others have made of the note meanwhile. */
export const LastWrite = v.object({
  /** A UUID. */
  editor: v.string(),
  /** Which of its writes, from 1. */
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** What it said of the note, before it was merged with what others did. */
  said: v.object({ text: v.string(), tags: v.array(v.string()), colour: content.colour }),
  /** When it was made. */
  at: Time,
});
export type LastWrite = v.InferOutput<typeof LastWrite>;

/** What the user may change of a note. */
export type Content = Pick<Note, Field>;

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** What is wrong with a value, in words: the first problem, and where in it. */
export function problemOf(value: unknown): string | undefined {
  const result = v.safeParse(Note, value);
  if (result.success) return undefined;
  const [issue] = result.issues;
  const where = v.getDotPath(issue);
  return where === null ? issue.message : `${where}: ${issue.message}`;
}
