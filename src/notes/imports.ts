/**
 * Imports and restored backups, and what takes the last of them back. It is stored in the transaction that writes the notes: so whoever
 * got no answer can ask whether anything was written, and *Undo* outlives the background.
 */
import * as v from 'valibot';
import type { NotesDatabase } from './database';
import { importNotes, undoImport } from './exchange/import';
import type { Reading, Refused } from './exchange/read';
import { Imported, Undo } from './rows';
import type { Note } from './schema';

/** An import that is to be made. */
export interface Order {
  id: string;
  from: Imported['from'];
  /** Annotations that were refused before. */
  refused: number;
}

/** What came of it. */
export interface Done {
  imported: Imported;
  /** What was refused by the store. */
  refused: Refused[];
  /** The notes that are another now, or gone. */
  changed: Note[];
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

  /** The last one that wrote something; `undefined` where there was none, or its row is damaged. */
  async last(): Promise<Imported | undefined> {
    const [row] = await this.#db.imports.toArray();
    return v.is(Imported, row) ? row : undefined;
  }

  /** Merges what was read with the notes, all or nothing. Asked again with the same id, it says what was done then, and writes nothing. */
  run({ id, from, refused }: Order, reading: Reading): Promise<Done> {
    return this.#change(async () => {
      const last = await this.last();
      if (last?.id === id) return { imported: last, refused: [], changed: [] };
      const { outcome, undo, written } = await importNotes(this.#db, reading);
      const imported: Imported = {
        ...outcome,
        id,
        from,
        at: Date.now(),
        refused: outcome.refused.length + refused,
      };
      if (written.length > 0) {
        await this.#keep(imported);
        await this.#db.undos.put(undo, id);
      }
      return { imported, refused: outcome.refused, changed: written };
    });
  }

  /** Takes the last import back. Again, it says what was done then. Throws, and changes nothing, where another came after it. */
  undo(id: string): Promise<Done> {
    return this.#change(async () => {
      const last = await this.last();
      if (last?.id !== id) throw new NoUndo();
      if (last.undone !== undefined) return { imported: last, refused: [], changed: [] };
      const { kept, gone, back } = await undoImport(this.#db, v.parse(Undo, await this.#db.undos.get(id)));
      const imported = { ...last, undone: { at: Date.now(), kept } };
      await this.#keep(imported);
      // For whoever hears of it, what is gone is as good as deleted.
      const changed = [...gone.map((note) => ({ ...note, deleted: true })), ...back];
      return { imported, refused: [], changed };
    });
  }

  /** It alone: there is one way back. */
  async #keep(imported: Imported): Promise<void> {
    await Promise.all([this.#db.imports.clear(), this.#db.undos.clear()]);
    await this.#db.imports.put(imported);
  }

  #change(change: () => Promise<Done>): Promise<Done> {
    const { notes, imports, undos } = this.#db;
    return this.#db.transaction('rw', notes, imports, undos, change);
  }
}
