import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DigestContent } from '../../src/digest/canonical';
import { compile } from '../../src/digest/compile';
import { DigestDatabase } from '../../src/digest/database';
import { writeGeneration } from '../../src/digest/generation';
import { DATABASE } from '../../src/digest/rows';
import type { Digest } from '../../src/digest/schema';
import { openDigestStore } from '../../src/digest/store';
import { changed, GLOSSARY, sources } from './sources';

const digest = await compile(sources());
const older = await compile(sources({ glossary: changed(GLOSSARY, 'label: IGF', 'label: The IGF') }));

/** A store as a worker opens it when it wakes, with what its owner sees of it. */
function wake(bundle: Digest = digest) {
  const bundled = vi.fn(async () => bundle);
  const onProblem = vi.fn<(error: unknown) => void>();
  const store = openDigestStore({ bundled, bundledHash: bundle.hash, onProblem });
  return { store, bundled, onProblem };
}

/** A database connection beside the store's, closed after `work`. */
async function inDatabase<T>(work: (db: DigestDatabase) => Promise<T>): Promise<T> {
  const db = new DigestDatabase(indexedDB, IDBKeyRange);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

const rowCounts = () =>
  inDatabase(async (db) => ({
    pointers: await db.pointers.count(),
    documents: await db.documents.count(),
    passages: await db.passages.count(),
    terms: await db.terms.count(),
  }));

const whole = { pointers: 1, documents: 1, passages: 5, terms: 2 };

async function expectWholeCache() {
  expect(await rowCounts()).toEqual(whole);
  const { store, bundled, onProblem } = wake();
  expect(await store.verify()).toBe(true);
  expect((await store.card('igf'))?.term.label).toBe('IGF');
  expect(bundled).not.toHaveBeenCalled();
  expect(onProblem).not.toHaveBeenCalled();
}

async function expectEveryAnswer(store: ReturnType<typeof wake>['store']) {
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
    term: { id: 'igf', kind: 'event', label: 'IGF', name: 'Internet Governance Forum' },
    claims: [
      {
        text: 'The report says that the forum is held every year.',
        quote: 'is held every year',
        passage: 'report#p02',
        document: { id: 'report', title: 'A report', date: '2023-08' },
      },
    ],
    related: [{ id: 'cyber-diplomacy', label: 'Cyber diplomacy', kind: 'concept' }],
  });
}

