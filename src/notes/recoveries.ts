/**
 * What the user is to be told about the safety of the notes: what was brought back, and that the second copy
 * cannot be written. Each record stays until the user has dismissed it.
 */
import * as v from 'valibot';
import type { NotesDatabase } from './database';
import type { DatabaseHealth } from './opening';
import { Recovery } from './rows';

/** What is known of the safety of the notes. */
export interface Safety {
  database: DatabaseHealth;
  /** What happened and was not dismissed, the newest first. */
  recoveries: Recovery[];
  /**
   * If the database cannot be read: how many notes are in the second copy, deleted ones included, and when it
   * was written (ms since the epoch).
   */
  copy?: { notes: number; at: number };
}

export class Recoveries {
  readonly #db: NotesDatabase;

  constructor(db: NotesDatabase) {
    this.#db = db;
  }

  /** The records that were not dismissed, the newest first. Damaged rows are left out. */
  async list(): Promise<Recovery[]> {
    const rows = await this.#db.recoveries.toArray();
    return rows.filter((row): row is Recovery => v.is(Recovery, row)).sort((a, b) => b.at - a.at);
  }

  async add(record: Recovery): Promise<void> {
    // Two in one ms would have one key.
    const last = await this.#db.recoveries.orderBy('at').last();
    const at = v.is(Recovery, last) ? Math.max(record.at, last.at + 1) : record.at;
    await this.#db.recoveries.put(v.parse(Recovery, { ...record, at }));
  }

  /** Dismisses all records up to that time. */
  async dismiss(at: number): Promise<void> {
    await this.#db.recoveries.where('at').belowOrEqual(at).delete();
  }

  /** Records that the copy could not be written: once, until it can be again. */
  notCopied(error: unknown): Promise<void> {
    const { copying, recoveries } = this.#db;
    return this.#db.transaction('rw', copying, recoveries, async () => {
      if ((await copying.get('refused')) !== undefined) return;
      await copying.put(true, 'refused');
      const problem = (error instanceof Error ? error.message : String(error)).slice(0, 500);
      await this.add({ kind: 'not-copied', at: Date.now(), problem });
    });
  }

  /** Records that the copy was written. What was said of a refusal does not hold any more. */
  copied(): Promise<void> {
    const { copying, recoveries } = this.#db;
    return this.#db.transaction('rw', copying, recoveries, async () => {
      if ((await copying.get('refused')) === undefined) return;
      await copying.delete('refused');
      await recoveries.filter((row) => v.is(Recovery, row) && row.kind === 'not-copied').delete();
    });
  }
}
