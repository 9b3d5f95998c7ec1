/**
 * The user's notes. Every change is one transaction on the row as it is then, so that two windows that edit one note lose nothing.
 * A damaged row hides itself, is reported with each list that it would be in, and is never overwritten or deleted.
 */

import * as v from 'valibot';
import { canonicalKey, type PageAddress, pageKey } from './address';
import type { NotesDatabase } from './database';
import { mergeSaid } from './merge-text';
import type { NoteRow } from './rows';
import type { Said } from './said';
import { type Content, FIELDS, LastWrite, Note, problemOf, type Target } from './schema';

/** A new note: what the user gives; the rest has defaults. */
export type Draft = { target: Target } & Partial<Omit<Content, 'deleted'>>;
/** What an edit changes. */
export type Changes = Partial<Omit<Content, 'deleted'>>;

/** Which write of which editor one is, and what it is an edit of. */
export interface Edit {
  /** A UUID. */
  editor: string;
  /** Counts the editor's writes, from 1. One that comes after a later one of the same editor is not made. */
  number: number;
  /** The note as the editor last took it in: what others wrote, and its own up to the write of the number `since`, 0 for none. */
  seen: Said;
  since: number;
}

/** A row that cannot be read as a note. */
interface Damaged {
  id: string;
  /** What is wrong with it. */
  problem: string;
}

export interface Listing {
  /** Those that are not deleted, the newest change first. */
  notes: Note[];
  /** Rows that belong here and cannot be shown: the user is told how many. */
  damaged: Damaged[];
}

/** Rows read at a time by what goes through all of them: a few ms of work. */
const SOME = 200;

class NoteMissing extends Error {
  override name = 'NoteMissing';
  constructor(id: string) {
    super(`There is no note ${id}. It may have been deleted for good in another window.`);
  }
}

export class Notes {
  readonly #db: NotesDatabase;

  constructor(db: NotesDatabase) {
    this.#db = db;
  }

  /** Makes a note. Throws where the draft is not sound, or there is a note of that id; nothing is written then. */
  async create({ target, ...given }: Draft, id: string = crypto.randomUUID()): Promise<Note> {
    const now = Date.now();
    const note = v.parse(Note, {
      id,
      revision: 1,
      created: now,
      modified: now,
      target,
      text: '',
      format: 'text/markdown',
      tags: [],
      colour: 'yellow',
      ...given,
      deleted: false,
      stamps: Object.fromEntries(FIELDS.map((field) => [field, now])),
    });
    await this.#db.notes.add(rowOf(note));
    return note;
  }

  /** The note, deleted or not; `undefined` where there is none, or where its row is damaged. */
  async get(id: string): Promise<Note | undefined> {
    return read(await this.#db.notes.get(id));
  }

  /** Changes a note. Throws `NoteMissing` where it is gone, and where the result is not sound. */
  update(id: string, changes: Changes): Promise<Note> {
    return this.#change(id, changes);
  }

  /**
   * Changes the note of that id, or makes it where there is none and a target is given. So an editor that made up the id can ask again
   * when it got no answer. `by`: what others have changed since what the editor knows is kept, and where both changed the text, both
   * changes are made. Throws as `update` and `create` do. `was` is the note before it: the same object where nothing differs, `undefined`
   * where it is new.
   */
  write(
    id: string,
    changes: Changes,
    { target, by }: { target?: Target; by?: Edit } = {},
  ): Promise<{ note: Note; was: Note | undefined }> {
    const { notes, editors } = this.#db;
    return this.#db.transaction('rw', notes, editors, async () => {
      const row = await notes.get(id);
      const was = read(row);
      const last = by && lastOf(await editors.get(by.editor));
      if (was && last && by.number <= last.number) return { note: was, was };
      // The last that came of this editor, whatever the note has become since: what differs from that is what others wrote.
      const base = last && last.number > by.since ? last.said : by?.seen;
      const mine = base && { ...base, ...changes };
      const change = was && mine ? mergeSaid(base, was, mine) : changes;
      const isNew = row === undefined && target !== undefined;
      const note = await (isNew ? this.create({ target, ...change }, id) : this.#put(id, was, change));
      if (by && mine) await editors.put({ editor: by.editor, number: by.number, said: mine, at: Date.now() });
      return { note, was };
    });
  }

  /** Deletes softly: `restore` brings it back. */
  remove(id: string): Promise<Note> {
    return this.#change(id, { deleted: true });
  }

  restore(id: string): Promise<Note> {
    return this.#change(id, { deleted: false });
  }

  /** Deletes all of them or, where one cannot be deleted, none. The ids that were not deleted before: `restoreAll` undoes it. */
  removeAll(ids: readonly string[]): Promise<string[]> {
    return this.#setDeleted(ids, true);
  }

  restoreAll(ids: readonly string[]): Promise<string[]> {
    return this.#setDeleted(ids, false);
  }

