/**
 * The store of the user's notes. Every change is one transaction that reads the row, changes it and writes
 * it, so that two windows can edit one note without losing anything. A damaged row is skipped and reported
 * with each list that it belongs to; it is never overwritten or deleted.
 */

import * as v from 'valibot';
import { canonicalKey, isSamePage, lookupKey, lookupKeys, type PageAddress } from './address';
import type { NotesDatabase } from './database';
import type { Editable } from './editable';
import { mergeEditable } from './merge-text';
import { rowsWith } from './readable';
import type { NoteRow } from './rows';
import { after, type Content, FIELDS, LastWrite, Note, problemOf, type Target } from './schema';
import { StoredKeys } from './stored-keys';

/** A new note; fields that are absent get defaults. */
export type Draft = { target: Target } & Partial<Omit<Content, 'deleted'>>;
/** The fields that an edit changes. */
export type Changes = Partial<Omit<Content, 'deleted'>>;

/** Identifies a write of an editor, and says which state of the note it is an edit of. */
export interface Edit {
  /** A UUID; each opening of a note in an editor has its own. */
  editor: string;
  /**
   * Number of the write, counted by the editor from 1. A write that arrives after a later one of the same
   * editor is ignored.
   */
  number: number;
  /**
   * The content that the editor last took in: changes of others, and its own writes up to number `since` (0:
   * none).
   */
  seen: Editable;
  since: number;
}

/** A row that is not a valid note. */
interface Damaged {
  id: string;
  /** What is wrong with the row, in words. */
  problem: string;
}

export interface Listing {
  /** The notes that are not deleted, the last changed first. */
  notes: Note[];
  /** Damaged rows that belong to this list; the interface says how many. */
  damaged: Damaged[];
}

/** Rows read at a time when all rows are read: a few ms of work. */
const SOME = 200;

export class NoteMissing extends Error {
  override name = 'NoteMissing';
  constructor(id: string) {
    super(`There is no note ${id}. It may have been deleted for good in another window.`);
  }
}

export class Notes {
  readonly #db: NotesDatabase;
  readonly #keys: StoredKeys;

  constructor(db: NotesDatabase) {
    this.#db = db;
    this.#keys = new StoredKeys(db);
  }

  /** Makes a note. Throws, and writes nothing, if the draft is not valid or a note with that id exists. */
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

