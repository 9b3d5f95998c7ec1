/**
 * Finds single terms and passages among the chunks of a generation, within a transaction. The chunk of an entry is the
 * last one whose key is not above that of the entry: one look into the index, and about 16 kB to read.
 */
import { Dexie } from 'dexie';
import type * as v from 'valibot';
import { entriesIn } from './chunks';
import { soundRow } from './damage';
import type { DigestDatabase } from './database';
import { PassagesRow, TermsRow } from './rows';
import { Passage, Term } from './schema';

export class EntryReader {
  readonly #db: DigestDatabase;
  readonly #generation: string;
  /** What was read, unchecked, by the table and the id of the first entry of each chunk. */
  readonly #read = new Map<string, unknown[]>();

  /** To be used within one transaction over the tables that are read. */
  constructor(db: DigestDatabase, generation: string) {
    this.#db = db;
    this.#generation = generation;
  }

  /** The term that has the id, or is called so by another digest of the set. */
  async termCalled(id: string): Promise<Term | undefined> {
    const term = await this.#term(id);
    if (term) return term;
    const rows = await this.#db.terms.where('also').equals(id).toArray();
    // Rows of another generation are there for a moment only.
    const row = rows.find((each) => isOf(each, this.#generation));
    return this.#among(TermsRow, Term, row, (each) => isCalled(each, id));
  }

  /** Those of the terms that are there, by their ids. */
  terms(ids: readonly string[]): Promise<Map<string, Term>> {
    return byId(ids, (id) => this.#term(id));
  }

  /** Those of the passages that are there, by their ids. */
  passages(ids: readonly string[]): Promise<Map<string, Passage>> {
    return byId(ids, (id) => this.#passage(id));
  }

  async #term(id: string): Promise<Term | undefined> {
    const row = await this.#db.terms
      .where('[generation+id]')
      .between([this.#generation, Dexie.minKey], [this.#generation, id], true, true)
      .last();
    return this.#among(TermsRow, Term, row, (each) => hasId(each, id));
  }

  async #passage(id: string): Promise<Passage | undefined> {
    const of = [this.#generation, id.slice(0, Math.max(0, id.lastIndexOf('#')))];
    const row = await this.#db.passages
      .where('[generation+document+length+id]')
      .between([...of, Dexie.minKey, Dexie.minKey], [...of, id.length, id], true, true)
      .last();
    return this.#among(PassagesRow, Passage, row, (each) => hasId(each, id));
  }

  /** The entry that is meant, if it is in a row; `undefined` if not, or if there is no row. */
  #among<S extends v.GenericSchema>(
    shape: typeof TermsRow | typeof PassagesRow,
    schema: S,
    row: unknown,
    isMeant: (entry: unknown) => boolean,
  ): v.InferOutput<S> | undefined {
    if (row === undefined) return undefined;
    const what = shape === TermsRow ? 'a row of terms' : 'a row of passages';
    const { id, bytes } = soundRow(shape, row, what);
    const key = `${what} ${id}`;
    const entries = this.#read.get(key) ?? entriesIn(bytes, what);
    this.#read.set(key, entries);
    const entry = entries.find(isMeant);
    return entry === undefined ? undefined : soundRow(schema, entry, what);
  }
}

async function byId<T>(
  ids: readonly string[],
  read: (id: string) => Promise<T | undefined>,
): Promise<Map<string, T>> {
  const unique = [...new Set(ids)];
  const found = await Promise.all(unique.map(read));
  return new Map(found.flatMap((value, i) => (value === undefined ? [] : [[unique[i] as string, value]])));
}

function isOf(row: unknown, generation: string): boolean {
  return isObject(row) && row.generation === generation;
}

function hasId(entry: unknown, id: string): boolean {
  return isObject(entry) && entry.id === id;
}

function isCalled(entry: unknown, id: string): boolean {
  return isObject(entry) && Array.isArray(entry.also) && entry.also.includes(id);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
