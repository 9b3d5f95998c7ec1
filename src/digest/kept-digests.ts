/**
 * The digests that the reader has: which there are, which are switched on, in which order, and the contents of those
 * that came from a file. They are in a database of their own, because they cannot be made again from anything that
 * comes with Gloss; the cache of what is switched on can (`store.ts`).
 */
import type { Table } from 'dexie';
import * as v from 'valibot';
import { Database } from '../platform/database';
import { nextTask, pacer } from '../platform/pace';
import { UNWATCHED } from '../platform/watch';
import { packed, packedTerms, unpacked } from './kept-content';
import {
  type Addition,
  contentFields,
  type DigestChanges,
  freshRow,
  hasContents,
  isSubscribed,
  KeptDigest,
  readableRows,
  rowOf,
  type SubscribedDigest,
  type WithGloss,
} from './kept-row';
import { MADE } from './own-ids';
import type { Digest, Term } from './schema';
import type { Subscribed } from './subscribed';

/** How long (ms) a digest that was deleted can be brought back: a day. */
const KEPT_AFTER = 86_400_000;
/** Place of the reader's own terms at first: before what comes with Gloss. */
const FIRST = -3;

class KeptDatabase extends Database {
  digests!: Table<unknown, string, KeptDigest>;
  /** The contents of a digest (`kept-content.ts`), by its hash. */
  contents!: Table<unknown, string, Uint8Array<ArrayBuffer>>;

  constructor() {
    super('kept-digests');
    this.version(1).stores({ digests: 'id', contents: '' });
  }
}

/** Every method rejects with the browser's error if the database cannot be opened. */
export class KeptDigests {
  readonly #db = new KeptDatabase();
  readonly #withGloss: readonly WithGloss[];

  /** `withGloss`: what comes with Gloss. The bundled digest is switched on from the start, packs are not. */
  constructor(withGloss: readonly WithGloss[]) {
    this.#withGloss = withGloss;
  }

  /** All digests in the reader's order, deleted ones left out. A row that cannot be read is left out, too. */
  async all(): Promise<KeptDigest[]> {
    return (await this.#rows()).filter(({ removed }) => removed === undefined);
  }

  /** The digest of that id, even if it was deleted within the last day. */
  async find(id: string): Promise<KeptDigest | undefined> {
    return (await this.#rows()).find((row) => row.id === id);
  }

  /** Changes a digest. Resolves to what it was before; `undefined` if there is none. */
  change(id: string, changes: DigestChanges): Promise<KeptDigest | undefined> {
    return this.#update(id, (row) => ({ ...row, ...changes }));
  }

  /** Deletes a digest. It can be brought back for a day, with its contents. What comes with Gloss stays. */
  remove(id: string, now: number): Promise<KeptDigest | undefined> {
    return this.#update(id, (row) => (hasContents(row) ? { ...row, removed: now } : row));
  }

  /**
   * Takes in what the digest of the reader's own terms is now. It is switched on from the start, and keeps what the
   * reader gave it. `name`: its name at first. Writes only what has changed.
   */
  async made({ name, ...given }: Pick<KeptDigest, 'hash' | 'terms' | 'name'>): Promise<void> {
    await this.#db.transaction('rw', this.#db.digests, async () => {
      const known = readableRows(await this.#db.digests.toArray()).find(({ id }) => id === MADE);
      if (known ? known.hash === given.hash && known.terms === given.terms : given.terms === 0) return;
      const fresh = {
        id: MADE,
        name,
        colour: 'blue',
        enabled: true,
        order: FIRST,
        size: 0,
        added: 0,
      } as const;
      await this.#db.digests.put(
        v.parse(KeptDigest, { ...fresh, ...known, ...given, origin: { kind: 'made' } }),
      );
    });
  }

  restore(id: string): Promise<KeptDigest | undefined> {
    return this.#update(id, ({ removed: _, ...row }) => row);
  }

  /** Packs and stores one digest, from a file of that name or from an address. Resolves to its row. */
  async add(digest: Digest, from: string | Subscribed, now: number): Promise<KeptDigest> {
    const [row] = await this.store([{ packed: await packed(digest), from }], now);
    return row as KeptDigest;
  }

