/**
 * Writes imported notes to the store, and undoes an import. All writes of an import are one transaction. An
 * existing note is never replaced: both versions are merged, field by field, and the newer change wins.
 */
import type { NotesDatabase } from '../database';
import { isSame, isSameTarget, merge } from '../merge';
import type { Undo, Written } from '../rows';
import type { Note } from '../schema';
import { read, rowOf } from '../store';
import type { Reading, Refused } from './read';

/** The result of an import, or of its preview. */
export interface Outcome {
  /** How many notes were new. */
  added: number;
  /** How many existing notes the import changed. */
  updated: number;
  /** How many existing notes were left alone, because the import had nothing new. */
  equal: number;
  refused: Refused[];
}

interface Plan {
  outcome: Outcome;
  undo: Undo;
  /** The notes to write, or that were written. */
  written: Note[];
}

/** What an import would change. Writes nothing. */
export async function previewImport(db: NotesDatabase, reading: Reading): Promise<Outcome> {
  return (await plan(db, reading)).outcome;
}

/** Imports all notes that are not refused, in one transaction. */
export function importNotes(db: NotesDatabase, reading: Reading): Promise<Plan> {
  return db.transaction('rw', db.notes, async () => {
    const planned = await plan(db, reading);
    await db.notes.bulkPut(planned.written.map(rowOf));
    return planned;
  });
}

async function plan(db: NotesDatabase, { notes, places, refused }: Reading): Promise<Plan> {
  const there = await db.notes.bulkGet(notes.map(({ id }) => id));
  const undo: Undo = { added: [], updated: [] };
  const outcome: Outcome = { added: 0, updated: 0, equal: 0, refused: [...refused] };
  const written: Note[] = [];
  const refuse = ({ id }: Note, reason: string) => outcome.refused.push({ at: places[id] ?? 0, id, reason });
  for (const [i, note] of notes.entries()) {
    const row = there[i];
    const before = read(row);
    if (row === undefined) {
      undo.added.push(asWritten(note));
      written.push(note);
    } else if (!before) refuse(note, 'The note that is there is damaged, and is left as it is.');
    else if (!isSameTarget(before, note)) refuse(note, 'There is a note with this id on something else.');
    else {
      const merged = merge(before, note);
      if (isSame(merged, before)) {
        outcome.equal++;
        continue;
      }
      const after = { ...merged, revision: Math.max(merged.revision, before.revision + 1) };
      undo.updated.push({ before, after: asWritten(after) });
      written.push(after);
    }
  }
  outcome.added = undo.added.length;
  outcome.updated = undo.updated.length;
  return { outcome, undo, written };
}

const asWritten = ({ id, revision, stamps }: Note): Written => ({ id, revision, stamps });

/**
 * Undoes an import: deletes the notes that it added, and restores the notes that it changed. A note that the
 * user has changed since is left alone; `kept` counts these. Returns the deleted notes as they were (`gone`)
 * and the restored notes as they are now (`back`).
 */
export function undoImport(
  db: NotesDatabase,
  { added, updated }: Undo,
): Promise<{ kept: number; gone: Note[]; back: Note[] }> {
  return db.transaction('rw', db.notes, async () => {
    const untouched = async (written: Written[]): Promise<(Note | undefined)[]> => {
      const rows = await db.notes.bulkGet(written.map(({ id }) => id));
      return written.map((each, i) => {
        const now = read(rows[i]);
        return now && isAs(now, each) ? now : undefined;
      });
    };
    const gone = (await untouched(added)).filter((note) => note !== undefined);
    const nows = await untouched(updated.map(({ after }) => after));
    const back = updated.flatMap(({ before }, i) => {
      const now = nows[i];
      // The old stamps are restored too, so that the same file can be imported again. The revision still
      // rises.
      return now ? [{ ...before, revision: now.revision + 1 }] : [];
    });
    await db.notes.bulkDelete(gone.map(({ id }) => id));
    await db.notes.bulkPut(back.map(rowOf));
    return { kept: added.length + updated.length - gone.length - back.length, gone, back };
  });
}

function isAs(now: Note, { revision, stamps }: Written): boolean {
  return now.revision === revision && JSON.stringify(now.stamps) === JSON.stringify(stamps);
}
