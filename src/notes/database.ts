/**
 * The database of what the user made: notes, snapshots of them, and corrections. The digests' cache lives in another one. Rows go in as
 * what they are and come out as `unknown`: what a disk gives back is checked, not believed.
 */
import { Dexie, type Table } from 'dexie';
import type { Correction } from './corrections';
import type { Undo } from './exchange/import';
import type { Imported } from './imports';
import type { LastWrite, Note } from './schema';

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

export class NotesDatabase extends Dexie {
  corrections!: Table<unknown, string, Correction>;
  notes!: Table<unknown, string, NoteRow>;
  /** By editor; of a day. */
  editors!: Table<unknown, string, LastWrite>;
  snapshots!: Table<unknown, string, Snapshot>;
  /** What is in a snapshot, by its id: a JSON array of notes, UTF-8, gzip. */
  archives!: Table<unknown, string, Uint8Array<ArrayBuffer>>;
  /** The last import, as far as there was one (`imports`). */
  imports!: Table<unknown, string, Imported>;
  /** What takes it back, by its id. */
  undos!: Table<unknown, string, Undo>;
  /**
   * Times, ms since the epoch, by name: `began`, the first note was there; `exported`, notes were last exported; `silent`, until when there
   * is no reminder to export (`reminder`).
   */
  times!: Table<unknown, string, number>;

  constructor() {
    super('notes');
    this.version(1).stores({ corrections: 'id' });
    this.version(2).stores({
      notes: 'id, modified, target.term, place, *places',
      snapshots: 'id, taken',
    });
    this.version(3).stores({ archives: '', imports: 'id', undos: '', times: '' });
    this.version(4).stores({ editors: 'editor, at' });
  }
}