  /**
   * Stores digests in one transaction: all of them, or none. Each replaces the one that `replacedBy` names, and keeps
   * what the reader gave that one; otherwise it is switched on. Resolves to the rows; rejects if there are too many.
   */
  async store(additions: readonly Addition[], now: number): Promise<KeptDigest[]> {
    const { digests, contents } = this.#db;
    return this.#db.transaction('rw', digests, contents, async () => {
      const stored: KeptDigest[] = [];
      for (const addition of additions) {
        const row = rowOf(addition, await this.#rows(), now);
        await contents.put(addition.packed.bytes, row.hash);
        await digests.put(row);
        stored.push(row);
      }
      return stored;
    });
  }

  /**
   * Takes back what was stored: the versions before come back, the others are deleted. What the reader has changed of
   * them since then stays. Rows that have been replaced again are left alone.
   */
  async takeBack(stored: readonly KeptDigest[], now: number): Promise<void> {
    await this.#db.transaction('rw', this.#db.digests, async () => {
      for (const { id, hash, added } of stored) {
        const row = (await this.#rows()).find((each) => each.id === id);
        if (!row || row.hash !== hash || row.added !== added) continue;
        const { before, about: _, ...rest } = row;
        await this.#db.digests.put(
          v.parse(KeptDigest, before ? { ...rest, ...before } : { ...row, removed: now }),
        );
      }
    });
  }

  /** Changes where a digest comes from: it is subscribed to no longer, or again. */
  comeFrom(id: string, origin: KeptDigest['origin']): Promise<KeptDigest | undefined> {
    return this.#update(id, (row) => (hasContents(row) ? { ...row, origin } : row));
  }

  /**
   * Replaces what a subscribed digest says by a new version, in one transaction. What the reader gave it stays. Resolves
   * to its row; `undefined`, and nothing is changed, where it is no longer the version that `before` is, or was deleted.
   */
  async renew(before: SubscribedDigest, digest: Digest, origin: Subscribed): Promise<KeptDigest | undefined> {
    const made = await packed(digest, UNWATCHED, pacer(nextTask));
    const { digests, contents } = this.#db;
    return this.#db.transaction('rw', digests, contents, async () => {
      const now = await this.#subscribed(before);
      if (now === undefined) return undefined;
      const row = v.parse(KeptDigest, { ...now, ...contentFields(made), origin });
      await contents.put(made.bytes, row.hash);
      await digests.put(row);
      return row;
    });
  }

  /** Writes what a check has found. Changes nothing where `renew` would not. */
  async note(before: SubscribedDigest, origin: Subscribed): Promise<void> {
    await this.#db.transaction('rw', this.#db.digests, async () => {
      const now = await this.#subscribed(before);
      if (now !== undefined) await this.#db.digests.put(v.parse(KeptDigest, { ...now, origin }));
    });
  }

  /** The row as it is now, if it still is that version of that subscription. */
  async #subscribed({ id, hash, origin }: SubscribedDigest): Promise<SubscribedDigest | undefined> {
    const now = await this.find(id);
    if (!now || !isSubscribed(now) || now.removed !== undefined) return undefined;
    return now.origin.address === origin.address && now.hash === hash ? now : undefined;
  }

  /**
   * The digest that came from a file or an address. Checks all of it, in slices. Rejects if it is missing or is not what was
   * stored.
   */
  async content(row: KeptDigest): Promise<Digest> {
    const { hash, name, about } = row;
    const bytes = await this.#bytes(row);
    const digest = await unpacked(bytes).catch(() => undefined);
    if (digest?.hash !== hash) throw new Error(`The contents of the digest “${name}” are damaged.`);
    // Two digests that say the same share their contents, and say different things of themselves.
    const { about: _, ...content } = digest;
    return about ? { ...content, about } : content;
  }

  /** Its terms, in the order of their ids, one at a time and unchecked. */
  async *terms(row: KeptDigest): AsyncGenerator<Term> {
    yield* packedTerms(await this.#bytes(row));
  }

  async #bytes({ hash, name }: KeptDigest): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.#db.contents.get(hash);
    if (!(bytes instanceof Uint8Array)) throw new Error(`The contents of the digest “${name}” are missing.`);
    return bytes as Uint8Array<ArrayBuffer>;
  }

  /** Forgets digests that were deleted or replaced more than a day ago, and contents that no digest has. */
  async sweep(now: number): Promise<void> {
    const { digests, contents } = this.#db;
    await this.#db.transaction('rw', digests, contents, async () => {
      const rows = readableRows(await digests.toArray());
      const gone = rows.filter(({ removed }) => removed !== undefined && now - removed > KEPT_AFTER);
      await digests.bulkDelete(gone.map(({ id }) => id));
      const left = rows.filter((row) => !gone.includes(row));
      const before = left.flatMap((row) => (now - row.added > KEPT_AFTER ? [] : (row.before?.hash ?? [])));
      const kept = new Set([...left.map(({ hash }) => hash), ...before]);
      const all = await contents.toCollection().primaryKeys();
      await contents.bulkDelete(all.filter((hash) => !kept.has(hash)));
    });
  }

  async #rows(): Promise<KeptDigest[]> {
    const rows = new Map(readableRows(await this.#db.digests.toArray()).map((row) => [row.id, row]));
    for (const given of this.#withGloss) {
      const known = rows.get(given.id);
      rows.set(given.id, known ? { ...known, ...given, name: known.name } : freshRow(given));
    }
    return [...rows.values()].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  }

  async #update(id: string, change: (row: KeptDigest) => KeptDigest): Promise<KeptDigest | undefined> {
    return this.#db.transaction('rw', this.#db.digests, async () => {
      const before = await this.find(id);
      if (before) await this.#db.digests.put(v.parse(KeptDigest, change(before)));
      return before;
    });
  }
}
