/**
 * The rows of the database `notes`, apart from the notes themselves (`schema.ts`). Each is validated when it
 * is written and again when it is read.
 */
import * as v from 'valibot';
import { OwnTerm } from './own/schema';
import { Note } from './schema';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** ms since the epoch. */
const Time = Count;

/** A note with the keys that it is found by; `rowOf` computes them with each write. */
export interface NoteRow extends Note {
  /** Key of the page that the note is on (`lookupKey`); absent for a note on a term. */
  place?: string;
  /**
   * That key, and the key of the canonical address if it can be believed (`canonicalKey`); absent for a note
   * on a term. Rows that another version of Gloss wrote may have keys that were made in another way: they are
   * looked up by the lookup keys of these.
   */
  places?: string[];
}

/**
 * The record of a backup. Its contents are stored apart, in `archives`, so that the list of backups is read
 * quickly.
 */
export interface Snapshot {
  /** A UUID; the key of its contents in `archives`. */
  id: string;
  /** When it was taken, ms since the epoch. */
  taken: number;
  /** How many notes it holds, deleted ones included. */
  notes: number;
  /** How many of these are deleted. */
  deleted: number;
  /** How many terms of the reader's own it holds, deleted ones included; absent if none. Their archive: `terms ID`. */
  terms?: number;
}

const SCOPES = ['page', 'site', 'everywhere'] as const;
export type Scope = (typeof SCOPES)[number];
const VERDICTS = ['never', 'always'] as const;
/** What a correction says of a term: never mark it there, or always mark it. */
export type CorrectedVerdict = (typeof VERDICTS)[number];

export const Correction = v.pipe(
  v.object({
    id: v.pipe(v.string(), v.uuid()),
    /** Id of the term, 1 to 200 UTF-16 units. */
    term: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    /** Where it applies: on one page, on one site, or everywhere. */
    scope: v.picklist(SCOPES),
    /**
     * The page's address without its fragment, or the site's host, or '' if the scope is everywhere
     * (`placeOf`).
     */
    place: v.pipe(v.string(), v.maxLength(20_000)),
    /** Whether the term is never or always marked there. */
    kind: v.picklist(VERDICTS),
    /** When the user made it, ms since the epoch. */
    created: Time,
    /** When it was made or undone, ms since the epoch. */
    modified: Time,
    /** Number of writes of this row, from 1. */
    revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /**
     * A tombstone: true once it is undone. The row stays, so that a synchronisation can pass the deletion on.
     */
    deleted: v.boolean(),
  }),
  v.check(
    ({ scope, place }) => (scope === 'everywhere') === (place === ''),
    'The place does not fit the scope.',
  ),
);
export type Correction = v.InferOutput<typeof Correction>;

/**
 * What an import wrote of a note. Each change raises `revision` and a stamp, so the two show whether the note
 * was changed since.
 */
const Written = v.pick(Note, ['id', 'revision', 'stamps']);
export type Written = v.InferOutput<typeof Written>;

/** What an import wrote of a term of the reader's own. */
const WrittenTerm = v.pick(OwnTerm, ['id', 'revision', 'stamps']);

/** What undoes an import. Written in the same transaction as the notes. */
export const Undo = v.object({
  /** The notes that the import added. */
  added: v.array(Written),
  /** The notes that the import changed: as they were before, and what it wrote. */
  updated: v.array(v.object({ before: Note, after: Written })),
  /** The same of the reader's own terms; absent if it had none. */
  terms: v.optional(
    v.object({
      added: v.array(WrittenTerm),
      updated: v.array(v.object({ before: OwnTerm, after: WrittenTerm })),
    }),
  ),
});
export type Undo = v.InferOutput<typeof Undo>;

/** The record of the last import or restored backup. */
export const Imported = v.object({
  /** A UUID that the caller chooses, so that a retry is idempotent. */
  id: v.string(),
  /** When it was made, ms since the epoch. */
  at: Count,
  /** Its source: a file, by name, or a backup, by the time when it was taken (ms since the epoch). */
  from: v.variant('kind', [
    v.object({ kind: v.literal('file'), name: v.string() }),
    v.object({ kind: v.literal('backup'), taken: Count }),
  ]),
  /** How many notes were new. */
  added: Count,
  /** How many existing notes were changed, besides those that came back. */
  updated: Count,
  /** How many deleted notes came back; absent if none did. */
  revived: v.optional(Count),
  /** How many of its notes are deleted; absent if none are. */
  deleted: v.optional(Count),
  /** How many existing notes were left alone, because the import had nothing new. */
  equal: Count,
  /** How many terms of the reader's own were added or changed; absent if none were. */
  terms: v.optional(Count),
  /** How many annotations were refused, by the reader of the file or by the store. */
  refused: Count,
  /**
   * Set when the import was undone: when (ms since the epoch), and how many notes were kept because they had
   * been changed since.
   */
  undone: v.optional(v.object({ at: Count, kept: Count })),
});
export type Imported = v.InferOutput<typeof Imported>;

/**
 * What the user is to be told about the safety of the notes.
 */
export const Recovery = v.variant('kind', [
  /** The database had lost rows, and they were brought back from the second copy. */
  v.object({
    kind: v.literal('restored'),
    /** When they were brought back, ms since the epoch. The key of the row. */
    at: Time,
    /** When the copy was last written, ms since the epoch; absent if that is not known. */
    since: v.optional(Time),
    /** How many notes the database still had, deleted ones included. */
    found: Count,
    /** How many notes were missing and were brought back, deleted ones included. */
    missing: Count,
    /** How many notes were there in an older state, and got the newer one. */
    older: Count,
    /** How many notes could not be read, and were replaced. */
    damaged: Count,
    /** How many corrections, times and terms of the reader's own were brought back. */
    others: Count,
    /** How many notes are missing and could not be brought back. */
    lost: Count,
    /** How many backups are lost: they are in the database only. */
    backups: Count,
  }),
  /** The second copy cannot be written. */
  v.object({
    kind: v.literal('not-copied'),
    /** When that was first met, ms since the epoch. The key of the row. */
    at: Time,
    /** The browser's error message, up to 500 units. */
    problem: v.pipe(v.string(), v.maxLength(500)),
  }),
]);
export type Recovery = v.InferOutput<typeof Recovery>;
