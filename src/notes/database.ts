/**
 * The database of what the user made: notes, snapshots of them, and corrections. The digests' cache lives in another one. Rows go in as
 * what they are and come out as `unknown`: what a disk gives back is checked, not believed.
 */
import { Dexie, type Table } from 'dexie';
import type { Correction } from './corrections';
import type { Note } from './schema';

/** A note with what it is found by. */
export interface NoteRow extends Note {
  /** Key of the page it is on (`address`), absent for a note on a term. */
  place?: string;
  /** That, and the key of the canonical address where it can be believed. */
  places?: string[];
}

/** All notes as they were once. */
export interface Snapshot {
  id: string;
  /** ms since the epoch. */
  taken: number;
  /** How many notes it holds, deleted ones included. */
  notes: number;
  /** A JSON array of notes, UTF-8, gzip. */
  data: Uint8Array<ArrayBuffer>;
}

export class NotesDatabase extends Dexie {
  corrections!: Table<unknown, string, Correction>;
  notes!: Table<unknown, string, NoteRow>;
  snapshots!: Table<unknown, string, Snapshot>;

  constructor() {
    super('notes');
    this.version(1).stores({ corrections: 'id' });
    this.version(2).stores({
      notes: 'id, modified, target.term, place, *places',
      snapshots: 'id, taken',
    });
  }
}
