import { IDBObjectStore } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { writeGeneration } from '../../src/digest/generation';
import { openDigestStore } from '../../src/digest/store';
import {
  digest,
  expectEveryAnswer,
  expectWholeCache,
  filled,
  freshDatabases,
  inDatabase,
  older,
  rowCounts,
  wake,
} from './stored';

freshDatabases();

describe('A good cache', () => {
  it('is filled at the first start, without reporting a problem', async () => {
    const { store, onProblem } = wake();
    expect(await store.ready()).toBe(true);
    await expectWholeCache();
    expect(onProblem).not.toHaveBeenCalled();
  });

  it('answers every read without the bundled file', async () => {
    await filled();
    const { store, bundled } = wake();
    await expectEveryAnswer({
      ...store,
      // An unknown id is looked up in the bundled digest, to distinguish it from a lost row.
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
    // One row for the terms, one for the passage.
    const counts = all.mock.calls.map(
      ([range, count]) => (range as { count?: number } | null)?.count ?? count,
    );
    expect(counts.every((count) => count === 1)).toBe(true);
  });
});

describe('A new digest', () => {
  it('replaces the old one, and no row of the old generation remains', async () => {
    await filled(older);
    await filled();
    await expectWholeCache();
  });

  it('gives answers before it is in the cache, without reporting a problem', async () => {
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

  it('leaves no row of an interrupted write after the next start', async () => {
    await inDatabase((db) => writeGeneration(db, digest));
    await inDatabase((db) => writeGeneration(db, digest));
    await filled();
    await expectWholeCache();
  });

  it.each([1, 2, 3])(
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

  it('does not become the cache if it reads back differently from what was written', async () => {
    const add = IDBObjectStore.prototype.add;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      value,
      ...rest
    ) {
      const isOfPassages = value.id === 'report#p01';
      const row = isOfPassages ? { ...value, bytes: new TextEncoder().encode('[]') } : value;
      return add.call(this, row, ...rest);
    });
    const { store, onProblem } = wake();
    expect(await store.ready()).toBe(false);
    expect(String(onProblem.mock.lastCall?.[0])).toContain('reads back differently');
    expect((await rowCounts()).pointers).toBe(0);
    await expectEveryAnswer(store);
  });

  it('with another hash than the build has is not cached, but gives answers', async () => {
    const onProblem = vi.fn();
    const store = openDigestStore({ bundled: async () => digest, bundledHash: older.hash, onProblem });
    expect(await store.ready()).toBe(false);
    expect((await store.card('igf'))?.term.label).toBe('IGF');
    expect(String(onProblem.mock.lastCall?.[0])).toContain('build again');
    expect((await rowCounts()).pointers).toBe(0);
  });
});

describe('A bundled digest that has not the hash of its content', () => {
  it('is not cached, but gives answers', async () => {
    const { store, onProblem } = wake({ ...digest, terms: older.terms });
    expect(await store.ready()).toBe(false);
    expect((await store.card('igf'))?.term.label).toBe('The IGF');
    expect(String(onProblem.mock.lastCall?.[0])).toContain('the bundled digest is damaged');
    expect((await rowCounts()).pointers).toBe(0);
  });
});

describe('Repairs', () => {
  it('run one at a time, however many reads request them', async () => {
    const { store, bundled } = wake();
    const add = vi.spyOn(IDBObjectStore.prototype, 'add');
    await Promise.all([store.card('igf'), store.term('igf'), store.ready(), store.ready(), store.lexicon()]);
    expect(await store.ready()).toBe(true);
    expect(bundled).toHaveBeenCalledTimes(1);
    expect(add).toHaveBeenCalledTimes(3);
    await expectWholeCache();
  });

  it('in two contexts at once leave one whole cache', async () => {
    const [a, b] = [wake(), wake()];
    await Promise.all([a.store.ready(), b.store.ready()]);
    await filled();
    await expectWholeCache();
  });
});