/** A worker before this one filled the cache. */
async function filled(bundle: Digest = digest) {
  const { store } = wake(bundle);
  expect(await store.ready()).toBe(true);
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('a cache that is good', () => {
  it('is filled at the first start, without a complaint', async () => {
    const { store, onProblem } = wake();
    expect(await store.ready()).toBe(true);
    await expectWholeCache();
    expect(onProblem).not.toHaveBeenCalled();
  });

  it('answers every question without the bundled file', async () => {
    await filled();
    const { store, bundled } = wake();
    await expectEveryAnswer({
      ...store,
      // An id that nobody has is looked up in the bundled digest, to tell it from a lost row.
      term: (id) => store.term(id),
      card: (id) => store.card(id),
      passage: (id) => store.passage(id),
      passages: (id) => store.passages(id),
      documents: () => store.documents(),
      lexicon: () => store.lexicon(),
    } as typeof store);
    expect(bundled).toHaveBeenCalledTimes(1);
  });

  it('is not rewritten at the next start', async () => {
    await filled();
    const generation = () => inDatabase((db) => db.pointers.toArray());
    const before = await generation();
    await filled();
    expect(await generation()).toEqual(before);
  });

  it('reads only the rows that a card needs', async () => {
    await filled();
    const all = vi.spyOn(IDBObjectStore.prototype, 'getAll');
    const { store } = wake();
    expect(await store.card('igf')).toBeDefined();
    expect(all.mock.calls.every(([, limit]) => limit === undefined || limit > 0)).toBe(true);
    expect(all).not.toHaveBeenCalled();
  });
});

describe('a new digest', () => {
  it('replaces the old one, and no row of the old generation stays', async () => {
    await filled(older);
    await filled();
    await expectWholeCache();
  });

  it('is answered before it is in the cache, without a complaint', async () => {
    await filled(older);
    const { store, bundled, onProblem } = wake();
    expect((await store.card('igf'))?.term.label).toBe('IGF');
    expect(bundled).toHaveBeenCalledTimes(1);
    expect(await store.ready()).toBe(true);
    expect(onProblem).not.toHaveBeenCalled();
    await expectWholeCache();
  });

  it('leaves the old cache in place when the worker is killed after writing it', async () => {
    await filled(older);
    await inDatabase((db) => writeGeneration(db, digest));
    const { store, bundled } = wake(older);
    expect((await store.card('igf'))?.term.label).toBe('The IGF');
    expect(bundled).not.toHaveBeenCalled();
  });

  it('leaves nothing of a write that did not end, after the next start', async () => {
    await inDatabase((db) => writeGeneration(db, digest));
    await inDatabase((db) => writeGeneration(db, digest));
    await filled();
    await expectWholeCache();
  });

  it.each([1, 3, 6, 8])(
    'survives a write that fails at row %i, and is whole after the next start',
    async (nth) => {
      await filled(older);
      let rows = 0;
      const add = IDBObjectStore.prototype.add;
      const failing = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
        this: IDBObjectStore,
        ...args
      ) {
        rows += 1;
        if (rows >= nth) throw new DOMException('killed', 'AbortError');
        return add.apply(this, args);
      });
      const { store, onProblem } = wake();
      expect((await store.card('igf'))?.term.label).toBe('IGF');
      expect(await store.ready()).toBe(false);
      expect(onProblem).toHaveBeenCalled();
      await expectEveryAnswer(store);
      failing.mockRestore();
      await filled();
      await expectWholeCache();
    },
  );

  it('is not made the cache when it reads back differently from what was written', async () => {
    const add = IDBObjectStore.prototype.add;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      value,
      ...rest
    ) {
      const row =
        value.id === 'report#p02' ? { ...value, passage: { ...value.passage, text: 'rot' } } : value;
      return add.call(this, row, ...rest);
    });
    const { store, onProblem } = wake();
    expect(await store.ready()).toBe(false);
    expect(String(onProblem.mock.lastCall?.[0])).toContain('reads back differently');
    expect((await rowCounts()).pointers).toBe(0);
    await expectEveryAnswer(store);
  });

  it('that is not the one known at build is not cached, but answers', async () => {
    const onProblem = vi.fn();
    const store = openDigestStore({ bundled: async () => digest, bundledHash: older.hash, onProblem });
    expect(await store.ready()).toBe(false);
    expect((await store.card('igf'))?.term.label).toBe('IGF');
    expect(String(onProblem.mock.lastCall?.[0])).toContain('build again');
    expect((await rowCounts()).pointers).toBe(0);
  });
});

