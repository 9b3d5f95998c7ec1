/**
 * The rows of the notes' database beside the notes themselves (`schema.ts`). Each is checked when it is written and again when it is read.
 */
import * as v from 'valibot';
import { Note } from './schema';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** ms since the epoch. */
const Time = Count;

/** A note with what it is found by. */
export interface NoteRow extends Note {
  /** Key of the page it is on (`address`), absent for a note on a term. */
  place?: string;
  /** That, and the key of the canonical address where it can be believed. */
  places?: string[];
}

/** All notes as they were once; what is in it is in `archives`, so that the list of them is read quickly. */
export interface Snapshot {
  id: string;
  /** ms since the epoch. */
  taken: number;
  /** How many notes it holds, deleted ones included, and how many of them are deleted. */
  notes: number;
  deleted: number;
}

const SCOPES = ['page', 'site', 'everywhere'] as const;
export type Scope = (typeof SCOPES)[number];
const VERDICTS = ['never', 'always'] as const;
/** What a correction says of a term: never mark it there, or always. */
export type CorrectedVerdict = (typeof VERDICTS)[number];

export const Correction = v.pipe(
  v.object({
    id: v.pipe(v.string(), v.uuid()),
    /** Term id. */
    term: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    scope: v.picklist(SCOPES),
    /** The page's address without its fragment, or the site's host; empty where the scope is everywhere. */
    place: v.pipe(v.string(), v.maxLength(20_000)),
    /** What it says of the term there. */
    kind: v.picklist(VERDICTS),
    created: Time,
    modified: Time,
    /** Counts the writes of this row, from 1. */
    revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** Undone. The row stays, so that a later synchronisation learns of it. */
    deleted: v.boolean(),
  }),
  v.check(
    ({ scope, place }) => (scope === 'everywhere') === (place === ''),
    'The place does not fit the scope.',
  ),
);
export type Correction = v.InferOutput<typeof Correction>;

/** A note as an import wrote it: enough to see whether it was changed since, as each change counts and stamps. */
const Written = v.pick(Note, ['id', 'revision', 'stamps']);
export type Written = v.InferOutput<typeof Written>;

/** What is needed to take an import back. */
export const Undo = v.object({
  /** The notes that it added. */
  added: v.array(Written),
  /** Those that it changed: before, and as it wrote them. */
  updated: v.array(v.object({ before: Note, after: Written })),
});
export type Undo = v.InferOutput<typeof Undo>;

export const Imported = v.object({
  /** A UUID that whoever asked for it made up. */
  id: v.string(),
  /** When, ms since the epoch. */
  at: Count,
  /** A file, by its name, or a backup, by the time it was taken, ms since the epoch. */
  from: v.variant('kind', [
    v.object({ kind: v.literal('file'), name: v.string() }),
    v.object({ kind: v.literal('backup'), taken: Count }),
  ]),
  /** Notes that are new, those that it changed, those it knew nothing new of, and annotations that were refused. */
  added: Count,
  updated: Count,
  equal: Count,
  refused: Count,
  /** Set when it was taken back: when, and how many notes were left as they were, because they had been changed since. */
  undone: v.optional(v.object({ at: Count, kept: Count })),
});
export type Imported = v.InferOutput<typeof Imported>;
