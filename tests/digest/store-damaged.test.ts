import { IDBObjectStore } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import type { DigestDatabase } from '../../src/digest/database';
import { DATABASE } from '../../src/digest/rows';
import {
  digest,
  expectEveryAnswer,
  expectWholeCache,
  filled,
  freshDatabases,
  hasId,
  having,
  inDatabase,
  wake,
} from './stored';

freshDatabases();

describe('A damaged database', () => {
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

  it.each(damages)('%s: is detected at the next start and rewritten', async (_, damage) => {
    await filled();
    await inDatabase(damage);
    expect(await wake().store.verify()).toBe(false);
    await filled();
    await expectWholeCache();
  });

  it.each(damages.filter(([name]) => !name.includes('changed word')))(
    '%s: every read is still answered, and the cache is repaired meanwhile',
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

  it('is used again by the same worker after a complete repair', async () => {
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
    ['with tables of another shape', 'terms', true],
  ])('of another version, %s, is recreated', async (_, table, complaint) => {
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

  it('that was deleted between two reads still gives answers, and is whole afterwards', async () => {
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