  /** The note, deleted or not; `undefined` if there is none or its row is damaged. */
  async get(id: string): Promise<Note | undefined> {
    return read(await this.#db.notes.get(id));
  }

  /** Changes a note. Throws `NoteMissing` if it is gone, and a validation error if the result is invalid. */
  update(id: string, changes: Changes): Promise<Note> {
    return this.#change(id, changes);
  }

  /**
   * Changes the note with that id, or makes it if there is none and `target` is given. The caller chooses the
   * id, so a retry is idempotent.
   *
   * With `by`, the change is merged with what others changed since the state that the editor knows (three-way
   * merge); if both changed the text, both changes are kept. Throws as `update` and `create` do.
   *
   * Returns the note, and `was`, the note before: the same object if nothing changed, `undefined` if the note
   * is new.
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
      // The base of the merge: the editor's last stored write if it is newer than what the editor has taken
      // in, otherwise what it has taken in. Whatever differs from the base was written by others.
      const base = last && last.number > by.since ? last.said : by?.seen;
      const mine = base && { ...base, ...changes };
      const change = was && mine ? mergeEditable(base, was, mine) : changes;
      const isNew = row === undefined && target !== undefined;
      const note = await (isNew ? this.create({ target, ...change }, id) : this.#put(id, was, change));
      if (by && mine) await editors.put({ editor: by.editor, number: by.number, said: mine, at: Date.now() });
      return { note, was };
    });
  }

  /** Deletes a note softly; `restore` brings it back. */
  remove(id: string): Promise<Note> {
    return this.#change(id, { deleted: true });
  }

  restore(id: string): Promise<Note> {
    return this.#change(id, { deleted: false });
  }

  /**
   * Deletes all of these notes, or none if one of them cannot be deleted. Returns the ids that were not
   * deleted before: `restoreAll` of these undoes it.
   */
  removeAll(ids: readonly string[]): Promise<string[]> {
    return this.#setDeleted(ids, true);
  }

  restoreAll(ids: readonly string[]): Promise<string[]> {
    return this.#setDeleted(ids, false);
  }

  /** The notes on a term that answers to these ids. */
  async onTerm(...ids: string[]): Promise<Listing> {
    return listing(await rowsWith(this.#db.notes, 'target.term', ids));
  }

  /**
   * The notes on a page and on its passages. A row that was stored when more canonical addresses were
   * believed, or when keys were made in another way, is found by such a key; whether its page is this one is
   * decided here, today.
   */
  async onPage(page: PageAddress): Promise<Listing> {
    const canonical = canonicalKey(page);
    const [own, named] = await Promise.all([
      this.#keys.of(lookupKeys(page.address)),
      this.#keys.of(canonical === undefined ? [] : lookupKeys(canonical)),
    ]);
    const [here, alternate] = await Promise.all([
      rowsWith(this.#db.notes, 'places', own),
      rowsWith(this.#db.notes, 'place', named),
    ]);
    const rows = new Map([...here, ...alternate].map((row) => [idOf(row), row]));
    return listing([...rows.values()].filter((row) => mayBeOn(page, row)));
  }

  /** The notes with these ids that are not deleted; unknown ids are left out. */
  async some(ids: readonly string[]): Promise<Listing> {
    return listing((await this.#db.notes.bulkGet([...ids])).filter((row) => row !== undefined));
  }

  /**
   * The notes with these ids, deleted or not, in no particular order; unknown ids and damaged rows are left
   * out.
   */
  async rows(ids: readonly string[]): Promise<Note[]> {
    return (await this.#db.notes.bulkGet([...ids])).flatMap((row) => read(row) ?? []);
  }

  /** All notes that are not deleted, or with `deleted: true` those that are. */
  async all({ deleted = false } = {}): Promise<Listing> {
    return listing(await this.#db.notes.toArray(), deleted);
  }

  /**
   * All rows, deleted and damaged ones included, in the order of their ids, in pieces of `some` rows. Each
   * piece is a transaction of its own, so that other requests are not kept waiting. Hence each row is
   * consistent, but the pieces may be of different moments.
   */
  async *everything(after?: string, some = SOME): AsyncGenerator<unknown[], void, void> {
    for (let from = after; ; ) {
      const rows = await (from === undefined ? this.#db.notes : this.#db.notes.where('id').above(from))
        .limit(some)
        .toArray();
      if (rows.length > 0) yield rows;
      if (rows.length < some) return;
      // The key of a damaged row need not be a string.
      from = (rows.at(-1) as { id: string }).id;
    }
  }

  #change(id: string, changes: Partial<Content>): Promise<Note> {
    return this.#db.transaction('rw', this.#db.notes, async () =>
      this.#put(id, read(await this.#db.notes.get(id)), changes),
    );
  }

  /** `now` is the note as it was just read in the same transaction. */
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

/** The note after a change; the same object if nothing changed. */
export function changed(note: Note, changes: Partial<Content>): Note {
  const fields = FIELDS.filter(
    (field) => changes[field] !== undefined && JSON.stringify(changes[field]) !== JSON.stringify(note[field]),
  );
  if (fields.length === 0) return note;
  const now = Date.now();
  const stamps = { ...note.stamps };
  for (const field of fields) stamps[field] = after(stamps[field], now);
  const modified = after(note.modified, now);
  const picked = Object.fromEntries(fields.map((field) => [field, changes[field]]));
  return v.parse(Note, { ...note, ...picked, stamps, modified, revision: note.revision + 1 });
}

/** The row of a note: the note with the keys that it is found by. */
export function rowOf(note: Note): NoteRow {
  if (note.target.kind === 'term') return note;
  const { page } = note.target;
  const place = lookupKey(page.address);
  const canonical = canonicalKey(page);
  const places = canonical === undefined ? [place] : [...new Set([place, lookupKey(canonical)])];
  return { ...note, place, places };
}

/** The note of a row; `undefined` if the row is damaged. */
export function read(row: unknown): Note | undefined {
  const result = v.safeParse(Note, row);
  return result.success ? result.output : undefined;
}

function lastOf(row: unknown): LastWrite | undefined {
  const result = v.safeParse(LastWrite, row);
  return result.success ? result.output : undefined;
}

/** Whether a row belongs to the list of a page. A damaged row does: it is reported with it. */
function mayBeOn(page: PageAddress, row: unknown): boolean {
  const target = read(row)?.target;
  return target === undefined || target.kind === 'term' || isSamePage(target.page, page);
}

/** The id of a row, valid or damaged; '' if it has none. */
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
