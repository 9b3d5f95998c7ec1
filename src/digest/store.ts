/**
 * The digest as the background reads it: from the cache while the cache is good, otherwise from the bundled
 * file. So every read is answered, whatever the state of the database. The first sign of damage schedules a
 * repair. Until the repair has ended, reads use the bundled digest, which is in memory by then.
 */
import { Once } from '../platform/once';
import { CacheReader } from './cache-reader';
import type { DigestContent } from './canonical';
import type { Card } from './card';
import { Connection } from './connection';
import { CacheAbsent, CacheDamage } from './damage';
import { DigestLookup } from './lookup';
import { type DigestSet, type Found, REPAIR_LIMIT, Repair } from './repair';
import type { IndexTable } from './rows';
import type { Digest, Document, Passage, Term } from './schema';

/**
 * Time limit (ms) for reading rows. A hovering reader notices a longer wait, and the bundled file answers
 * sooner.
 */
const READ_LIMIT = 300;
/**
 * Time limit (ms) for reading the matcher's index, which has 80 MB for a million terms. It is longer because
 * a failure is costly: pages are then matched with the bundled digest as long as this background lives.
 */
const INDEX_LIMIT = 3_000;
/** Time limit (ms) for reading a whole large digest, or its search index, beside other work. */
const WHOLE_LIMIT = 30_000;
/** Delay (ms) after a failed repair before the next attempt. Refused storage usually stays refused. */
const RETRY_AFTER = 60_000;

export interface DigestStoreOptions {
  /**
   * Reads the bundled digest. Called once, when the cache first cannot answer; again only after a failure.
   */
  bundled: () => Promise<Digest>;
  /** Content hash of the bundled digest, set by the build. */
  bundledHash: string;
  /** The digests that are switched on; absent, or `undefined`: the bundled one alone. */
  set?: () => Promise<DigestSet | undefined>;
  /** Where this session of the browser keeps what was found whole; absent: each start checks everything. */
  found?: Found;
  /** Called when another set of digests is in effect than before. */
  onReplaced?: () => void;
  /** Called for every problem with the cache, once in a row for the same one. No read fails because of it. */
  onProblem: (error: unknown) => void;
}

/** Opens the store. Nothing is read until the first request. */
export function openDigestStore(options: DigestStoreOptions): DigestStore {
  return new DigestStore(options);
}

class DigestStore {
  readonly #options: DigestStoreOptions;
  readonly #connection = new Connection();
  /** The bundled digest. After a failed read, the next request reads it again. */
  readonly #bundled: Once<DigestLookup>;
  readonly #repair: Repair;
  /** Whether the cache is trusted: from the start until it fails, and again after a repair. */
  #trusted = true;
  /** The current check or repair, if any. */
  #upkeep: Promise<boolean> | undefined;
  /** No repair is scheduled before this time (ms since the epoch). */
  #retryAt = 0;
  /** The last reported problem, so that it is not reported again. */
  #reported: string | undefined;

