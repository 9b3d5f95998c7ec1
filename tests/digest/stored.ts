/**
 * Fixtures for the digest store: a store as a worker opens it, the answers expected, the rows in its tables.
 */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { compile } from '../../src/digest/compile';
import { DigestDatabase } from '../../src/digest/database';
import type { Digest } from '../../src/digest/schema';
import { openDigestStore } from '../../src/digest/store';
import { changed, GLOSSARY, sources } from './sources';

export const digest = await compile(sources());
export const older = await compile(sources({ glossary: changed(GLOSSARY, 'label: IGF', 'label: The IGF') }));

/** A store as a waking worker opens it, with spies for its options. */
export function wake(bundle: Digest = digest) {
  const bundled = vi.fn(async () => bundle);
  const onProblem = vi.fn<(error: unknown) => void>();
  const store = openDigestStore({ bundled, bundledHash: bundle.hash, onProblem });
  return { store, bundled, onProblem };
}

/** Runs `work` on a database connection of its own, and closes it. */
export async function inDatabase<T>(work: (db: DigestDatabase) => Promise<T>): Promise<T> {
  const db = new DigestDatabase(indexedDB, IDBKeyRange);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

export const rowCounts = () =>
  inDatabase(async (db) => ({
    pointers: await db.pointers.count(),
    documents: await db.documents.count(),
    passages: await db.passages.count(),
    terms: await db.terms.count(),
  }));

/** Five passages in one row, two terms in another. */
const whole = { pointers: 1, documents: 1, passages: 1, terms: 1 };

export async function expectWholeCache() {
  expect(await rowCounts()).toEqual(whole);
  const { store, bundled, onProblem } = wake();
  expect(await store.verify()).toBe(true);
  expect((await store.card('igf'))?.term.label).toBe('IGF');
  expect(bundled).not.toHaveBeenCalled();
  expect(onProblem).not.toHaveBeenCalled();
}

export async function expectEveryAnswer(store: ReturnType<typeof wake>['store']) {
  expect(await store.term('igf')).toEqual(digest.terms.find(({ id }) => id === 'igf'));
  expect(await store.term('nothing')).toBeUndefined();
  expect(await store.documents()).toEqual(digest.documents);
  expect(await store.passages('report')).toEqual(digest.passages);
  expect(await store.passages('nothing')).toEqual([]);
  expect(await store.passage('report#p04')).toEqual(digest.passages[3]);
  expect(await store.passage('report#p99')).toBeUndefined();
  expect(await store.lexicon()).toEqual(digest.terms);
  expect(await store.card('nothing')).toBeUndefined();
  expect(await store.card('igf')).toEqual({
    term: {
      id: 'igf',
      kind: 'event',
      label: 'IGF',
      name: 'Internet Governance Forum',
      gist: { en: 'Yearly forum on Internet policy' },
    },
    claims: [
      {
        text: 'The report says that the forum is held every year.',
        quote: 'is held every year',
        passage: 'report#p02',
        document: { id: 'report', title: 'A report', date: '2023-08' },
      },
    ],
    related: [{ id: 'cyber-diplomacy', label: 'Cyber diplomacy', kind: 'concept' }],
    names: [
      { lang: 'en', text: 'Internet Governance Forum' },
      { lang: 'fa', text: 'مجمع حکمرانی اینترنت' },
    ],
  });
}

/** Fills the cache, as an earlier worker would have done. */
export async function filled(bundle: Digest = digest) {
  const { store } = wake(bundle);
  expect(await store.ready()).toBe(true);
}

/**
 * Gives each test its own databases, a silent console, and a clock that stands: no limit of time is exceeded because
 * the machine is busy. Work that rests goes on all the same.
 */
export function freshDatabases(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.stubGlobal('scheduler', { postTask: () => new Promise((resolve) => setImmediate(resolve)) });
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('IDBKeyRange', IDBKeyRange);
    vi.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
}

/** Changes every row, against its type. */
export function having(damage: object) {
  return (_row: unknown, row: { value: object }) => {
    Object.assign(row.value, damage);
  };
}

/** A row of terms or passages, whose entries a test reads and changes. */
export interface Chunk {
  generation: string;
  id: string;
  bytes: Uint8Array<ArrayBuffer>;
}
type Entry = Record<string, unknown> & { id: string };

/** Changes the entries of a row, or of all rows of a table, against their type. */
export function changing(change: (entries: Entry[]) => unknown[]) {
  return (_row: unknown, row: { value: unknown }) => {
    const chunk = row.value as Chunk;
    const entries = JSON.parse(new TextDecoder().decode(chunk.bytes)) as Entry[];
    chunk.bytes = new TextEncoder().encode(JSON.stringify(change(entries)));
  };
}
