/**
 * The digest as the background reads it: from the cache while that is good, else from the bundled file, so that a read is
 * answered whatever has become of the database. The first sign of damage schedules a repair; until it has ended, reads go
 * to the bundled digest, which is in memory by then.
 */
import { CacheReader } from './cache-reader';
import type { DigestContent } from './canonical';
import type { Card } from './card';
import { CacheSlow, CacheUnavailable, Connection } from './connection';
import { CacheAbsent, CacheDamage } from './damage';
import type { DigestDatabase } from './database';
import { currentPointer, isWhole, replaceCache, sweep } from './generation';
import { DigestLookup } from './lookup';
import type { IndexTable } from './rows';
import type { Digest, Document, Passage, Term } from './schema';

/** ms. A hover waits about this long before its card is late; the bundled file answers faster than that. */
const READ_LIMIT = 300;
/** ms. Reading the matcher's index, 80 MB for a million terms: without it pages go by the bundled digest as long as this background lives. */
const INDEX_LIMIT = 3_000;
/** ms. Reading all of a large digest, between other work, or an index of all of it. */
const WHOLE_LIMIT = 30_000;
/** ms. Writing and checking a whole digest; nobody waits for it. */
const REPAIR_LIMIT = 60_000;
/** ms from a repair that failed to the next try: where storage is refused, it is refused for good. */
const RETRY_AFTER = 60_000;

export interface DigestStoreOptions {
  /** Reads the bundled digest. Called when the cache cannot answer, and once. */
  bundled: () => Promise<Digest>;
  /** Content hash of the bundled digest, known at build. */
  bundledHash: string;
  /** Told of everything that went wrong with the cache. No read fails for it. */
  onProblem: (error: unknown) => void;
}

/** Opens the store. Nothing is read until the first question. */
export function openDigestStore(options: DigestStoreOptions): DigestStore {
  return new DigestStore(options);
}

class DigestStore {
  readonly #options: DigestStoreOptions;
  readonly #connection = new Connection();
  #lookup: Promise<DigestLookup> | undefined;
  /** Whether the cache is worth asking: until it has failed, and again after a repair. */
  #trusted = true;
  /** The repair or check that is under way. */
  #upkeep: Promise<boolean> | undefined;
  /** No repair is scheduled before this time (ms since the epoch). */
  #retryAt = 0;
  /** The last problem that was reported. */
  #reported: string | undefined;

  constructor(options: DigestStoreOptions) {
    this.#options = options;
  }

