/**
 * A note as it is stored. These schemas are the only definition of its shape: types are inferred from them,
 * and every row is validated when it is written and again when it is read. In files it is a W3C Web
 * Annotation (`exchange/to-jsonld.ts`).
 */
import * as v from 'valibot';
import { COLOURS, type Colour } from './colours';

/** The end of the year 9999, ms since the epoch: not all programs read later dates. */
const LATEST = 253_402_300_799_999;
/** A time in ms since the epoch, up to `LATEST`. */
const Time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LATEST));
/** An offset or length in UTF-16 units, up to 2^31. */
const Offset = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31));
/** Largest lengths, in UTF-16 units (of tags, in tags): a hostile import must not fill the disk. */
const MOST_ADDRESS = 20_000;
const MOST_QUOTE = 100_000;
/** Of a quote with all that stands between its words. */
const MOST_WHOLE = 2 * MOST_QUOTE;
const MOST_TEXT = 200_000;
export const MOST_TAGS = 200;
export const MOST_TAG = 200;
export const MOST_TITLE = 2_000;
/** Of the context on one side of a quote. */
export const MOST_CONTEXT = 2_000;

/** A text of at most that many UTF-16 units. The message is for the user: an import may have more. */
const upTo = (most: number) =>
  v.maxLength<string, number, string>(most, `is longer than ${most.toLocaleString('en')} characters`);
const Address = v.pipe(v.string(), v.minLength(1), upTo(MOST_ADDRESS));
/** The context on one side of a quote, up to 2,000 units; may be empty. */
const Context = v.pipe(v.string(), upTo(MOST_CONTEXT));
/** A path in the element tree, up to 10,000 units. */
const Path = v.pipe(v.string(), v.maxLength(10_000), v.regex(/^(?:\/[^/]+)*$/));

/** The page of a note, as it was when the note was made. Never changes. */
const NotedPage = v.object({
  /** The address at which the page was read, 1 to 20,000 units. */
  address: Address,
  /** The canonical address that the page named; absent if it named none. */
  canonical: v.optional(Address),
  /** The page's title, up to 2,000 units; may be empty. */
  title: v.pipe(v.string(), upTo(MOST_TITLE)),
});
export type NotedPage = v.InferOutput<typeof NotedPage>;

/**
 * The selectors of a passage, made by `anchor/describe` or taken from an import; the fields are explained in
 * `anchor/selectors`.
 */
const Selectors = v.object({
  quote: v.object({
    exact: v.pipe(v.string(), v.minLength(1), upTo(MOST_QUOTE)),
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
  text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_WHOLE))),
});

/** What a note is on. Set when the note is made; never changes. */
const Target = v.variant('kind', [
  /** A term, by its id: the note is shown at every mention of the term. */
  v.object({ kind: v.literal('term'), term: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
  /** A passage of a page. */
  v.object({ kind: v.literal('passage'), page: NotedPage, selectors: Selectors }),
  /** A page as a whole. */
  v.object({ kind: v.literal('page'), page: NotedPage }),
]);
export type Target = v.InferOutput<typeof Target>;

export { COLOURS, type Colour };

/**
 * The fields of a note that the user can change. Each has a stamp of its own, so that versions merge field by
 * field.
 */
const content = {
  /** What the user wrote, up to 200,000 units. */
  text: v.pipe(v.string(), upTo(MOST_TEXT)),
  /** The media type of the text. Notes made in Gloss are Markdown; imported ones may be plain text. */
  format: v.picklist(['text/markdown', 'text/plain']),
  /**
   * The tags in the user's order: no duplicates, no white space at the ends, up to 200 tags of up to 200
   * units.
   */
  tags: v.pipe(
    v.array(v.pipe(v.string(), v.trim(), v.minLength(1), upTo(MOST_TAG))),
    v.maxLength(MOST_TAGS, `are more than ${MOST_TAGS}`),
    v.transform((tags) => [...new Set(tags)]),
  ),
  /** Colour of a passage's highlight; stored but unused for other notes. */
  colour: v.picklist(COLOURS),
  /**
   * The tombstone of a soft deletion: the note can be restored, and a synchronisation can pass the deletion
   * on.
   */
  deleted: v.boolean(),
};

export const FIELDS = ['text', 'format', 'tags', 'colour', 'deleted'] as const;
type Field = (typeof FIELDS)[number];

/**
 * The stamp that follows another one at the time `now`: greater than both, so that an edit is not lost if the
 * clock was put back. At the end of the year 9999 it stays the same; the revision then says which is newer.
 */
export function after(stamp: number, now: number): number {
  return Math.min(Math.max(now, stamp + 1), LATEST);
}

/** When each field was last changed, ms since the epoch. A new stamp follows the one it replaces (`after`). */
const Stamps = v.object({ text: Time, format: Time, tags: Time, colour: Time, deleted: Time });

export const Note = v.object({
  /** A UUID, chosen by the editor that makes the note or derived from an imported id. */
  id: v.pipe(v.string(), v.uuid()),
  /** Number of changes of this note, from 1; each write raises it. */
  revision: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER)),
  /** When the note was made. */
  created: Time,
  /** When it was last changed. */
  modified: Time,
  /** What the note is on; never changes. */
  target: Target,
  ...content,
  /** When each field of the content was last changed. */
  stamps: Stamps,
  /**
   * What an imported annotation says for which a note has no field, as JSON (`exchange/foreign.ts`), up to
   * 50,000 units. It is exported again. Absent for notes made in Gloss.
   */
  foreign: v.optional(
    v.pipe(v.string(), v.maxLength(50_000), v.check(isJsonObject, 'This is not a JSON object.')),
  ),
});
export type Note = v.InferOutput<typeof Note>;

/**
 * The last write of an editor. The store compares the next write of the same editor with it, and so tells the
 * editor's changes from those of others.
 */
export const LastWrite = v.object({
  /** A UUID; each opening of a note in an editor has its own. */
  editor: v.string(),
  /** Number of the write, counted by the editor from 1. */
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The content that the editor sent, before it was merged with changes of others. */
  said: v.object({ text: v.string(), tags: v.array(v.string()), colour: content.colour }),
  /** When it was stored, ms since the epoch; the row is deleted a day later. */
  at: Time,
});
export type LastWrite = v.InferOutput<typeof LastWrite>;

/** The fields of a note that the user can change. */
export type Content = Pick<Note, Field>;

/** Whether these are valid selectors of a passage. */
export function isSelectors(value: unknown): boolean {
  return v.is(Selectors, value);
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * The first problem of a value as a note, in words, with the path to the field; `undefined` if it is a valid
 * note.
 */
export function problemOf(value: unknown): string | undefined {
  const result = v.safeParse(Note, value);
  if (result.success) return undefined;
  const [issue] = result.issues;
  const where = v.getDotPath(issue);
  return where === null ? issue.message : `${where}: ${issue.message}`;
}