describe('a database that is damaged', () => {
  type Damage = (db: DigestDatabase) => Promise<unknown>;
  const damages: [string, Damage, complaint: boolean][] = [
    ['without its pointer', (db) => db.pointers.clear(), false],
    [
      'whose pointer is no pointer',
      (db) => db.pointers.toCollection().modify(having({ generation: 7 })),
      true,
    ],
    [
      'whose pointer is of nothing',
      (db) => db.pointers.toCollection().modify(having({ generation: 'gone' })),
      true,
    ],
    ['without its terms', (db) => db.terms.clear(), true],
    [
      'without one term',
      (db) =>
        db.terms
          .toCollection()
          .filter((row) => hasId(row, 'igf'))
          .delete(),
      true,
    ],
    [
      'without a related term',
      (db) =>
        db.terms
          .toCollection()
          .filter((row) => hasId(row, 'cyber-diplomacy'))
          .delete(),
      true,
    ],
    ['without its passages', (db) => db.passages.clear(), true],
    [
      'without the last passage',
      (db) =>
        db.passages
          .toCollection()
          .filter((row) => hasId(row, 'report#p05'))
          .delete(),
      true,
    ],
    ['without its documents', (db) => db.documents.clear(), true],
    ['with terms of a wrong shape', (db) => db.terms.toCollection().modify(having({ term: 'igf' })), true],
    [
      'with a term in the place of another',
      (db) => db.terms.toCollection().modify(having({ term: digest.terms[1] })),
      true,
    ],
    [
      'with passages of a wrong shape',
      (db) => db.passages.toCollection().modify(having({ passage: { text: 1 } })),
      true,
    ],
    [
      'with documents of a wrong shape',
      (db) => db.documents.toCollection().modify(having({ document: null })),
      true,
    ],
    [
      'with a changed word',
      (db) =>
        db.documents.toCollection().modify(having({ document: { ...digest.documents[0], title: 'Rot' } })),
      true,
    ],
  ];

  it.each(damages)('%s: is found at the next start and rewritten', async (_, damage) => {
    await filled();
    await inDatabase(damage);
    expect(await wake().store.verify()).toBe(false);
    await filled();
    await expectWholeCache();
  });

  it.each(damages.filter(([name]) => !name.includes('changed word')))(
    '%s: every question is answered all the same, and it is repaired meanwhile',
    async (_, damage, complaint) => {
      await filled();
      await inDatabase(damage);
      const { store, bundled, onProblem } = wake();
      await expectEveryAnswer(store);
      expect(bundled).toHaveBeenCalledTimes(1);
      expect(await store.ready()).toBe(true);
      expect(onProblem.mock.calls.length > 0).toBe(complaint);
      await expectWholeCache();
    },
  );

  it('a whole repair serves the same worker again', async () => {
    await filled();
    await inDatabase((db) => db.terms.clear());
    const { store } = wake();
    await store.card('igf');
    await store.ready();
    const get = vi.spyOn(IDBObjectStore.prototype, 'get');
    await expectEveryAnswer(store);
    expect(get).toHaveBeenCalled();
  });

  it.each([
    ['without tables', 'strange', false],
    ['with tables of another make', 'terms', true],
  ])('from another version, %s, is made anew', async (_, table, complaint) => {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 990);
      request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: 'name' });
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    const { store, onProblem } = wake();
    await expectEveryAnswer(store);
    expect(await store.ready()).toBe(true);
    expect(onProblem.mock.calls.length > 0).toBe(complaint);
    await expectWholeCache();
  });

  it('that is deleted between two reads still answers, and is whole afterwards', async () => {
    await filled();
    const { store, bundled, onProblem } = wake();
    await store.card('igf');
    expect(bundled).not.toHaveBeenCalled();
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(DATABASE);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error);
    });
    await expectEveryAnswer(store);
    expect(await store.ready()).toBe(true);
    expect(onProblem).not.toHaveBeenCalled();
    await expectWholeCache();
  });
});

