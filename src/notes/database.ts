/**
 * The database `notes`: everything the user made. The cache of digests lives in another database, which may
 * be thrown away. The tables are typed so that rows go in as what they are and come out as `unknown`:
 * whatever is read from disk is validated first.
 */
import type { Table } from 'dexie';
import { Database } from '../platform/database';
import { outbox } from './copy/outbox';
import type { Written } from './copy/recent';
import { type Earlier, earlierNotes, forgetEarlier } from './earlier';
import { type DatabaseHealth, Opening, realFactory } from './opening';
import type { OwnTerm } from './own/schema';
import { readable } from './readable';
import type { Correction, Imported, NoteRow, Recovery, Snapshot, Undo } from './rows';
import type { LastWrite } from './schema';

const NAME = 'notes';
/** The version of the schema. */
const VERSION = 6;

export class NotesDatabase extends Database {
  corrections!: Table<unknown, string, Correction>;
  notes!: Table<unknown, string, NoteRow>;
  /** The reader's own terms. */
  terms!: Table<unknown, string, OwnTerm>;
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
  /** The rows that the second copy does not have yet (`copy/outbox.ts`). */
  uncopied!: Table<unknown, string, string>;
  /**
   * The state of the second copy (`copy/copy.ts`). `turn`: number of its last writing. `compared`: when every
   * row was last compared, ms since the epoch. `stale`: set if its manifest is to be written. `refused`: set
   * if it could not be written. `filler N`: spaces, there while the database is made firm (`copy/firm.ts`).
   */
  copying!: Table<unknown, string, number | true | string>;
  /** What the user is to be told about the safety of the notes (`Recoveries`). */
  recoveries!: Table<unknown, number, Recovery>;
  /** Damaged rows that were replaced from the second copy, as they were found. */
  aside!: Table<unknown, number, { table: string; id: string; row: unknown }>;

  readonly #opening: Opening | undefined;
  /** Called after each change that the second copy is to have, with the rows as they are now. */
  onChange: (written: Written[]) => void = () => undefined;
  /** Called when the database is closed. It is opened again for the next request. */
  onClosed: () => void = () => undefined;
  /** Called when a row cannot be read. */
  onUnreadable: () => void = () => undefined;

  constructor() {
    const real = realFactory();
    const opening = real && new Opening(real, VERSION);
    super(NAME, opening ? { indexedDB: opening.factory() } : {});
    this.#opening = opening;
    this.version(1).stores({ corrections: 'id' });
    this.version(2).stores({
      notes: 'id, modified, target.term, place, *places',
      snapshots: 'id, taken',
    });
    this.version(3).stores({ archives: '', imports: 'id', undos: '', times: '' });
    this.version(4).stores({ editors: 'editor, at' });
    this.version(5).stores({ uncopied: '', copying: '', recoveries: 'at', aside: '++' });
    this.version(VERSION).stores({ terms: 'id, modified' });
    this.on('close', () => this.onClosed());
    this.use(readable(() => this.onUnreadable()));
    this.use(outbox((written) => this.onChange(written)));
  }

  protected override async prepare(): Promise<void> {
    await this.#opening?.prepare(NAME);
  }

  /** The copy of the database made before it got this schema, unless a backup has its notes (`earlier.ts`). */
  async earlier(): Promise<Earlier | undefined> {
    const real = realFactory();
    return real && earlierNotes(real, NAME, VERSION);
  }

  /** Deletes such copies that are older than a month. */
  async forgetEarlier(now: number): Promise<void> {
    const real = realFactory();
    if (real) await forgetEarlier(real, NAME, VERSION, now);
  }

  /** How the database is, as far as it was opened. */
  get health(): DatabaseHealth {
    return this.#opening?.health ?? { is: 'refused', problem: 'The browser gives Gloss no storage.' };
  }
}
