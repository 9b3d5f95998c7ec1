/**
 * One connection to the cache, which may be missing, refused, slow, or taken away at any time. Whatever goes wrong reaches the
 * caller as an error within a time limit; the next use starts with a fresh connection.
 */
import { DigestDatabase } from './database';

/** The database took longer than the caller can wait. It may still answer. */
export class CacheSlow extends Error {
  override name = 'CacheSlow';
}

/** There is no IndexedDB to be had here. */
export class CacheUnavailable extends Error {
  override name = 'CacheUnavailable';
}

export class Connection {
  #db: DigestDatabase | undefined;
  /** Uses that passed their time limit and have not ended. */
  readonly #late = new Set<Promise<void>>();

  /** Whether the database has kept someone waiting and still does. */
  get hanging(): boolean {
    return this.#late.size > 0;
  }

  /** Does `work` on the open database, or rejects: with its error, or with `CacheSlow` after `limit` ms. */
  async use<T>(work: (db: DigestDatabase) => Promise<T>, limit: number): Promise<T> {
    const db = this.#open();
    // Opened by name, so that a refusal is one kind of error whatever `work` begins with.
    const running = (async () => {
      await db.open();
      return await work(db);
    })();
    try {
      return await this.#within(limit, running);
    } catch (error) {
      if (error instanceof CacheSlow) running.catch(() => this.#drop(db));
      else this.#drop(db);
      throw error;
    }
  }

  /** Waits at most `limit` ms until nothing is hanging; rejects with `CacheSlow` after that. */
  async settled(limit: number): Promise<void> {
    await this.#within(limit, Promise.all(this.#late));
  }

  /** Deletes the database, whatever state it is in. */
  async destroy(limit: number): Promise<void> {
    if (this.#db) this.#drop(this.#db);
    await this.#within(limit, (async () => await newDatabase().delete())());
  }

  #open(): DigestDatabase {
    this.#db ??= newDatabase();
    return this.#db;
  }

  #drop(db: DigestDatabase): void {
    db.close();
    if (this.#db === db) this.#db = undefined;
  }

  async #within<T>(limit: number, running: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const slow = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const late = running.then(nothing, nothing).then(() => void this.#late.delete(late));
        this.#late.add(late);
        reject(new CacheSlow(`the database of digests did not answer within ${limit} ms`));
      }, limit);
    });
    try {
      return await Promise.race([running, slow]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function nothing(): void {}

function newDatabase(): DigestDatabase {
  // Where storage is blocked, Firefox throws when the property is read.
  const { indexedDB: factory, IDBKeyRange: keyRange } = globalThis;
  if (!factory || !keyRange) throw new CacheUnavailable('there is no IndexedDB here');
  return new DigestDatabase(factory, keyRange);
}
