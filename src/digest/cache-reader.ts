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
import { currentPointer } from './generation';
import { DocumentRow, type IndexTable, indexRow, PassageRow, soundIndex, TermRow } from './rows';
import type { Document, Passage, Term } from './schema';
import { slicesOf, termSlicesOf } from './slices';

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
      return asTerm(await this.#termRow(generation, id), id);
    });
  }

  /** The row of a term by any of its ids. */
  async #termRow(generation: string, id: string): Promise<unknown> {
    const { terms } = this.#db;
    const row = await terms.get([generation, id]);
    if (row !== undefined) return row;
    // Rows of another generation are there for a moment only.
    const others = await terms.where('also').equals(id).toArray();
    return others.find((each) => isOf(each, generation));
  }

  async terms(): Promise<Term[] | undefined> {
    const { generation, terms: count } = await this.#pointer();
    const terms: Term[] = [];
    for await (const slice of termSlicesOf(this.#db, generation)) terms.push(...slice);
    return terms.length === count ? terms : undefined;
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
        .where('[generation+document+number]')
        .between([generation, document, Dexie.minKey], [generation, document, Dexie.maxKey])
        .toArray();
      const passages = rows.map((row) => soundRow(PassageRow, row, 'a passage').passage);
      return passages.length === count ? passages : undefined;
    });
  }

  passage(id: string): Promise<Passage | undefined> {
    const db = this.#db;
    return db.transaction('r', db.pointers, db.passages, async () => {
      const { generation } = await this.#pointer();
      return asPassage(await db.passages.get([generation, id]), id);
    });
  }

  card(id: string): Promise<Card | undefined> {
    const db = this.#db;
    return db.transaction('r', db.pointers, db.terms, db.passages, db.documents, async () => {
      const { generation } = await this.#pointer();
      const within = (ids: string[]) => ids.map((key): [string, string] => [generation, key]);
      const term = asTerm(await this.#termRow(generation, id), id);
      if (term === undefined) return undefined;
      const cited = [...new Set(term.claims.flatMap(({ passage }) => passage ?? []))];
      const passageRows = await db.passages.bulkGet(within(cited));
      const termRows = await db.terms.bulkGet(within(term.related));
      const passages = byId(cited.map((key, i) => asPassage(passageRows[i], key)));
      const terms = byId(term.related.map((key, i) => asTerm(termRows[i], key)));
      const own = term.claims.flatMap(({ document }) => document ?? []);
      const sources = [...new Set([...[...passages.values()].map(({ document }) => document), ...own])];
      const documentRows = await db.documents.bulkGet(within(sources));
      const documents = byId(sources.map((key, i) => asDocument(documentRows[i], key)));
      return cardOf(term, {
        passage: (key) => passages.get(key),
        document: (key) => documents.get(key),
        term: (key) => terms.get(key),
      });
    });
  }

  /** The whole digest; `undefined` if something is missing. */
  async content(): Promise<DigestContent | undefined> {
    const pointer = await this.#pointer();
    const content: DigestContent = { documents: [], passages: [], terms: [] };
    for await (const { documents = [], passages = [], terms = [] } of slicesOf(
      this.#db,
      pointer.generation,
    )) {
      content.documents.push(...documents);
      content.passages.push(...passages);
      content.terms.push(...terms);
    }
    const whole = (['documents', 'passages', 'terms'] as const).every(
      (part) => content[part].length === pointer[part],
    );
    return whole ? content : undefined;
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

function asTerm(row: unknown, id: string): Term | undefined {
  if (row === undefined) return undefined;
  const { term } = soundRow(TermRow, row, `the term ${id}`);
  return term.also?.includes(id) ? term : checkId(term, id);
}

function isOf(row: unknown, generation: string): boolean {
  return typeof row === 'object' && row !== null && 'generation' in row && row.generation === generation;
}

function asPassage(row: unknown, id: string): Passage | undefined {
  return row === undefined ? undefined : checkId(soundRow(PassageRow, row, `the passage ${id}`).passage, id);
}

function asDocument(row: unknown, id: string): Document | undefined {
  return row === undefined
    ? undefined
    : checkId(soundRow(DocumentRow, row, `the document ${id}`).document, id);
}

/** Returns the value if it has the expected id. Throws `CacheDamage` otherwise. */
function checkId<T extends { id: string }>(value: T, id: string): T {
  if (value.id !== id)
    throw new CacheDamage(`${value.id} stands in the place of ${id} in the cache of digests`);
  return value;
}

function byId<T extends { id: string }>(values: (T | undefined)[]): Map<string, T> {
  return new Map(values.flatMap((value) => (value === undefined ? [] : [[value.id, value]])));
}
