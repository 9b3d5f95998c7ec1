/**
 * The keys of pages that are stored with notes, by their lookup keys. Rows that another version of Gloss wrote may
 * have keys that were made in another way; rows of this version have lookup keys. So nothing has to be rewritten
 * when keys come to be made in another way, and a row that cannot be read is in nobody's way.
 */
import { Once } from '../platform/once';
import { lookupKey } from './address';
import type { NotesDatabase } from './database';

export class StoredKeys {
  readonly #db: NotesDatabase;
  readonly #others = new Once(() => this.#read());

  constructor(db: NotesDatabase) {
    this.#db = db;
  }

  /** All stored keys that may be those of pages with these lookup keys. */
  async of(keys: readonly string[]): Promise<string[]> {
    const others = await this.#others.get();
    return [...new Set(keys.flatMap((key) => [key, ...(others.get(key) ?? [])]))];
  }

  /** Read once, as no such key is written any more. Cost: about 100 ms for 10,000 pages with notes. */
  async #read(): Promise<Map<string, string[]>> {
    const others = new Map<string, string[]>();
    for (const stored of (await this.#db.notes.orderBy('places').uniqueKeys()) as string[]) {
      const key = lookupKey(stored);
      if (key !== stored) others.set(key, [...(others.get(key) ?? []), stored]);
    }
    return others;
  }
}