  constructor(options: DigestStoreOptions) {
    this.#options = options;
    this.#bundled = new Once(async () => new DigestLookup(await options.bundled()));
    this.#repair = new Repair({
      connection: this.#connection,
      bundled: async () => (await this.#bundled.get()).digest,
      bundledHash: options.bundledHash,
      set: async () => options.set?.(),
      found: options.found,
      report: (error) => this.#report(error),
    });
  }

  term(id: string): Promise<Term | undefined> {
    return this.#find(
      (cache) => cache.term(id),
      (digest) => digest.term(id),
    );
  }

  /** The card of a term; `undefined` if there is no such term. */
  card(termId: string): Promise<Card | undefined> {
    return this.#find(
      (cache) => cache.card(termId),
      (digest) => digest.card(termId),
    );
  }

  passage(id: string): Promise<Passage | undefined> {
    return this.#find(
      (cache) => cache.passage(id),
      (digest) => digest.passage(id),
    );
  }

  /** All documents that can be read, in the order of their ids. */
  async documents(): Promise<Document[]> {
    return this.#read(
      (cache) => cache.documents(),
      (digest) => digest.documents(),
    );
  }

  /** The passages of a document in reading order; none if there is no such document. */
  async passages(documentId: string): Promise<Passage[]> {
    const passages = await this.#find(
      (cache) => cache.passages(documentId),
      (digest) => digest.passages(documentId),
    );
    return passages ?? [];
  }

  /** All terms, in the order of their ids: the input of the matcher's index. */
  async lexicon(): Promise<Term[]> {
    return this.#read(
      (cache) => cache.terms(),
      ({ digest }) => digest.terms,
      WHOLE_LIMIT,
    );
  }

  /**
   * The matcher's index of all terms: from the cache, or built and then cached. `format` names the format of
   * the bytes; it changes with the code that builds them.
   */
  index(format: string, build: (terms: Term[]) => Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    return this.#index('indexes', format, INDEX_LIMIT, async () => build(await this.lexicon()));
  }

  /**
   * The search's index of the whole digest, in the same way. No page waits for it, so reading may take
   * longer.
   */
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

  /**
   * Whether the cache is whole: checks the counts and the hash of everything in it. Changes nothing, never
   * rejects.
   */
  async verify(): Promise<boolean> {
    try {
      return (await this.#repair.check(false)) === 'whole';
    } catch (error) {
      this.#report(error);
      return false;
    }
  }

  /**
   * Brings the cache to the state of the digests that are switched on: checks all of it, unless that was done in
   * this session of the browser and no read has failed since; rewrites it if it is not whole, and deletes what killed
   * workers left. Resolves to whether the cache is good; never rejects. Intended for
   * idle time after each start.
   */
  ready(): Promise<boolean> {
    return this.#upkeep ?? this.#keepUpAfter(Promise.resolve());
  }

  /**
   * To be called when another set of digests is switched on. Resolves once it is in effect, to whether it is; never
   * rejects. Until then, the old set answers.
   */
  changed(): Promise<boolean> {
    return this.#keepUpAfter(this.#upkeep ?? Promise.resolve());
  }

  #keepUpAfter(before: Promise<unknown>): Promise<boolean> {
    const upkeep = before
      .then(() => this.#keepUp())
      .finally(() => {
        if (this.#upkeep === upkeep) this.#upkeep = undefined;
      });
    this.#upkeep = upkeep;
    return upkeep;
  }

  /** Reads what a sound cache may lack. */
  async #find<T>(
    fromCache: (cache: CacheReader) => Promise<T | undefined>,
    fromBundled: (digest: DigestLookup) => T | undefined,
  ): Promise<T | undefined> {
    const asked = this.#trusted;
    const cached = await this.#fromCache(fromCache, READ_LIMIT);
    if (cached !== undefined || (asked && this.#trusted && !(await this.#hasBundled()))) return cached;
    const value = fromBundled(await this.#bundled.get());
    if (asked && this.#trusted && value !== undefined) this.#distrust(rowMissing());
    return value;
  }

  /** Whether the set that is switched on has all that the bundled digest has. */
  async #hasBundled(): Promise<boolean> {
    const set = await this.#options.set?.().catch(() => undefined);
    return set?.hasBundled ?? true;
  }

  async #read<T>(
    fromCache: (cache: CacheReader) => Promise<T | undefined>,
    fromBundled: (digest: DigestLookup) => T,
    limit = READ_LIMIT,
  ): Promise<T> {
    const asked = this.#trusted;
    const cached = await this.#fromCache(fromCache, limit);
    if (cached !== undefined) return cached;
    const value = fromBundled(await this.#bundled.get());
    if (asked && this.#trusted) this.#distrust(rowMissing());
    return value;
  }

  /** The cache's answer; `undefined` if it has none. In that case a repair is scheduled if one is needed. */
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
      const state = await this.#repair.check(this.#trusted);
      if (state === 'broken') this.#trusted = false;
      const hasOthers = state !== 'whole' && (await this.#repair.rewrite());
      await this.#repair.sweep();
      this.#trusted = true;
      this.#reported = undefined;
      if (state === 'stale' || hasOthers) this.#options.onReplaced?.();
      return true;
    } catch (error) {
      this.#trusted = false;
      this.#retryAt = Date.now() + RETRY_AFTER;
      this.#report(error);
      return false;
    }
  }

  #report(error: unknown): void {
    // With refused storage, every attempt gives the same error.
    const said = String(error);
    if (error instanceof CacheAbsent || said === this.#reported) return;
    this.#reported = said;
    this.#options.onProblem(error);
  }
}

const rowMissing = () => new CacheDamage('a row is missing from the cache of digests');

export type { DigestStore };
