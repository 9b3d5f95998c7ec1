/**
 * The index of the notes, kept so that a background that wakes has it. It can be built again from the notes at any time, and so has a
 * database of its own: what is damaged there is thrown away.
 */
import { Dexie, type Table } from 'dexie';
import * as v from 'valibot';
import { sha256 } from '../digest/canonical';

const Kept = v.object({
  /** Which format the bytes are in, and of which program; an index in another one is built anew. */
  format: v.string(),
  /** When the notes began to be read for it, ms since the epoch: what was changed before is in it. */
  begun: v.number(),
  /** Rows of notes there were then, sound or not. */
  rows: v.number(),
  /** A Blob: Firefox would compress an array, which takes four times as long to read. */
  bytes: v.instance(Blob),
  /** SHA-256 of the bytes, in hexadecimal digits. */
  hash: v.string(),
});

/** An index of notes, and how they were when it was built. */
export interface KeptIndex {
  format: string;
  begun: number;
  rows: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Its only row. */
const KEY = 'notes';

export class NoteIndexDatabase extends Dexie {
  /** Rows come out as `unknown`: what a disk gives back is checked. */
  indexes!: Table<unknown, string>;

  constructor() {
    super('note-index', { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({ indexes: '' });
  }

  /** The index of that format; `undefined` where there is none or it is damaged. */
  async read(format: string): Promise<KeptIndex | undefined> {
    const row = v.safeParse(Kept, await this.indexes.get(KEY));
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
