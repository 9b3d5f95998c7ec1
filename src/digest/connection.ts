/**
 * The connection to the cache database, which may be missing, refused, slow, or closed by the browser at any
 * time. The caller gets every failure as an error within a time limit; the next use opens a fresh connection.
 */
import { DigestDatabase } from './database';

/** The database did not answer within the time limit. It may still answer later. */
export class CacheSlow extends Error {
  override name = 'CacheSlow';
}

/** There is no IndexedDB in this context. */
export class CacheUnavailable extends Error {
  override name = 'CacheUnavailable';
}

/** A connection that is opened on first use and again after each failure. */
export class Connection {
  #db: DigestDatabase | undefined;
  /** Uses that exceeded their time limit and are still running. */
  readonly #late = new Set<Promise<void>>();

  /** Whether a use has exceeded its time limit and is still running. */
  get hanging(): boolean {
    return this.#late.size > 0;
  }

  /**
   * Runs `work` on the open database. Rejects with the error of `work`, or with `CacheSlow` after `limit` ms.
   */
  async use<T>(work: (db: DigestDatabase) => Promise<T>, limit: number): Promise<T> {
    const db = this.#open();
    // An explicit `open`, so that a refused database gives the same kind of error whatever `work` does first.
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

  /** Waits until no use is hanging. Rejects with `CacheSlow` after `limit` ms. */
  async settled(limit: number): Promise<void> {
    await this.#within(limit, Promise.all(this.#late));
  }

  /** Deletes the database, whatever its state. Rejects with `CacheSlow` after `limit` ms. */
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
  // If storage is blocked, Firefox throws when the property is read.
  const { indexedDB: factory, IDBKeyRange: keyRange } = globalThis;
  if (!factory || !keyRange) throw new CacheUnavailable('there is no IndexedDB here');
  return new DigestDatabase(factory, keyRange);
}
