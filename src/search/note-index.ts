/**
 * Stores the index of the notes, so that a background that wakes need not build it. The index can be rebuilt
 * from the notes at any time. So it has a database of its own, and a damaged index is discarded.
 */
import type { Table } from 'dexie';
import * as v from 'valibot';
import { sha256 } from '../digest/canonical';
import { Database } from '../platform/database';

const Kept = v.object({
  /** Format of the bytes and version of the program. An index in another format is built again. */
  format: v.string(),
  /**
   * When the reading of the notes began, in ms since the epoch. The index contains every change made before.
   */
  begun: v.number(),
  /** Number of rows of notes at that time, valid or not. */
  rows: v.number(),
  /** A Blob, because Firefox compresses arrays, which then take four times as long to read. */
  bytes: v.instance(Blob),
  /** SHA-256 of the bytes, in hex. */
  hash: v.string(),
});

/** An index of notes, with the state of the notes when it was built. */
export interface KeptIndex {
  format: string;
  begun: number;
  rows: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Key of the only row. */
const KEY = 'notes';

/** The database `note-index`, with one table of one row. */
export class NoteIndexDatabase extends Database {
  /** Rows are read as `unknown`: everything read from disk is checked. */
  indexes!: Table<unknown, string>;

  constructor() {
    super('note-index', { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({ indexes: '' });
  }

  /** The stored index in this format; `undefined` if there is none or it is damaged. */
  async read(format: string): Promise<KeptIndex | undefined> {
    const row = v.safeParse(Kept, await this.unlessWaiting(async () => this.indexes.get(KEY)));
    if (!row.success || row.output.format !== format) return undefined;
    const bytes = new Uint8Array(await row.output.bytes.arrayBuffer());
    return (await sha256(bytes)) === row.output.hash ? { ...row.output, bytes } : undefined;
  }

  async keep({ bytes, ...index }: KeptIndex): Promise<void> {
    await this.indexes.put({ ...index, bytes: new Blob([bytes]), hash: await sha256(bytes) }, KEY);
  }

  async forget(): Promise<void> {
    await this.indexes.delete(KEY);
  }
}
