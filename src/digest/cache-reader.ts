/**
 * Reads of the cache. A read of single rows is one transaction over the pointer and those rows, so it never
 * sees a half-finished change of generation. Reads of all rows go slice by slice instead, and check the
 * number of rows. A read returns `undefined` if a row is missing; the caller compares with the bundled digest
 * to tell whether that is damage.
 */
import { Dexie } from 'dexie';
import type { DigestContent } from './canonical';
import { type Card, cardOf } from './card';
import { CacheDamage, soundRow } from './damage';
import type { DigestDatabase } from './database';
import { EntryReader } from './entry-reader';
import { currentPointer } from './generation';
import { DocumentRow, type IndexTable, indexRow, PassagesRow, soundIndex } from './rows';
import { type Document, Passage, type Term } from './schema';
import { entriesOf, slicesOf, termSlicesOf } from './slices';

/**
 * Reads one digest's cache. Every method rejects with `CacheAbsent` or `CacheDamage`, or with the database's
 * error.
 */
export class CacheReader {
  readonly #db: DigestDatabase;
  readonly #hash: string;

  /** `hash`: the content hash of the digest. The cache of any other digest counts as absent. */
  constructor(db: DigestDatabase, hash: string) {
    this.#db = db;
    this.#hash = hash;
  }

  term(id: string): Promise<Term | undefined> {
    const db = this.#db;
    return db.transaction('r', db.pointers, db.terms, async () => {
      const { generation } = await this.#pointer();
      return new EntryReader(db, generation).termCalled(id);
    });
  }

  async terms(): Promise<Term[]> {
    const terms: Term[] = [];
    for await (const slice of termSlicesOf(this.#db, await this.#pointer())) terms.push(...slice);
    return terms;
  }

  /** The documents that can be read: those with passages. */
  documents(): Promise<Document[] | undefined> {
    const db = this.#db;
    return db.transaction('r', db.pointers, db.documents, async () => {
      const { generation, documents: count } = await this.#pointer();
      const rows = await db.documents.where('generation').equals(generation).toArray();
      if (rows.length !== count) return undefined;
      const read = rows.map((row) => soundRow(DocumentRow, row, 'a document'));
      return read.flatMap(({ document, passages }) => (passages > 0 ? [document] : []));
    });
  }

  passages(document: string): Promise<Passage[] | undefined> {
    const db = this.#db;
    return db.transaction('r', db.pointers, db.documents, db.passages, async () => {
      const { generation } = await this.#pointer();
      const found = await db.documents.get([generation, document]);
      if (found === undefined) return undefined;
      const { passages: count } = soundRow(DocumentRow, found, `the document ${document}`);
      const rows = await db.passages
        .where('[generation+document+length+id]')
        .between(
          [generation, document, Dexie.minKey, Dexie.minKey],
          [generation, document, Dexie.maxKey, Dexie.maxKey],
        )
        .toArray();
      const passages = rows.flatMap((row) =>
        entriesOf(Passage, soundRow(PassagesRow, row, 'a row of passages'), 'a passage'),
      );
      return passages.length === count ? passages : undefined;
    });
  }

  passage(id: string): Promise<Passage | undefined> {
    const db = this.#db;
    return db.transaction('r', db.pointers, db.passages, async () => {
      const { generation } = await this.#pointer();
      return (await new EntryReader(db, generation).passages([id])).get(id);
    });
  }

  card(id: string): Promise<Card | undefined> {
    const db = this.#db;
    return db.transaction('r', db.pointers, db.terms, db.passages, db.documents, async () => {
      const { generation } = await this.#pointer();
      const reader = new EntryReader(db, generation);
      const term = await reader.termCalled(id);
      if (term === undefined) return undefined;
      const [passages, terms] = await Promise.all([
        reader.passages(term.claims.flatMap(({ passage }) => passage ?? [])),
        reader.terms(term.related),
      ]);
      const own = term.claims.flatMap(({ document }) => document ?? []);
      const sources = [...new Set([...[...passages.values()].map(({ document }) => document), ...own])];
      const rows = await db.documents.bulkGet(sources.map((key): [string, string] => [generation, key]));
      const documents = new Map(sources.map((key, i) => [key, asDocument(rows[i], key)]));
      return cardOf(term, {
        passage: (key) => passages.get(key),
        document: (key) => documents.get(key),
        term: (key) => terms.get(key),
      });
    });
  }

  /** The whole digest. */
  async content(): Promise<DigestContent> {
    const content: DigestContent = { documents: [], passages: [], terms: [] };
    for await (const slice of slicesOf(this.#db, await this.#pointer())) {
      const { documents = [], passages = [], terms = [] } = slice;
      content.documents.push(...documents);
      content.passages.push(...passages);
      content.terms.push(...terms);
    }
    return content;
  }

  /** The index in a table; `undefined` if none is stored in this format. */
  async index(table: IndexTable, format: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const db = this.#db;
    const found = await db.transaction('r', db.pointers, db[table], async () => {
      const { generation } = await this.#pointer();
      return db[table].get(generation);
    });
    if (found === undefined) return undefined;
    const row = await soundIndex(found);
    return row.format === format ? row.bytes : undefined;
  }

  /** Stores an index with the generation that it was built from. */
  async keepIndex(table: IndexTable, format: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const db = this.#db;
    const row = await indexRow('', { format, bytes });
    await db.transaction('rw', db.pointers, db[table], async () => {
      const { generation } = await this.#pointer();
      await db[table].put({ ...row, generation });
    });
  }

  #pointer() {
    return currentPointer(this.#db, this.#hash);
  }
}

function asDocument(row: unknown, id: string): Document | undefined {
  if (row === undefined) return undefined;
  const { document } = soundRow(DocumentRow, row, `the document ${id}`);
  if (document.id !== id)
    throw new CacheDamage(`${document.id} stands in the place of ${id} in the cache of digests`);
  return document;
}
