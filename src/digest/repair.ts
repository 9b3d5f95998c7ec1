/**
 * Checks the cache and writes it anew: after damage, after an update of Gloss, and when the reader has switched a
 * digest on or off. The old generation answers until the new one is whole.
 */
import { nextTask, pacer } from '../platform/pace';
import { type DigestContent, hashOf } from './canonical';
import { CacheSlow, CacheUnavailable, type Connection } from './connection';
import { CacheAbsent } from './damage';
import type { DigestDatabase } from './database';
import {
  currentPointer,
  isWhole,
  type Making,
  type NewIndexes,
  replaceCache,
  setOf,
  sweep,
} from './generation';
import type { Digest } from './schema';

/** Time limit (ms) for writing and checking a whole digest. Nobody waits for it. */
export const REPAIR_LIMIT = 60_000;
/** The same for many digests. */
const SET_LIMIT = 300_000;

/** The digests that are switched on, joined. */
export interface DigestSet {
  /** Another text for another set, and never the hash of the bundled digest. */
  key: string;
  /** Whether the bundled digest is one of them. */
  hasBundled: boolean;
  /** Loads and joins them. */
  content(): Promise<DigestContent>;
  /** Builds the indexes of it, in slices. */
  indexes(content: DigestContent): Promise<NewIndexes>;
}

/**
 * `stale`: of another set than the one that is switched on; whether it is sound was not looked at. `broken`: missing, damaged, or of another
 * bundled digest.
 */
export type CacheState = 'whole' | 'stale' | 'broken';

/**
 * Remembers the generation that was found whole, until the browser is closed. The background starts anew after every
 * half minute without work, and a check reads and hashes everything.
 */
export interface Found {
  /** The generation last found whole in this session of the browser; `undefined` if there is none. */
  get(): Promise<string | undefined>;
  set(generation: string): Promise<void>;
}

export interface RepairOptions {
  connection: Connection;
  bundled: () => Promise<Digest>;
  bundledHash: string;
  /** The set that is switched on; `undefined` if that is the bundled digest alone. */
  set: () => Promise<DigestSet | undefined>;
  /** Absent: nothing is remembered, and every check is of everything. */
  found?: Found | undefined;
  report: (error: unknown) => void;
}

export class Repair {
  readonly #options: RepairOptions;

  constructor(options: RepairOptions) {
    this.#options = options;
  }

  /**
   * The state of the cache, by the counts and the hash of everything in it. `trusts`: whether a generation that was
   * found whole in this session of the browser is taken for whole. Its rows never change, and each read checks what it
   * reads. Rejects if the database cannot be reached, because then there is nothing to repair.
   */
  async check(trusts: boolean): Promise<CacheState> {
    const { connection, bundledHash, report } = this.#options;
    try {
      const set = await this.#set();
      const found = trusts ? await this.#found() : undefined;
      return await connection.use(async (db) => {
        const pointer = await currentPointer(db, bundledHash);
        // What is written anew in any case need not be checked before: a term of one's own is marked sooner.
        if (setOf(pointer) !== (set?.key ?? bundledHash)) return 'stale';
        if (pointer.generation !== found) {
          if (!(await isWhole(db, pointer))) return 'broken';
          await this.#remember(pointer.generation);
        }
        return 'whole';
      }, SET_LIMIT);
    } catch (error) {
      if (isOutOfReach(error)) throw error;
      if (!(error instanceof CacheAbsent)) report(error);
      return 'broken';
    }
  }

  /** Writes the cache anew. Resolves to whether it has other digests in it than the bundled one. */
  async rewrite(): Promise<boolean> {
    const { connection, report } = this.#options;
    const set = await this.#set();
    const make = set ? () => this.#making(set) : () => this.#makingBundled();
    const of = { hash: this.#options.bundledHash, ...(set && { set: set.key }) };
    // Made before the database is touched, and held here alone until it is taken.
    const made = [await make()];
    const write = (db: DigestDatabase) => replaceCache(db, async () => made.pop() ?? make(), of);
    const limit = set ? SET_LIMIT : REPAIR_LIMIT;
    try {
      await connection.use(write, limit);
    } catch (error) {
      if (isOutOfReach(error)) throw error;
      report(error);
      // The database itself is damaged or from a later version. It holds nothing that cannot be written
      // again.
      await connection.destroy(REPAIR_LIMIT);
      await connection.use(write, limit);
    }
    return set !== undefined;
  }

  /** Deletes what killed workers left. */
  sweep(): Promise<void> {
    return this.#options.connection.use(sweep, REPAIR_LIMIT);
  }

  /** Where the memory of this session cannot be read, everything is checked. */
  async #found(): Promise<string | undefined> {
    try {
      return await this.#options.found?.get();
    } catch (error) {
      this.#options.report(error);
      return undefined;
    }
  }

  async #remember(generation: string): Promise<void> {
    try {
      await this.#options.found?.set(generation);
    } catch (error) {
      this.#options.report(error);
    }
  }

  /** Where the list of digests cannot be read, the bundled one is there. */
  async #set(): Promise<DigestSet | undefined> {
    try {
      return await this.#options.set();
    } catch (error) {
      this.#options.report(error);
      return undefined;
    }
  }

  async #makingBundled(): Promise<Making> {
    const { bundledHash } = this.#options;
    const content = await this.#options.bundled();
    if (content.hash !== bundledHash) {
      throw new Error(`the bundled digest has the hash ${content.hash}, not ${bundledHash}; build again`);
    }
    if ((await hashOf(content, pacer(nextTask))) !== bundledHash) {
      throw new Error('the bundled digest is damaged; install Gloss again');
    }
    return { content };
  }

  async #making(set: DigestSet): Promise<Making> {
    const content = await set.content();
    // Built while the rows are written: the database works in another process.
    const indexes = set.indexes(content);
    indexes.catch(() => undefined);
    return { content, indexes };
  }
}

function isOutOfReach(error: unknown): boolean {
  return error instanceof CacheSlow || error instanceof CacheUnavailable;
}