  term(id: string): Promise<Term | undefined> {
    return this.#read(
      (cache) => cache.term(id),
      (digest) => digest.term(id),
    );
  }

  /** What is shown of a term. */
  card(termId: string): Promise<Card | undefined> {
    return this.#read(
      (cache) => cache.card(termId),
      (digest) => digest.card(termId),
    );
  }

  passage(id: string): Promise<Passage | undefined> {
    return this.#read(
      (cache) => cache.passage(id),
      (digest) => digest.passage(id),
    );
  }

  /** All documents, by id. */
  async documents(): Promise<Document[]> {
    return this.#read(
      (cache) => cache.documents(),
      ({ digest }) => digest.documents,
    );
  }

  /** The passages of a document in reading order; none where there is no such document. */
  async passages(documentId: string): Promise<Passage[]> {
    const passages = await this.#read(
      (cache) => cache.passages(documentId),
      (digest) => digest.passages(documentId),
    );
    return passages ?? [];
  }

  /** All terms, by id: what the matcher is built from. */
  async lexicon(): Promise<Term[]> {
    return this.#read(
      (cache) => cache.terms(),
      ({ digest }) => digest.terms,
      WHOLE_LIMIT,
    );
  }

  /**
   * The matcher's index of all terms: the one kept in the cache, else built now and kept. `format` names the format of the
   * bytes, and changes with the code that builds them.
   */
  index(format: string, build: (terms: Term[]) => Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    return this.#index('indexes', format, INDEX_LIMIT, async () => build(await this.lexicon()));
  }

  /** The search's index of the whole digest, likewise. Nobody's page waits for it, so reading it may take its time. */
  searchIndex(
    format: string,
    build: (content: DigestContent) => Promise<Uint8Array<ArrayBuffer>>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    return this.#index('searches', format, WHOLE_LIMIT, async () => build(await this.#content()));
  }

  async #index(
    table: IndexTable,
    format: string,
    limit: number,
    build: () => Promise<Uint8Array<ArrayBuffer>>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const kept = await this.#fromCache((cache) => cache.index(table, format), limit);
    if (kept !== undefined) return kept;
    const bytes = await build();
    await this.#fromCache((cache) => cache.keepIndex(table, format, bytes), limit);
    return bytes;
  }

  #content(): Promise<DigestContent> {
    return this.#read(
      (cache) => cache.content(),
      ({ digest }) => digest,
      WHOLE_LIMIT,
    );
  }

  /** Whether the cache is whole: counts and hash of everything in it. Changes nothing. */
  async verify(): Promise<boolean> {
    try {
      return await this.#check();
    } catch (error) {
      this.#report(error);
      return false;
    }
  }

  /**
   * Brings the cache to the bundled digest: checks all of it, rewrites it where it is not whole, removes what killed workers
   * left. Resolves to whether the cache is good now; never rejects. Meant for idle time at each start.
   */
  ready(): Promise<boolean> {
    this.#upkeep ??= this.#keepUp().finally(() => {
      this.#upkeep = undefined;
    });
    return this.#upkeep;
  }

  async #read<T>(
    fromCache: (cache: CacheReader) => Promise<T | undefined>,
    fromBundled: (digest: DigestLookup) => T,
    limit = READ_LIMIT,
  ): Promise<T> {
    const asked = this.#trusted;
    const cached = await this.#fromCache(fromCache, limit);
    if (cached !== undefined) return cached;
    const value = fromBundled(await this.#bundled());
    if (asked && this.#trusted && value !== undefined) {
      this.#distrust(new CacheDamage('a row is missing from the cache of digests'));
    }
    return value;
  }

  /** The cache's answer; `undefined` where it has none, and then a repair is on its way if one is needed. */
  async #fromCache<T>(question: (cache: CacheReader) => Promise<T>, limit: number): Promise<T | undefined> {
    if (!this.#trusted || this.#connection.hanging) {
      this.#scheduleRepair();
      return undefined;
    }
    try {
      return await this.#connection.use(
        (db) => question(new CacheReader(db, this.#options.bundledHash)),
        limit,
      );
    } catch (error) {
      this.#distrust(error);
      return undefined;
    }
  }

  #distrust(error: unknown): void {
    this.#trusted = false;
    this.#report(error);
    this.#scheduleRepair();
  }

  #scheduleRepair(): void {
    if (!this.#trusted && this.#upkeep === undefined && Date.now() >= this.#retryAt) void this.ready();
  }

  async #keepUp(): Promise<boolean> {
    try {
      await this.#connection.settled(REPAIR_LIMIT);
      if (!(await this.#check())) {
        this.#trusted = false;
        await this.#rewrite();
      }
      await this.#connection.use(sweep, REPAIR_LIMIT);
      this.#trusted = true;
      this.#reported = undefined;
      return true;
    } catch (error) {
      this.#trusted = false;
      this.#retryAt = Date.now() + RETRY_AFTER;
      this.#report(error);
      return false;
    }
  }

  /** Throws where the database cannot be reached: then there is nothing to repair. */
  async #check(): Promise<boolean> {
    try {
      return await this.#connection.use((db) => this.#whole(db), REPAIR_LIMIT);
    } catch (error) {
      if (isOutOfReach(error)) throw error;
      this.#report(error);
      return false;
    }
  }

  async #rewrite(): Promise<void> {
    const { digest } = await this.#bundled();
    const { bundledHash } = this.#options;
    if (digest.hash !== bundledHash) {
      throw new Error(`the bundled digest has the hash ${digest.hash}, not ${bundledHash}; build again`);
    }
    const write = (db: DigestDatabase) => replaceCache(db, digest);
    try {
      await this.#connection.use(write, REPAIR_LIMIT);
    } catch (error) {
      if (isOutOfReach(error)) throw error;
      this.#report(error);
      // The database itself is damaged, or from a later version: it holds nothing that cannot be written again.
      await this.#connection.destroy(REPAIR_LIMIT);
      await this.#connection.use(write, REPAIR_LIMIT);
    }
  }

  async #whole(db: DigestDatabase): Promise<boolean> {
    return isWhole(db, await currentPointer(db, this.#options.bundledHash));
  }

  #bundled(): Promise<DigestLookup> {
    this.#lookup ??= this.#options.bundled().then((digest) => new DigestLookup(digest));
    // A file that could not be read once may be read the next time.
    this.#lookup.catch(() => {
      this.#lookup = undefined;
    });
    return this.#lookup;
  }

  #report(error: unknown): void {
    // Where storage is refused, each try says the same.
    const said = String(error);
    if (error instanceof CacheAbsent || said === this.#reported) return;
    this.#reported = said;
    this.#options.onProblem(error);
  }
}

function isOutOfReach(error: unknown): boolean {
  return error instanceof CacheSlow || error instanceof CacheUnavailable;
}

export type { DigestStore };
