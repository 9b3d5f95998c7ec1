/**
 * Writes imported notes to the store, and undoes an import. All writes of an import are one transaction. An
 * existing note is never replaced: both versions are merged, field by field, and the newer change wins. It stays
 * on its passage. A note that was deleted since comes back, unless the user does not want that.
 */
import { UNWATCHED, type Watch } from '../../platform/watch';
import type { NotesDatabase } from '../database';
import { isSame, isSamePassage, isSameTarget, merge } from '../merge';
import { planTerms, undoTerms } from '../own/import-terms';
import type { OwnTerm } from '../own/schema';
import type { Undo, Written } from '../rows';
import { after, type Note } from '../schema';
import { read, rowOf } from '../store';
import type { Reading, Refused } from './read';
import type { Why } from './refusal';

/** The result of an import, or of its preview. */
export interface Outcome {
  /** How many notes were new. */
  added: number;
  /** How many existing notes the import changed, besides those that came back. */
  updated: number;
  /** How many deleted notes came back; absent if none did. */
  revived?: number;
  /** How many of the notes are deleted by the import, or come as deleted ones; absent if none are. */
  deleted?: number;
  /** How many existing notes were left alone, because the import had nothing new. */
  equal: number;
  refused: Refused[];
  /** How many terms of the reader's own the import adds or changes; absent if none. */
  terms?: number;
  /** What of the import was left out, because the note that is there stays as it is; absent if nothing was. */
  left?: Refused[];
}

/** Notes written at a time: between two such writes, the background hears that the user cancels. */
const SOME = 200;

interface Plan {
  outcome: Outcome;
  undo: Undo;
  /** The notes to write, or that were written. */
  written: Note[];
  /** The same of terms; absent if there are none. */
  terms?: OwnTerm[];
}

/** What an import is made from. */
export type Source = Omit<Reading, 'left'> & {
  /** Terms of the reader's own; absent if it has none. */
  terms?: OwnTerm[] | undefined;
};

/** What an import would change. Writes nothing. `revives`: whether deleted notes come back. */
export async function previewImport(db: NotesDatabase, source: Source, revives = true): Promise<Outcome> {
  return (await plan(db, source, revives)).outcome;
}

/**
 * Imports all notes that are not refused, in one transaction. `revives`: whether deleted notes come back. If it
 * is cancelled before its last note is written, the browser rolls all of it back.
 */
export function importNotes(
  db: NotesDatabase,
  source: Source,
  revives = true,
  watch: Watch = UNWATCHED,
): Promise<Plan> {
  return db.transaction('rw', db.notes, db.terms, async () => {
    const planned = await plan(db, source, revives);
    const { written, terms } = planned;
    if (terms) await db.terms.bulkPut(terms);
    for (let at = 0; at < written.length; at += SOME) {
      const some = written.slice(at, at + SOME);
      await db.notes.bulkPut(some.map(rowOf));
      watch.signal.throwIfAborted();
      watch.tell(at + some.length, written.length);
    }
    return planned;
  });
}

async function plan(db: NotesDatabase, source: Source, revives: boolean): Promise<Plan> {
  const { notes, places, refused, terms = [] } = source;
  const there = await db.notes.bulkGet(notes.map(({ id }) => id));
  const undo: Undo = { added: [], updated: [] };
  const written: Note[] = [];
  const left: Refused[] = [];
  const counts = { equal: 0, revived: 0, deleted: 0 };
  const all = [...refused];
  const said = ({ id }: Note, reason: string, why?: Why): Refused => ({
    ...{ at: places[id] ?? 0, id, reason },
    ...(why && { why }),
  });
  for (const [i, note] of notes.entries()) {
    const row = there[i];
    const before = read(row);
    if (row === undefined) {
      undo.added.push(asWritten(note));
      written.push(note);
      if (note.deleted) counts.deleted++;
    } else if (!before)
      all.push(said(note, 'The note that is there is damaged, and is left as it is.', 'damaged'));
    else if (!isSameTarget(before, note))
      all.push(said(note, 'There is a note with this id on something else.', 'twice'));
    else {
      if (!isSamePassage(before, note))
        left.push(said(note, 'The passage: the note that is there stays on its own'));
      const isBack = revives && before.deleted && !note.deleted;
      const merged = merge(before, isBack ? revived(note, before) : note);
      if (isSame(merged, before)) {
        counts.equal++;
        continue;
      }
      const after = {
        ...merged,
        target: before.target,
        revision: Math.max(merged.revision, before.revision + 1),
      };
      if (isBack) counts.revived++;
      if (after.deleted && !before.deleted) counts.deleted++;
      undo.updated.push({ before, after: asWritten(after) });
      written.push(after);
    }
  }
  const own = terms.length > 0 ? await planTerms(db, terms, revives) : undefined;
  if (own && own.written.length > 0) undo.terms = own.undo;
  const { equal, revived: back, deleted } = counts;
  const outcome: Outcome = {
    added: undo.added.length,
    updated: undo.updated.length - back,
    equal,
    refused: all,
    ...(back > 0 && { revived: back }),
    ...(deleted > 0 && { deleted }),
    ...(left.length > 0 && { left }),
    ...(undo.terms && { terms: own?.written.length ?? 0 }),
  };
  return { outcome, undo, written, ...(undo.terms && own && { terms: own.written }) };
}

/** The note of the import, restored later than it was deleted. For all other fields the newer change wins. */
function revived(note: Note, { stamps, revision }: Note): Note {
  const deleted = after(stamps.deleted, 0);
  return {
    ...note,
    stamps: { ...note.stamps, deleted },
    modified: Math.max(note.modified, deleted),
    // It decides where the stamps cannot rise any more.
    revision: Math.max(note.revision, revision + 1),
  };
}

const asWritten = ({ id, revision, stamps }: Note): Written => ({ id, revision, stamps });

/**
 * Undoes an import: deletes the notes that it added, and restores the notes that it changed. A note that the
 * user has changed since is left alone; `kept` counts these. Returns the deleted notes as they were (`gone`)
 * and the restored notes as they are now (`back`).
 */
export function undoImport(
  db: NotesDatabase,
  { added, updated, terms }: Undo,
): Promise<{ kept: number; gone: Note[]; back: Note[]; terms: number }> {
  return db.transaction('rw', db.notes, db.terms, async () => {
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
    const own = terms ? await undoTerms(db, terms) : { kept: 0, written: 0 };
    const kept = added.length + updated.length - gone.length - back.length + own.kept;
    return { kept, gone, back, terms: own.written };
  });
}

function isAs(now: Note, { revision, stamps }: Written): boolean {
  return now.revision === revision && JSON.stringify(now.stamps) === JSON.stringify(stamps);
}