  /** The notes on a term. */
  async onTerm(term: string): Promise<Listing> {
    return listing(await this.#db.notes.where('target.term').equals(term).toArray());
  }

  /** The notes on a page and on its passages. */
  async onPage(page: PageAddress): Promise<Listing> {
    const canonical = canonicalKey(page);
    const [here, alternate] = await Promise.all([
      this.#db.notes.where('places').equals(pageKey(page.address)).toArray(),
      canonical === undefined ? [] : this.#db.notes.where('place').equals(canonical).toArray(),
    ]);
    const rows = new Map([...here, ...alternate].map((row) => [idOf(row), row]));
    return listing([...rows.values()]);
  }

  /** Those of these ids. What is not there is left out. */
  async some(ids: readonly string[]): Promise<Listing> {
    return listing((await this.#db.notes.bulkGet([...ids])).filter((row) => row !== undefined));
  }

  /** The same as they are, deleted or not, in no order. */
  async rows(ids: readonly string[]): Promise<Note[]> {
    return (await this.#db.notes.bulkGet([...ids])).flatMap((row) => read(row) ?? []);
  }

  /** All notes. `deleted: true`: those that are deleted instead. */
  async all({ deleted = false } = {}): Promise<Listing> {
    return listing(await this.#db.notes.toArray(), deleted);
  }

  /**
   * All rows as they are, deleted and damaged ones too, in the order of their ids, some at a time: for what goes through all of them and
   * must not keep others waiting. Each note is as it was at one time; not all are as they were at the same.
   */
  async *everything(after?: string, some = SOME): AsyncGenerator<unknown[], void, void> {
    for (let from = after; ; ) {
      const rows = await (from === undefined ? this.#db.notes : this.#db.notes.where('id').above(from))
        .limit(some)
        .toArray();
      if (rows.length > 0) yield rows;
      if (rows.length < some) return;
      // The key itself: that of a damaged row need be no string.
      from = (rows.at(-1) as { id: string }).id;
    }
  }

  #change(id: string, changes: Partial<Content>): Promise<Note> {
    return this.#db.transaction('rw', this.#db.notes, async () =>
      this.#put(id, read(await this.#db.notes.get(id)), changes),
    );
  }

  /** `now` is the note as it was just read. */
  async #put(id: string, now: Note | undefined, changes: Partial<Content>): Promise<Note> {
    if (!now) throw new NoteMissing(id);
    const next = changed(now, changes);
    if (next !== now) await this.#db.notes.put(rowOf(next));
    return next;
  }

  #setDeleted(ids: readonly string[], deleted: boolean): Promise<string[]> {
    return this.#db.transaction('rw', this.#db.notes, async () => {
      const rows = await this.#db.notes.bulkGet([...ids]);
      const notes = rows.map((row, i) => {
        const note = read(row);
        if (!note) throw new NoteMissing(ids[i] ?? '');
        return note;
      });
      const those = notes.filter((note) => note.deleted !== deleted);
      await this.#db.notes.bulkPut(those.map((note) => rowOf(changed(note, { deleted }))));
      return those.map(({ id }) => id);
    });
  }
}

/** The note after a change: the same object where nothing differs. */
function changed(note: Note, changes: Partial<Content>): Note {
  const fields = FIELDS.filter(
    (field) => changes[field] !== undefined && JSON.stringify(changes[field]) !== JSON.stringify(note[field]),
  );
  if (fields.length === 0) return note;
  const now = Date.now();
  const stamps = { ...note.stamps };
  for (const field of fields) stamps[field] = Math.max(now, stamps[field] + 1);
  const modified = Math.max(now, note.modified + 1);
  const picked = Object.fromEntries(fields.map((field) => [field, changes[field]]));
  return v.parse(Note, { ...note, ...picked, stamps, modified, revision: note.revision + 1 });
}

/** A note as its table keeps it. */
export function rowOf(note: Note): NoteRow {
  if (note.target.kind === 'term') return note;
  const { page } = note.target;
  const place = pageKey(page.address);
  const canonical = canonicalKey(page);
  return { ...note, place, places: canonical === undefined ? [place] : [...new Set([place, canonical])] };
}

/** The note in a row; `undefined` where it is none. */
export function read(row: unknown): Note | undefined {
  const result = v.safeParse(Note, row);
  return result.success ? result.output : undefined;
}

function lastOf(row: unknown): LastWrite | undefined {
  const result = v.safeParse(LastWrite, row);
  return result.success ? result.output : undefined;
}

/** The id of a row, sound or damaged. */
export function idOf(row: unknown): string {
  return typeof row === 'object' && row !== null && 'id' in row ? String(row.id) : '';
}

function listing(rows: readonly unknown[], deleted = false): Listing {
  const notes: Note[] = [];
  const damaged: Damaged[] = [];
  for (const row of rows) {
    const note = read(row);
    if (!note) damaged.push({ id: idOf(row), problem: problemOf(row) ?? 'It cannot be read.' });
    else if (note.deleted === deleted) notes.push(note);
  }
  return { notes: notes.sort((a, b) => b.modified - a.modified), damaged };
}
