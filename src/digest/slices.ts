/**
 * Reads all rows of a generation in slices, in the digest's order. The background can answer pages between
 * two slices.
 */
import { Dexie, type Table } from 'dexie';
import type { DigestContent } from './canonical';
import { CacheDamage, soundRow } from './damage';
import type { DigestDatabase } from './database';
import { DocumentRow, PassageRow, TermRow } from './rows';
import type { Term } from './schema';

/** Rows that are read and checked at a time: about 5 ms. */
const SLICE = 250;

/**
 * Yields documents, then passages, then terms. Rejects with `CacheDamage` if a row is invalid or out of
 * place. The slices do not share a transaction. None is needed: the rows of a generation never change, and if
 * they are deleted meanwhile, the caller gets too few.
 */
export async function* slicesOf(
  db: DigestDatabase,
  generation: string,
): AsyncGenerator<Partial<DigestContent>, void> {
  /** Number of passages that each document should have (`wanted`), and that were read (`came`). */
  const wanted = new Map<string, number>();
  const came = new Map<string, number>();
  for await (const rows of rowSlices(db.documents, '[generation+id]', generation, (row) => [row.id]))
    yield {
      documents: rows.map((row) => {
        const { id, document, passages } = soundRow(DocumentRow, row, 'a document');
        wanted.set(id, passages);
        return checkPlace(document, document.id === id);
      }),
    };
  for await (const rows of rowSlices(db.passages, '[generation+document+number]', generation, (row) => [
    row.document,
    row.number,
  ]))
    yield {
      passages: rows.map((row) => {
        const { id, document, number, passage } = soundRow(PassageRow, row, 'a passage');
        const place = (came.get(document) ?? 0) + 1;
        came.set(document, place);
        return checkPlace(passage, passage.id === id && passage.document === document && number === place);
      }),
    };
  for (const [id, count] of wanted) {
    if ((came.get(id) ?? 0) !== count)
      throw new CacheDamage(`passages of ${id} are missing from the cache of digests`);
  }
  for await (const terms of termSlicesOf(db, generation)) yield { terms };
}

/** Yields the terms alone. */
export async function* termSlicesOf(db: DigestDatabase, generation: string): AsyncGenerator<Term[], void> {
  for await (const rows of rowSlices(db.terms, '[generation+id]', generation, (row) => [row.id]))
    yield rows.map((row) => {
      const { id, term } = soundRow(TermRow, row, 'a term');
      return checkPlace(term, term.id === id);
    });
}

type Key = string | number;

/**
 * Yields the rows of a generation in the order of an index whose first part is the generation. `keyOf` gives
 * the other parts of a row's key.
 */
async function* rowSlices<Row, Id>(
  table: Table<unknown, Id, Row>,
  index: string,
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
      .limit(SLICE)
      .toArray();
    if (rows.length > 0) yield rows;
    if (rows.length < SLICE) return;
    // A row found through an index has the index's keys, even if the rest of it is damaged.
    after = keyOf(rows.at(-1) as Row);
  }
}

/** Returns the value if it stands in the right place. Throws `CacheDamage` otherwise. */
function checkPlace<T extends { id: string }>(value: T, right: boolean): T {
  if (!right) throw new CacheDamage(`${value.id} stands in a wrong place in the cache of digests`);
  return value;
}
