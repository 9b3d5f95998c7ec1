/**
 * The digests that the reader has: which there are, which are switched on, in which order, and the contents of those
 * that came from a file. They are in a database of their own, because they cannot be made again from anything that
 * comes with Gloss; the cache of what is switched on can (`store.ts`).
 */
import type { Table } from 'dexie';
import * as v from 'valibot';
import { Database } from '../platform/database';
import { gunzipped, gzipped } from '../platform/gzip';
import { nextTask, pacer } from '../platform/pace';
import { hashOf } from './canonical';
import { canonicalBytes } from './canonical-slices';
import { MADE } from './own-ids';
import { About, Digest, Id, Term } from './schema';
import { Subscribed } from './subscribed';
import { unusedId } from './unused-id';

/** Id of the digest that is bundled with Gloss. */
export const BUNDLED = 'bundled';
/** Colours that tell digests apart on cards. */
export const DIGEST_COLOURS = ['blue', 'green', 'orange', 'purple', 'grey'] as const;
/** How long (ms) a digest that was deleted can be brought back: a day. */
const KEPT_AFTER = 86_400_000;
/** Place of the digest of the reader's own terms at first: before all others. */
const FIRST = -3;
/** Most digests that are kept. */
export const MOST_DIGESTS = 200;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(120));

export const KeptDigest = v.object({
  /** `bundled`, the id that a digest gives itself, or one made of its file's name. */
  id: Id,
  /** What the reader calls it. */
  name: Name,
  colour: v.picklist(DIGEST_COLOURS),
  enabled: v.boolean(),
  /** Place in the list. Lower is earlier; any finite number. */
  order: v.pipe(v.number(), v.finite()),
  /**
   * `bundled` and `pack` come with Gloss; `file` was read from a file of that name; `subscribed` from an address; `made`
   * is made of the reader's own terms (`own-digest.ts`).
   */
  origin: v.variant('kind', [
    v.object({ kind: v.literal('bundled') }),
    v.object({ kind: v.literal('pack') }),
    v.object({ kind: v.literal('made') }),
    v.object({ kind: v.literal('file'), file: v.pipe(v.string(), v.maxLength(255)) }),
    Subscribed,
  ]),
  about: v.optional(About),
  /** Content hash (`canonical.ts`), hex; the key of its contents where it did not come with Gloss. */
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  terms: count,
  /** Bytes of its contents as they are kept, compressed; 0 for what comes with Gloss or is made of other rows. */
  size: count,
  /** When it was added, ms since the epoch. */
  added: count,
  /** When it was deleted, ms since the epoch; absent if it was not. */
  removed: v.optional(count),
});
export type KeptDigest = v.InferOutput<typeof KeptDigest>;

/** What the reader may change. */
export type DigestChanges = Partial<Pick<KeptDigest, 'name' | 'colour' | 'enabled' | 'order'>>;

/** A digest that comes with Gloss, as its build describes it. */
export type WithGloss = Pick<KeptDigest, 'id' | 'name' | 'hash' | 'terms' | 'about'> & {
  origin: { kind: 'bundled' } | { kind: 'pack' };
};

/** A digest that the reader has subscribed to. */
export type SubscribedDigest = KeptDigest & { origin: Subscribed };

export function isSubscribed(row: KeptDigest): row is SubscribedDigest {
  return row.origin.kind === 'subscribed';
}

/** Whether the contents of a digest are kept: those of what comes with Gloss are files of the extension. */
export function hasContents({ origin }: KeptDigest): boolean {
  return origin.kind === 'file' || origin.kind === 'subscribed';
}