describe('without a database', () => {
  it('every question is answered where there is no IndexedDB, and it is said once', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const { store, bundled, onProblem } = wake();
    await expectEveryAnswer(store);
    expect(await store.ready()).toBe(false);
    await expectEveryAnswer(store);
    expect(bundled).toHaveBeenCalledTimes(1);
    expect(onProblem).toHaveBeenCalledTimes(1);
  });

  it.each([
    [
      'throws',
      () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    ],
    [
      'fails',
      () => {
        const request = new EventTarget();
        const error = new DOMException('A mutation operation was attempted', 'InvalidStateError');
        const onerror = { set: (handler: EventListener) => request.addEventListener('error', handler) };
        queueMicrotask(() => request.dispatchEvent(new Event('error', { cancelable: true })));
        return Object.defineProperties(request, { error: { value: error }, onerror });
      },
    ],
  ])('every question is answered where opening it %s', async (_, open) => {
    vi.stubGlobal('indexedDB', { open, deleteDatabase: open, databases: async () => [] });
    const { store, bundled, onProblem } = wake();
    await expectEveryAnswer(store);
    expect(await store.ready()).toBe(false);
    await expectEveryAnswer(store);
    expect(bundled).toHaveBeenCalledTimes(1);
    expect(onProblem).toHaveBeenCalledTimes(1);
  });

  it('a refused database is tried again after a minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const factory = indexedDB;
    vi.stubGlobal('indexedDB', undefined);
    const { store } = wake();
    await store.card('igf');
    expect(await store.ready()).toBe(false);
    vi.stubGlobal('indexedDB', factory);
    await store.card('igf');
    expect(await rowCounts()).toMatchObject({ pointers: 0 });
    vi.setSystemTime(Date.now() + 61_000);
    await store.card('igf');
    expect(await store.ready()).toBe(true);
    await expectWholeCache();
  });

  it('a database that never opens costs one read its time limit, and the others nothing', async () => {
    const open = vi.fn(() => ({}));
    vi.stubGlobal('indexedDB', { open, deleteDatabase: () => ({}), databases: async () => [] });
    const { store, onProblem } = wake();
    expect(await store.card('igf')).toBeDefined();
    await expectEveryAnswer(store);
    expect(open).toHaveBeenCalledTimes(1);
    expect(onProblem).toHaveBeenCalledTimes(1);
  });

  it('a database that opens late is used from then on', async () => {
    await filled();
    const factory = indexedDB;
    const open = factory.open.bind(factory);
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    vi.spyOn(factory, 'open').mockImplementation((...args) => {
      const request = open(...args);
      Object.defineProperty(request, 'onsuccess', {
        set(handler: EventListener) {
          request.addEventListener('success', (event) => gate.then(() => handler.call(request, event)));
        },
      });
      return request;
    });
    const { store } = wake();
    expect(await store.card('igf')).toBeDefined();
    release();
    expect(await store.ready()).toBe(true);
    const get = vi.spyOn(IDBObjectStore.prototype, 'get');
    expect(await store.card('igf')).toBeDefined();
    expect(get).toHaveBeenCalled();
  });

  it('a bundled file that cannot be read once is read again', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const bundled = vi.fn(async () => digest).mockRejectedValueOnce(new Error('no file'));
    const store = openDigestStore({ bundled, bundledHash: digest.hash, onProblem: () => {} });
    await expect(store.card('igf')).rejects.toThrow('no file');
    expect(await store.card('igf')).toBeDefined();
  });
});

describe('repairs', () => {
  it('run one at a time, however many reads ask for them', async () => {
    const { store, bundled } = wake();
    const add = vi.spyOn(IDBObjectStore.prototype, 'add');
    await Promise.all([store.card('igf'), store.term('igf'), store.ready(), store.ready(), store.lexicon()]);
    expect(await store.ready()).toBe(true);
    expect(bundled).toHaveBeenCalledTimes(1);
    expect(add).toHaveBeenCalledTimes(8);
    await expectWholeCache();
  });

  it('of two contexts at once leave one whole cache', async () => {
    const [a, b] = [wake(), wake()];
    await Promise.all([a.store.ready(), b.store.ready()]);
    await filled();
    await expectWholeCache();
  });
});

