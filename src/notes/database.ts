/**
 * The database `notes`: everything the user made. The cache of digests lives in another database, which may
 * be thrown away. The tables are typed so that rows go in as what they are and come out as `unknown`:
 * whatever is read from disk is validated first.
 */
import { Dexie, type Table } from 'dexie';
import type { Correction, Imported, NoteRow, Snapshot, Undo } from './rows';
import type { LastWrite } from './schema';

export class NotesDatabase extends Dexie {
  corrections!: Table<unknown, string, Correction>;
  notes!: Table<unknown, string, NoteRow>;
  /** The last write of each editor, by editor id; deleted after a day. */
  editors!: Table<unknown, string, LastWrite>;
  snapshots!: Table<unknown, string, Snapshot>;
  /** The contents of each snapshot, by its id: a JSON array of notes in UTF-8, gzipped. */
  archives!: Table<unknown, string, Uint8Array<ArrayBuffer>>;
  /** The last import that wrote something; at most one row (`Imports`). */
  imports!: Table<unknown, string, Imported>;
  /** What undoes the last import, by its id. */
  undos!: Table<unknown, string, Undo>;
  /**
   * Times by name, ms since the epoch (`Reminder`). `began`: when there was first a note. `exported`: when
   * notes were last exported. `silent`: until when there is no reminder to export.
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