class KeptDatabase extends Database {
  digests!: Table<unknown, string, KeptDigest>;
  /** Canonical JSON of a digest in UTF-8, gzipped, by its hash. */
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
      const known = readable(await this.#db.digests.toArray()).find(({ id }) => id === MADE);
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

  /** Changes where a digest comes from: it is subscribed to no longer, or again. */
  comeFrom(id: string, origin: KeptDigest['origin']): Promise<KeptDigest | undefined> {
    return this.#update(id, (row) => (hasContents(row) ? { ...row, origin } : row));
  }

  /**
   * Adds a digest from a file of that name, or from an address. Replaces the one that has its id and came from a file,
   * or from the same address. It is switched on, and keeps what the reader gave the one that it replaces. Resolves to
   * its row; rejects if there are too many.
   */
  async add(digest: Digest, from: string | Subscribed, now: number): Promise<KeptDigest> {
    const bytes = await packed(digest);
    const rows = await this.#rows();
    const wanted = digest.about?.id ?? 'digest';
    const replaced = ({ origin }: KeptDigest) =>
      origin.kind === 'file' ||
      (origin.kind === 'subscribed' && typeof from !== 'string' && origin.address === from.address);
    const known = rows.find((row) => row.id === wanted && replaced(row));
    if (!known && rows.length >= MOST_DIGESTS)
      throw new Error(`There are ${MOST_DIGESTS} digests already. Delete one to add another.`);
    const name = digest.about?.name ?? (typeof from === 'string' ? from : wanted);
    const row = v.parse(KeptDigest, {
      id: known?.id ?? unusedId(wanted, new Set([BUNDLED, ...rows.map(({ id }) => id)])),
      name: known?.name ?? name,
      colour: known?.colour ?? DIGEST_COLOURS[rows.length % DIGEST_COLOURS.length],
      enabled: true,
      order: known?.order ?? Math.max(0, ...rows.map(({ order }) => order)) + 1,
      origin: typeof from === 'string' ? { kind: 'file', file: from.slice(-255) } : from,
      ...contentFields(digest, bytes),
      added: now,
    } satisfies Record<Exclude<keyof KeptDigest, 'about' | 'removed'>, unknown> & { about?: About });
    await this.#put(row, bytes);
    return row;
  }

  /**
   * Replaces what a subscribed digest says by a new version, in one transaction. What the reader gave it stays. Resolves
   * to its row; `undefined`, and nothing is changed, where it is no longer the version that `before` is, or was deleted.
   */
  async renew(before: SubscribedDigest, digest: Digest, origin: Subscribed): Promise<KeptDigest | undefined> {
    const bytes = await packed(digest);
    const { digests, contents } = this.#db;
    return this.#db.transaction('rw', digests, contents, async () => {
      const now = await this.#subscribed(before);
      if (now === undefined) return undefined;
      const row = v.parse(KeptDigest, { ...now, ...contentFields(digest, bytes), origin });
      await contents.put(bytes, row.hash);
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
    const now = (await this.#rows()).find((row) => row.id === id);
    if (!now || !isSubscribed(now) || now.removed !== undefined) return undefined;
    return now.origin.address === origin.address && now.hash === hash ? now : undefined;
  }

  async #put(row: KeptDigest, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { digests, contents } = this.#db;
    await this.#db.transaction('rw', digests, contents, async () => {
      await contents.put(bytes, row.hash);
      await digests.put(row);
    });
  }

  /**
   * The digest that came from a file or an address. Checks all of it, in slices. Rejects if it is missing or is not what was
   * stored.
   */
  async content({ hash, name }: KeptDigest): Promise<Digest> {
    const bytes = await this.#db.contents.get(hash);
    if (!(bytes instanceof Uint8Array)) throw new Error(`The contents of the digest “${name}” are missing.`);
    const { terms = [], ...rest } = JSON.parse(
      await gunzipped(bytes as Uint8Array<ArrayBuffer>),
    ) as Partial<Digest>;
    const digest = v.parse(Digest, { ...rest, terms: [] });
    for (const [at, term] of terms.entries()) {
      digest.terms.push(v.parse(Term, term));
      if (at % 256 === 255) await nextTask();
    }
    if (digest.hash !== hash || (await hashOf(digest)) !== hash)
      throw new Error(`The contents of the digest “${name}” are damaged.`);
    return digest;
  }

  /** Forgets digests that were deleted more than a day ago, and contents that no digest has. */
  async sweep(now: number): Promise<void> {
    const { digests, contents } = this.#db;
    await this.#db.transaction('rw', digests, contents, async () => {
      const rows = readable(await digests.toArray());
      const gone = rows.filter(({ removed }) => removed !== undefined && now - removed > KEPT_AFTER);
      await digests.bulkDelete(gone.map(({ id }) => id));
      const kept = new Set(rows.filter((row) => !gone.includes(row)).map(({ hash }) => hash));
      const all = await contents.toCollection().primaryKeys();
      await contents.bulkDelete(all.filter((hash) => !kept.has(hash)));
    });
  }

  async #rows(): Promise<KeptDigest[]> {
    const rows = new Map(readable(await this.#db.digests.toArray()).map((row) => [row.id, row]));
    for (const given of this.#withGloss) {
      const known = rows.get(given.id);
      rows.set(given.id, known ? { ...known, ...given, name: known.name } : fresh(given));
    }
    return [...rows.values()].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  }

  async #update(id: string, change: (row: KeptDigest) => KeptDigest): Promise<KeptDigest | undefined> {
    return this.#db.transaction('rw', this.#db.digests, async () => {
      const before = (await this.#rows()).find((row) => row.id === id);
      if (before) await this.#db.digests.put(v.parse(KeptDigest, change(before)));
      return before;
    });
  }
}

/** The contents of a digest as they are kept. */
async function packed(digest: Digest): Promise<Uint8Array<ArrayBuffer>> {
  return gzipped(new Blob([await canonicalBytes(digest, pacer(nextTask))]).stream());
}

/** What a row says of the contents. */
function contentFields({ about, hash, terms }: Digest, { length }: Uint8Array) {
  return { ...(about && { about }), hash, terms: terms.length, size: length };
}

/** What comes with Gloss, before the reader has changed anything of it. */
function fresh(given: WithGloss): KeptDigest {
  const isBundled = given.origin.kind === 'bundled';
  return { ...given, colour: 'grey', enabled: isBundled, order: isBundled ? -2 : -1, size: 0, added: 0 };
}

function readable(rows: readonly unknown[]): KeptDigest[] {
  return rows.flatMap((row) => {
    const result = v.safeParse(KeptDigest, row);
    return result.success ? [result.output] : [];
  });
}
