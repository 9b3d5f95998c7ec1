/**
 * All that a generation holds, some rows at a time and in the digest's own order: the background that reads it has pages to answer, and
 * does so between two slices.
 */
import { Dexie, type Table } from 'dexie';
import type { DigestContent } from './canonical';
import { CacheDamage, soundRow } from './damage';
import type { DigestDatabase } from './database';
import { DocumentRow, PassageRow, TermRow } from './rows';
import type { Term } from './schema';

/** Rows that are read and checked in one go: about 5 ms. */
const SLICE = 250;

/**
 * Documents, then passages, then terms. Throws `CacheDamage` where a row is not sound or stands in a wrong place. No transaction holds
 * the slices together: rows of a generation never change, and where they are dropped meanwhile there are too few.
 */
export async function* slicesOf(
  db: DigestDatabase,
  generation: string,
): AsyncGenerator<Partial<DigestContent>, void> {
  /** Passages that each document should have, and those that came. */
  const wanted = new Map<string, number>();
  const came = new Map<string, number>();
  for await (const rows of pages(db.documents, '[generation+id]', generation, (row) => [row.id]))
    yield {
      documents: rows.map((row) => {
        const { id, document, passages } = soundRow(DocumentRow, row, 'a document');
        wanted.set(id, passages);
        return inPlace(document, document.id === id);
      }),
    };
  for await (const rows of pages(db.passages, '[generation+document+number]', generation, (row) => [
    row.document,
    row.number,
  ]))
    yield {
      passages: rows.map((row) => {
        const { id, document, number, passage } = soundRow(PassageRow, row, 'a passage');
        const place = (came.get(document) ?? 0) + 1;
        came.set(document, place);
        return inPlace(passage, passage.id === id && passage.document === document && number === place);
      }),
    };
  for (const [id, count] of wanted) {
    if ((came.get(id) ?? 0) !== count)
      throw new CacheDamage(`passages of ${id} are missing from the cache of digests`);
  }
  for await (const terms of termSlicesOf(db, generation)) yield { terms };
}

/** The terms alone. */
export async function* termSlicesOf(db: DigestDatabase, generation: string): AsyncGenerator<Term[], void> {
  for await (const rows of pages(db.terms, '[generation+id]', generation, (row) => [row.id]))
    yield rows.map((row) => {
      const { id, term } = soundRow(TermRow, row, 'a term');
      return inPlace(term, term.id === id);
    });
}

type Key = string | number;

/** The rows of a generation in the order of an index that begins with it. `keyOf` gives the rest of a row's key. */
async function* pages<Row, Id>(
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
    // A row that an index holds has the index's keys, whatever else it is.
    after = keyOf(rows.at(-1) as Row);
  }
}

function inPlace<T extends { id: string }>(value: T, right: boolean): T {
  if (!right) throw new CacheDamage(`${value.id} stands in a wrong place in the cache of digests`);
  return value;
}
