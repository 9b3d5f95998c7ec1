/**
 * The database of what the user made: notes, snapshots of them, and corrections. The digests' cache lives in another one. Rows go in as
 * what they are and come out as `unknown`: what a disk gives back is checked, not believed.
 */
import { Dexie, type Table } from 'dexie';
import type { Correction, Imported, NoteRow, Snapshot, Undo } from './rows';
import type { LastWrite } from './schema';

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