describe("the matcher's index", () => {
  const build = () =>
    vi.fn((terms: { id: string }[]) => new TextEncoder().encode(terms.map(({ id }) => id).join()));

  it('is built once and kept for the workers after this one', async () => {
    await filled();
    const first = build();
    const bytes = await wake().store.index('1', first);
    expect(first).toHaveBeenCalledTimes(1);
    const second = build();
    expect(await wake().store.index('1', second)).toEqual(bytes);
    expect(second).not.toHaveBeenCalled();
    expect(await wake().store.verify()).toBe(true);
  });

  it('is built anew for another digest or another format', async () => {
    await filled(older);
    await wake(older).store.index('1', build());
    await filled();
    const forDigest = build();
    await wake().store.index('1', forDigest);
    expect(forDigest).toHaveBeenCalledTimes(1);
    const forFormat = build();
    await wake().store.index('2', forFormat);
    expect(forFormat).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['changed bytes', { bytes: new Uint8Array([1, 2, 3]) }],
    ['no bytes', { bytes: 'none' }],
  ])('with %s is built anew, and the cache repaired', async (_, damage) => {
    await filled();
    await wake().store.index('1', build());
    await inDatabase((db) => db.indexes.toCollection().modify(having(damage)));
    const { store, onProblem } = wake();
    const again = build();
    expect(new TextDecoder().decode(await store.index('1', again))).toBe('cyber-diplomacy,igf');
    expect(again).toHaveBeenCalledTimes(1);
    expect(onProblem).toHaveBeenCalled();
    expect(await store.ready()).toBe(true);
    await expectWholeCache();
  });

  it('is built from the bundled digest where there is no database', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(new TextDecoder().decode(await wake().store.index('1', build()))).toBe('cyber-diplomacy,igf');
  });
});

describe("the search's index", () => {
  const build = () =>
    vi.fn(async ({ documents, passages, terms }: DigestContent) =>
      new TextEncoder().encode([...documents, ...passages, ...terms].map(({ id }) => id).join()),
    );
  const ALL = 'report,report#p01,report#p02,report#p03,report#p04,report#p05,cyber-diplomacy,igf';

  it("is built of the whole digest once, and kept beside the matcher's", async () => {
    await filled();
    await wake().store.index('1', () => new Uint8Array([1]));
    const first = build();
    const bytes = await wake().store.searchIndex('1', first);
    expect(new TextDecoder().decode(bytes)).toBe(ALL);
    const second = build();
    expect(await wake().store.searchIndex('1', second)).toEqual(bytes);
    expect(second).not.toHaveBeenCalled();
    expect(await wake().store.index('1', () => new Uint8Array([2]))).toEqual(new Uint8Array([1]));
    expect(await wake().store.verify()).toBe(true);
  });

  it('is kept as a Blob where it is large, and checked like any other', async () => {
    await filled();
    const large = new Uint8Array(3_000_000).fill(7);
    await wake().store.searchIndex('1', async () => large);
    const [row] = await inDatabase((db) => db.searches.toArray());
    expect((row as { bytes: unknown }).bytes).toBeInstanceOf(Blob);
    expect(await wake().store.searchIndex('1', build())).toEqual(large);
    await inDatabase((db) => db.searches.toCollection().modify(having({ bytes: new Blob(['other']) })));
    expect(await wake().store.verify()).toBe(false);
  });

  it('is built anew for another digest or another format', async () => {
    await filled(older);
    await wake(older).store.searchIndex('1', build());
    await filled();
    const forDigest = build();
    await wake().store.searchIndex('1', forDigest);
    const forFormat = build();
    await wake().store.searchIndex('2', forFormat);
    expect([forDigest, forFormat].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('with changed bytes is built anew, and the cache repaired', async () => {
    await filled();
    await wake().store.searchIndex('1', build());
    await inDatabase((db) => db.searches.toCollection().modify(having({ bytes: new Uint8Array([1]) })));
    const { store, onProblem } = wake();
    expect(new TextDecoder().decode(await store.searchIndex('1', build()))).toBe(ALL);
    expect(onProblem).toHaveBeenCalled();
    expect(await store.ready()).toBe(true);
    await expectWholeCache();
  });

  it('is built from the bundled digest where there is no database', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(new TextDecoder().decode(await wake().store.searchIndex('1', build()))).toBe(ALL);
  });
});

/** Puts something into every row that its type would not let in. */
function having(damage: object) {
  return (_row: unknown, row: { value: object }) => {
    Object.assign(row.value, damage);
  };
}

function hasId(row: unknown, id: string): boolean {
  return typeof row === 'object' && row !== null && 'id' in row && row.id === id;
}
