/**
 * The life cycle of a generation. It is written beside the current one, read back, and checked against the
 * digest's counts and hash. Then one transaction makes it the cache and deletes all others.
 *
 * The worker may be killed between any two steps. What remains is a generation without a pointer, which the
 * next sweep deletes.
 */
import type { Table } from 'dexie';
import { ContentHash, type DigestContent, inOrder } from './canonical';
import { CacheAbsent, CacheDamage, soundRow } from './damage';
import type { DigestDatabase } from './database';
import { bundledIn, type IndexTable, indexRow, PointerRow, soundIndex } from './rows';
import type { Digest } from './schema';
import { slicesOf } from './slices';

/**
 * The pointer to the cache, if it was written with the bundled digest of this hash. Rejects with `CacheAbsent` or
 * `CacheDamage`.
 */
export async function currentPointer(db: DigestDatabase, hash: string): Promise<PointerRow> {
  const row = await db.pointers.get('bundled');
  if (row === undefined) throw new CacheAbsent('there is no cache of the digest yet');
  const pointer = soundRow(PointerRow, row, 'the pointer');
  if (bundledIn(pointer) !== hash) throw new CacheAbsent('the cache is of another digest');
  return pointer;
}

/**
 * Replaces the cache by the digest, once the indexes are made that `making` promises. If the rows read back differ from those written, rejects and leaves the
 * old cache in place.
 */
export async function replaceCache(
  db: DigestDatabase,
  content: Hashed,
  of: Pick<PointerRow, 'bundled' | 'set'> = {},
  making: Promise<NewIndexes> = Promise.resolve({}),
): Promise<void> {
  const [written, indexes] = await Promise.all([writeGeneration(db, content), making]);
  const pointer = { ...written, ...of };
  for (const table of ['indexes', 'searches'] as const) {
    const index = indexes[table];
    if (index) await db[table].put(await indexRow(pointer.generation, index));
  }
  if (!(await isWhole(db, pointer))) {
    throw new CacheDamage('the cache of digests reads back differently from what was written');
  }
  await adopt(db, pointer);
}

/** What a generation is written from. */
export type Hashed = DigestContent & Pick<Digest, 'hash'>;
/** Indexes that are built before the generation is the cache, so that nobody waits for them. */
export type NewIndexes = Partial<Record<IndexTable, { format: string; bytes: Uint8Array<ArrayBuffer> }>>;

/** Which digests a cache joins. */
export const setOf = ({ set, hash }: PointerRow): string => set ?? hash;

/** Rows that are written in one transaction; a message of a page waits no longer than for these. */
const AT_ONCE = 1_000;

/**
 * Writes the digest as a new generation that is not yet the cache. Returns the pointer row that would make it
 * the cache.
 */
export async function writeGeneration(db: DigestDatabase, digest: Hashed): Promise<PointerRow> {
  // Random, so that two contexts that write at the same time never mix their rows.
  const generation = crypto.randomUUID();
  const { documents, passages, terms } = inOrder(digest);
  const inDocument = new Map<string, number>();
  const passageRows = passages.map((passage) => {
    const number = (inDocument.get(passage.document) ?? 0) + 1;
    inDocument.set(passage.document, number);
    return { generation, id: passage.id, document: passage.document, number, passage };
  });
  await addAll(
    db.documents,
    documents.map((document) => ({
      generation,
      id: document.id,
      document,
      passages: inDocument.get(document.id) ?? 0,
    })),
  );
  await addAll(db.passages, passageRows);
  await addAll(
    db.terms,
    terms.map((term) => ({ generation, id: term.id, term, also: term.also ?? [] })),
  );
  return {
    digest: 'bundled',
    generation,
    hash: digest.hash,
    documents: documents.length,
    passages: passages.length,
    terms: terms.length,
  };
}

/** Adds rows. Not in one transaction: no reader sees them before the pointer names their generation. */
async function addAll<Row, Key>(table: Table<unknown, Key, Row>, rows: readonly Row[]): Promise<void> {
  for (let at = 0; at < rows.length; at += AT_ONCE) await table.bulkAdd(rows.slice(at, at + AT_ONCE));
}

/**
 * Whether the generation holds exactly what its pointer says: every row in its place, counts and content hash
 * right. Rejects with `CacheDamage` if a row is invalid or a stored index has changed.
 */
export async function isWhole(db: DigestDatabase, pointer: PointerRow): Promise<boolean> {
  for (const table of [db.indexes, db.searches]) {
    const index = await table.get(pointer.generation);
    if (index !== undefined) await soundIndex(index);
  }
  const hash = new ContentHash();
  const counts = { documents: 0, passages: 0, terms: 0 };
  for await (const { documents = [], passages = [], terms = [] } of slicesOf(db, pointer.generation)) {
    counts.documents += documents.length;
    counts.passages += passages.length;
    counts.terms += terms.length;
    hash.add({ documents, passages, terms });
  }
  return (
    counts.documents === pointer.documents &&
    counts.passages === pointer.passages &&
    counts.terms === pointer.terms &&
    (await hash.hex()) === pointer.hash
  );
}

/** Makes the generation the cache and deletes all others, in one transaction. */
async function adopt(db: DigestDatabase, pointer: PointerRow): Promise<void> {
  const { generation } = pointer;
  await db.transaction('rw', [db.pointers, ...rowTables(db)], async () => {
    const counts = await Promise.all(
      [db.documents, db.passages, db.terms].map((table) =>
        table.where('generation').equals(generation).count(),
      ),
    );
    // Another context may have deleted the generation since the check.
    if (counts.join() !== [pointer.documents, pointer.passages, pointer.terms].join()) {
      throw new CacheDamage('rows were lost between the check of the cache and its use');
    }
    await db.pointers.put(pointer);
    await dropOthers(db, generation);
  });
}

/** Deletes the rows of every generation that is not the cache. */
export async function sweep(db: DigestDatabase): Promise<void> {
  await db.transaction('rw', [db.pointers, ...rowTables(db)], async () => {
    const row = await db.pointers.get('bundled');
    const pointer = row === undefined ? undefined : soundRow(PointerRow, row, 'the pointer');
    await dropOthers(db, pointer?.generation);
  });
}

async function dropOthers(db: DigestDatabase, generation: string | undefined): Promise<void> {
  const kept = generation === undefined ? [] : [generation];
  await Promise.all(rowTables(db).map((table) => table.where('generation').noneOf(kept).delete()));
}

function rowTables(db: DigestDatabase) {
  return [db.documents, db.passages, db.terms, db.indexes, db.searches];
}
