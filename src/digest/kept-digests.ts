/**
 * The digests that the reader has: which there are, which are switched on, in which order, and the contents of those
 * that came from a file. They are in a database of their own, because they cannot be made again from anything that
 * comes with Gloss; the cache of what is switched on can (`store.ts`).
 */
import type { Table } from 'dexie';
import * as v from 'valibot';
import { Database } from '../platform/database';
import { type Packed, packed, packedTerms, unpacked } from './kept-content';
import { About, type Digest, Id, type Term } from './schema';
import { unusedId } from './unused-id';

/** Id of the digest that is bundled with Gloss. */
export const BUNDLED = 'bundled';
/** Colours that tell digests apart on cards. */
export const DIGEST_COLOURS = ['blue', 'green', 'orange', 'purple', 'grey'] as const;
/** How long (ms) a digest that was deleted can be brought back: a day. */
const KEPT_AFTER = 86_400_000;
/** Most digests that are kept. */
export const MOST_DIGESTS = 200;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(120));

/** What changes with each version of a digest that came from a file. */
const version = {
  /** The name of the file that it was read from. */
  origin: v.object({ kind: v.literal('file'), file: v.pipe(v.string(), v.maxLength(255)) }),
  about: v.optional(About),
  /** Content hash (`canonical.ts`), hex; the key of its contents. */
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  terms: count,
  /** Bytes of its contents as they are kept, compressed. */
  size: count,
  /** When it was added, ms since the epoch. */
  added: count,
};
const Version = v.object(version);

export const KeptDigest = v.object({
  /** `bundled`, the id that a digest gives itself, or one made of its file's name. */
  id: Id,
  /** What the reader calls it. */
  name: Name,
  colour: v.picklist(DIGEST_COLOURS),
  enabled: v.boolean(),
  /** Place in the list. Lower is earlier; any finite number. */
  order: v.pipe(v.number(), v.finite()),
  /** `bundled` and `pack` come with Gloss; `file` was read from a file of that name. */
  origin: v.variant('kind', [
    v.object({ kind: v.literal('bundled') }),
    v.object({ kind: v.literal('pack') }),
    version.origin,
  ]),
  about: v.optional(About),
  /** Content hash (`canonical.ts`), hex; the key of its contents where it came from a file. */
  hash: version.hash,
  terms: count,
  /** Bytes of its contents as they are kept, compressed; 0 for what comes with Gloss. */
  size: count,
  /** When it was added, ms since the epoch. */
  added: count,
  /** The version that this one has replaced. It can come back for a day. */
  before: v.optional(Version),
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

/** A digest from a file, ready to be stored. */
export interface Addition {
  packed: Packed;
  /** The name of the file. */
  file: string;
  /** What the reader calls it; absent: as before, or as it calls itself. */
  name?: string;
}

/** Which of the digests one from a file replaces: the one from a file that had the same id of its own. */
export function replacedBy(
  { about }: Pick<Packed, 'about'>,
  rows: readonly KeptDigest[],
): KeptDigest | undefined {
  const wanted = about?.id ?? 'digest';
  return rows.find(({ id, origin, about }) => origin.kind === 'file' && (about?.id ?? id) === wanted);
}

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

  /** Changes a digest. Resolves to what it was before; `undefined` if there is none. */
  change(id: string, changes: DigestChanges): Promise<KeptDigest | undefined> {
    return this.#update(id, (row) => ({ ...row, ...changes }));
  }

  /** Deletes a digest. It can be brought back for a day, with its contents. What comes with Gloss stays. */
  remove(id: string, now: number): Promise<KeptDigest | undefined> {
    return this.#update(id, (row) => (row.origin.kind === 'file' ? { ...row, removed: now } : row));
  }

  restore(id: string): Promise<KeptDigest | undefined> {
    return this.#update(id, ({ removed: _, ...row }) => row);
  }

  /** Packs and stores one digest. Resolves to its row. */
  async add(digest: Digest, file: string, now: number): Promise<KeptDigest> {
    const [row] = await this.store([{ packed: await packed(digest), file }], now);
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
        const row = v.parse(KeptDigest, rowOf(addition, await this.#rows(), now));
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

  /**
   * The digest that came from a file. Checks all of it, in slices. Rejects if it is missing or is not what was
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
      const rows = readable(await digests.toArray());
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

/** The row of a digest from a file. Throws if there are too many. */
function rowOf({ packed, file, name }: Addition, rows: readonly KeptDigest[], now: number): KeptDigest {
  const { about, hash, terms, bytes } = packed;
  const found = replacedBy(packed, rows);
  const known = found?.removed === undefined ? found : undefined;
  if (!found && rows.length >= MOST_DIGESTS)
    throw new Error(`There are ${MOST_DIGESTS} digests already. Delete one to add another.`);
  const taken = new Set([BUNDLED, ...rows.map(({ id }) => id)]);
  return {
    id: found?.id ?? unusedId(about?.id ?? 'digest', taken),
    name: name ?? known?.name ?? about?.name ?? file,
    colour: known?.colour ?? DIGEST_COLOURS[rows.length % DIGEST_COLOURS.length] ?? 'grey',
    enabled: known?.enabled ?? true,
    order: known?.order ?? Math.max(0, ...rows.map(({ order }) => order)) + 1,
    origin: { kind: 'file', file: file.slice(-255) },
    ...(about && { about }),
    hash,
    terms,
    size: bytes.length,
    added: now,
    ...(known && { before: v.parse(Version, known) }),
  };
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
