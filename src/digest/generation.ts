/**
 * The life cycle of a generation. It is written beside the current one, read back, and checked against the
 * sum of what was written. Then one transaction makes it the cache and deletes all others.
 *
 * The worker may be killed between any two steps. What remains is a generation without a pointer, which the
 * next sweep deletes.
 */
import type { Table } from 'dexie';
import { nextTask, pacer } from '../platform/pace';
import { type DigestContent, inOrder } from './canonical';
import { chunksOf } from './chunks';
import { CacheAbsent, CacheDamage, soundRow } from './damage';
import type { DigestDatabase } from './database';
import { RowSum } from './row-sum';
import { type IndexTable, indexRow, PointerRow, soundIndex } from './rows';
import { rowsOf } from './slices';

/**
 * The pointer to the cache, if it was written with the bundled digest of this hash. Rejects with `CacheAbsent` or
 * `CacheDamage`.
 */
export async function currentPointer(db: DigestDatabase, hash: string): Promise<PointerRow> {
  const row = await db.pointers.get('bundled');
  if (row === undefined) throw new CacheAbsent('there is no cache of the digest yet');
  const pointer = soundRow(PointerRow, row, 'the pointer');
  if (pointer.hash !== hash) throw new CacheAbsent('the cache is of another digest');
  return pointer;
}

/** What a generation is made of. */
export interface Making {
  content: DigestContent;
  /** Absent: they are built when they are first asked for. */
  indexes?: Promise<NewIndexes>;
}

/**
 * Replaces the cache by what `take` gives. If the rows read back differ from those written, rejects and leaves the old
 * cache in place. What was given is let go before it is read back: 100,000 terms take 150 MB.
 */
export async function replaceCache(
  db: DigestDatabase,
  take: () => Promise<Making>,
  of: Pick<PointerRow, 'hash' | 'set'>,
): Promise<void> {
  const pointer = { ...(await writeTaken(db, take)), ...of };
  if (!(await isWhole(db, pointer))) {
    throw new CacheDamage('the cache of digests reads back differently from what was written');
  }
  await adopt(db, pointer);
}

async function writeTaken(db: DigestDatabase, take: () => Promise<Making>): Promise<Generation> {
  const { content, indexes: making } = await take();
  const [written, indexes] = await Promise.all([writeGeneration(db, content), making]);
  for (const table of ['indexes', 'searches'] as const) {
    const index = indexes?.[table];
    if (index) await db[table].put(await indexRow(written.generation, index));
  }
  return written;
}

/** Indexes that are built before the generation is the cache, so that nobody waits for them. */
export type NewIndexes = Partial<Record<IndexTable, { format: string; bytes: Uint8Array<ArrayBuffer> }>>;

/** Which digests a cache joins. */
export const setOf = ({ set, hash }: PointerRow): string => set ?? hash;

/** A generation, whatever it was made of. */
export type Generation = Omit<PointerRow, 'hash' | 'set'>;

/** Rows that are written in one transaction: about 1 MB. A message of a page waits no longer than for these. */
const AT_ONCE = 64;

/**
 * Writes the digest as a new generation that is not yet the cache. Returns what the pointer says that would make it
 * the cache.
 */
export async function writeGeneration(db: DigestDatabase, content: DigestContent): Promise<Generation> {
  // Random, so that two contexts that write at the same time never mix their rows.
  const generation = crypto.randomUUID();
  const sum = new RowSum();
  const { documents, passages, terms } = inOrder(content);
  const counts = new Map<string, number>();
  for (const { document } of passages) counts.set(document, (counts.get(document) ?? 0) + 1);
  const documentRows = documents.map((document) => ({
    ...{ generation, id: document.id, document, passages: counts.get(document.id) ?? 0 },
  }));
  return {
    ...{ digest: 'bundled', generation },
    documents: await addAll(db.documents, documentRows, sum),
    passages: await addAll(db.passages, passageRows(generation, passages), sum),
    terms: await addAll(db.terms, termRows(generation, terms), sum),
    sum: await sum.hex(),
  };
}

function* passageRows(generation: string, passages: DigestContent['passages']) {
  const isOfSame = (one: { document: string }, other: { document: string }) =>
    one.document === other.document;
  for (const { entries, bytes } of chunksOf(passages, isOfSame)) {
    const [{ id, document }] = entries;
    yield { generation, document, length: id.length, id, bytes };
  }
}

function* termRows(generation: string, terms: DigestContent['terms']) {
  for (const { entries, bytes } of chunksOf(terms)) {
    const also = new Set(entries.flatMap((term) => term.also ?? []));
    yield { generation, id: entries[0].id, also: [...also], bytes };
  }
}

/**
 * Adds rows, which are made meanwhile. Not in one transaction: no reader sees them before the pointer names their
 * generation. Resolves to their number.
 */
async function addAll<Row extends { generation: string }, Key>(
  table: Table<unknown, Key, Row>,
  rows: Iterable<Row>,
  sum: RowSum,
): Promise<number> {
  const rest = pacer(nextTask);
  const before = sum.count;
  let some: Row[] = [];
  const add = async () => {
    await Promise.all([table.bulkAdd(some), sum.add(some)]);
    some = [];
  };
  for (const row of rows) {
    some.push(row);
    if (some.length === AT_ONCE) await add();
    const resting = rest();
    if (resting) await resting;
  }
  if (some.length > 0) await add();
  return sum.count - before;
}

/**
 * Whether the generation holds exactly what was written, every row in its place. Rejects with `CacheDamage` if a row has
 * another shape or a stored index has changed.
 */
export async function isWhole(db: DigestDatabase, pointer: Generation): Promise<boolean> {
  for (const table of [db.indexes, db.searches]) {
    const index = await table.get(pointer.generation);
    if (index !== undefined) await soundIndex(index);
  }
  const sum = new RowSum();
  const counts = { documents: 0, passages: 0, terms: 0 };
  for await (const { documents = [], passages = [], terms = [] } of rowsOf(db, pointer.generation)) {
    counts.documents += documents.length;
    counts.passages += passages.length;
    counts.terms += terms.length;
    await sum.add([...documents, ...passages, ...terms]);
  }
  return (
    counts.documents === pointer.documents &&
    counts.passages === pointer.passages &&
    counts.terms === pointer.terms &&
    (await sum.hex()) === pointer.sum
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
