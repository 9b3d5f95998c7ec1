/**
 * Imports and restored backups, and undoing the last of them. The record of an import and its undo are stored
 * in the transaction that writes the notes. So a caller that got no answer can find out whether anything was
 * written, and *Undo* survives a restart of the background.
 */
import * as v from 'valibot';
import { UNWATCHED, type Watch } from '../platform/watch';
import type { NotesDatabase } from './database';
import { importNotes, type Source, undoImport } from './exchange/import';
import type { Refused } from './exchange/read';
import { Imported, Undo } from './rows';
import type { Note } from './schema';

/** An import to be made. */
export interface Order {
  /** A UUID that the caller chooses, so that a retry is idempotent. */
  id: string;
  from: Imported['from'];
  /** How many annotations were refused when the file was read. */
  refused: number;
  /** Whether notes that were deleted since come back; they do unless this is `false`. */
  revives?: boolean | undefined;
}

/** The result of an import or of its undo. */
export interface Done {
  imported: Imported;
  /** What was refused when it was merged with the existing notes. */
  refused: Refused[];
  /** The notes that changed or were removed. */
  changed: Note[];
  /** How many terms of the reader's own changed or were removed. */
  terms: number;
}

class NoUndo extends Error {
  override name = 'NoUndo';
  constructor() {
    super('This import cannot be undone any more: another came after it. Nothing was changed.');
  }
}

export class Imports {
  readonly #db: NotesDatabase;

  constructor(db: NotesDatabase) {
    this.#db = db;
  }

  /** The last import that wrote something; `undefined` if there was none or its row is damaged. */
  async last(): Promise<Imported | undefined> {
    const [row] = await this.#db.imports.toArray();
    return v.is(Imported, row) ? row : undefined;
  }

  /**
   * Merges the notes of a file or backup with the existing notes, all or nothing: nothing if it is cancelled. It is idempotent: a retry
   * with the same id returns the stored record and writes nothing.
   */
  run({ id, from, refused, revives }: Order, source: Source, watch: Watch = UNWATCHED): Promise<Done> {
    return this.#change(async () => {
      const last = await this.last();
      if (last?.id === id) return { imported: last, refused: [], changed: [], terms: 0 };
      const { outcome, undo, written, terms = [] } = await importNotes(this.#db, source, revives, watch);
      const { left: _, ...counts } = outcome;
      const imported: Imported = {
        ...counts,
        id,
        from,
        at: Date.now(),
        refused: outcome.refused.length + refused,
      };
      if (written.length + terms.length > 0) {
        await this.#keep(imported);
        await this.#db.undos.put(undo, id);
      }
      return { imported, refused: outcome.refused, changed: written, terms: terms.length };
    });
  }

  /**
   * Undoes the last import. It is idempotent: a retry returns the stored record. Throws `NoUndo`, and changes
   * nothing, if another import came after it.
   */
  undo(id: string): Promise<Done> {
    return this.#change(async () => {
      const last = await this.last();
      if (last?.id !== id) throw new NoUndo();
      if (last.undone !== undefined) return { imported: last, refused: [], changed: [], terms: 0 };
      const undo = v.parse(Undo, await this.#db.undos.get(id));
      const { kept, gone, back, terms } = await undoImport(this.#db, undo);
      const imported = { ...last, undone: { at: Date.now(), kept } };
      await this.#keep(imported);
      // Listeners treat a removed note like a deleted one.
      const changed = [...gone.map((note) => ({ ...note, deleted: true })), ...back];
      return { imported, refused: [], changed, terms };
    });
  }

  /** Only the last import can be undone, so only one is kept. */
  async #keep(imported: Imported): Promise<void> {
    await Promise.all([this.#db.imports.clear(), this.#db.undos.clear()]);
    await this.#db.imports.put(imported);
  }

  #change(change: () => Promise<Done>): Promise<Done> {
    const { notes, terms, imports, undos } = this.#db;
    return this.#db.transaction('rw', notes, terms, imports, undos, change);
  }
}
