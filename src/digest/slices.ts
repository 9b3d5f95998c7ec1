/**
 * Reads all rows of a generation in slices, in the digest's order. The background can answer pages between
 * two slices.
 */
import { Dexie, type Table } from 'dexie';
import type * as v from 'valibot';
import type { DigestContent } from './canonical';
import { entriesIn } from './chunks';
import { CacheDamage, soundRow } from './damage';
import type { DigestDatabase } from './database';
import { DocumentRow, PassagesRow, type PointerRow, TermsRow } from './rows';
import { Passage, Term } from './schema';

/** Rows that are read and checked at a time: about 5 ms. A row of documents has one, any other has many. */
const SLICE = { documents: 250, chunks: 8 };

/** What a pointer says of a generation. */
type Held = Pick<PointerRow, 'generation' | keyof DigestContent>;

/** The rows of a generation, checked for their shape but not for what is in their bytes. */
export interface RowsSlice {
  documents?: DocumentRow[];
  passages?: PassagesRow[];
  terms?: TermsRow[];
}

/**
 * Yields the rows of documents, then of passages, then of terms. Rejects with `CacheDamage` if a row is invalid. The
 * slices do not share a transaction. None is needed: the rows of a generation never change, and if they are deleted
 * meanwhile, the caller gets too few.
 */
export async function* rowsOf(db: DigestDatabase, generation: string): AsyncGenerator<RowsSlice, void> {
  for await (const rows of rowSlices(
    { table: db.documents, index: '[generation+id]', size: SLICE.documents },
    generation,
    (row) => [row.id],
  ))
    yield { documents: rows.map((row) => soundRow(DocumentRow, row, 'a document')) };
  for await (const rows of rowSlices(
    { table: db.passages, index: '[generation+document+length+id]', size: SLICE.chunks },
    generation,
    (row) => [row.document, row.length, row.id],
  ))
    yield { passages: rows.map((row) => soundRow(PassagesRow, row, 'a row of passages')) };
  yield* termRowsOf(db, generation);
}

/** Yields the rows of terms alone. */
async function* termRowsOf(db: DigestDatabase, generation: string): AsyncGenerator<RowsSlice, void> {
  for await (const rows of rowSlices(
    { table: db.terms, index: '[generation+id]', size: SLICE.chunks },
    generation,
    (row) => [row.id],
  ))
    yield { terms: rows.map((row) => soundRow(TermsRow, row, 'a row of terms')) };
}

/**
 * Yields what the generation of a pointer holds: documents, then passages, then terms. Rejects with `CacheDamage` if a
 * row is invalid, out of place or missing.
 */
export function slicesOf(db: DigestDatabase, pointer: Held): AsyncGenerator<Partial<DigestContent>, void> {
  return contentsOf(rowsOf(db, pointer.generation), pointer);
}

/** Yields the terms alone, in the same way. */
export async function* termSlicesOf(db: DigestDatabase, pointer: Held): AsyncGenerator<Term[], void> {
  const wanted = { documents: 0, passages: 0, terms: pointer.terms };
  for await (const { terms = [] } of contentsOf(termRowsOf(db, pointer.generation), wanted)) yield terms;
}

async function* contentsOf(
  slices: AsyncIterable<RowsSlice>,
  wanted: Record<keyof DigestContent, number>,
): AsyncGenerator<Partial<DigestContent>, void> {
  /** Number of passages that documents lack so far. */
  const lacking = new Map<string, number>();
  const came = { documents: 0, passages: 0, terms: 0 };
  for await (const { documents = [], passages = [], terms = [] } of slices) {
    came.documents += documents.length;
    came.passages += passages.length;
    came.terms += terms.length;
    for (const { id, passages: count } of documents) lacking.set(id, count);
    if (documents.length > 0)
      yield { documents: documents.map(({ id, document }) => inPlace(document, document.id === id)) };
    if (passages.length > 0)
      yield {
        passages: passages.flatMap((row) => {
          const found = entriesOf(Passage, row, 'a passage');
          const before = lacking.get(row.document);
          if (before !== undefined) lacking.set(row.document, before - found.length);
          return found.map((passage) => inPlace(passage, passage.document === row.document));
        }),
      };
    if (terms.length > 0) yield { terms: terms.flatMap((row) => entriesOf(Term, row, 'a term')) };
  }
  for (const [id, count] of lacking) {
    if (count !== 0) throw new CacheDamage(`passages of ${id} are missing from the cache of digests`);
  }
  for (const part of ['documents', 'passages', 'terms'] as const) {
    if (came[part] !== wanted[part])
      throw new CacheDamage(`${part} are missing from the cache of digests, or there are too many`);
  }
}

/** The entries of a row. Throws `CacheDamage` if one of them is invalid, or they are not where their key says. */
export function entriesOf<S extends v.GenericSchema<unknown, { id: string }>>(
  schema: S,
  { id, bytes }: { id: string; bytes: Uint8Array<ArrayBuffer> },
  what: string,
): v.InferOutput<S>[] {
  const entries = entriesIn(bytes, what).map((entry) => soundRow(schema, entry, what));
  return entries.map((entry, at) => inPlace(entry, at > 0 || entry.id === id));
}

type Key = string | number;

/**
 * Yields the rows of a generation in the order of an index whose first part is the generation. `keyOf` gives
 * the other parts of a row's key.
 */
async function* rowSlices<Row, Id>(
  { table, index, size }: { table: Table<unknown, Id, Row>; index: string; size: number },
  generation: string,
  keyOf: (row: Row) => Key[],
): AsyncGenerator<unknown[], void> {
  const parts = index.split('+').length - 1;
  const all = (key: unknown) => Array.from({ length: parts }, () => key);
  let after: unknown[] = all(Dexie.minKey);
  for (;;) {
    const rows = await table
      .where(index)
      .between([generation, ...after], [generation, ...all(Dexie.maxKey)], false, true)
      .limit(size)
      .toArray();
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
    // A row found through an index has the index's keys, even if the rest of it is damaged.
    after = keyOf(rows.at(-1) as Row);
  }
}

/** Returns the value if it stands in the right place. Throws `CacheDamage` otherwise. */
function inPlace<T extends { id: string }>(value: T, right: boolean): T {
  if (!right) throw new CacheDamage(`${value.id} stands in a wrong place in the cache of digests`);
  return value;
}
