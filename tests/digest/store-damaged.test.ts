import { IDBObjectStore } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import type { DigestDatabase } from '../../src/digest/database';
import { DATABASE, type TermsRow } from '../../src/digest/rows';
import {
  changing,
  digest,
  expectEveryAnswer,
  expectWholeCache,
  filled,
  freshDatabases,
  having,
  inDatabase,
  rowCounts,
  wake,
} from './stored';

freshDatabases();

/** Damage that single reads do not meet. */
const UNSEEN = /changed word|row of terms more|wrong name/;
/** No text in UTF-8. */
const WILD = new Uint8Array(100).fill(0xff);

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
      (db) => db.terms.toCollection().modify(changing((all) => all.filter(({ id }) => id !== 'igf'))),
      true,
    ],
    [
      'without a related term',
      (db) => db.terms.toCollection().modify(changing((all) => all.filter(({ id }) => id === 'igf'))),
      true,
    ],
    ['without its passages', (db) => db.passages.clear(), true],
    [
      'without the last passage',
      (db) => db.passages.toCollection().modify(changing((all) => all.slice(0, -1))),
      true,
    ],
    ['without its documents', (db) => db.documents.clear(), true],
    [
      'with terms of a wrong shape',
      (db) => db.terms.toCollection().modify(changing((all) => all.map(({ id }) => ({ id })))),
      true,
    ],
    ['with terms that are no text', (db) => db.terms.toCollection().modify(having({ bytes: WILD })), true],
    ['with terms that are no bytes', (db) => db.terms.toCollection().modify(having({ bytes: 'none' })), true],
    [
      'with terms that are no list',
      (db) => db.terms.toCollection().modify(having({ bytes: new TextEncoder().encode('{}') })),
      true,
    ],
    [
      'with a term in the place of another',
      (db) => db.terms.toCollection().modify(changing(() => [digest.terms[0], digest.terms[0]])),
      true,
    ],
    [
      'with passages of a wrong shape',
      (db) => db.passages.toCollection().modify(changing((all) => all.map(({ id }) => ({ id, text: 1 })))),
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
    [
      'with a changed word of a term',
      (db) =>
        db.terms.toCollection().modify(changing((all) => all.map((term) => ({ ...term, label: 'Rot' })))),
      true,
    ],
    [
      'with a row of terms more',
      async (db) => {
        const row = (await db.terms.toCollection().first()) as TermsRow;
        await db.terms.add({ ...row, id: 'zz' });
      },
      true,
    ],
    [
      'whose terms answer to a wrong name',
      (db) => db.terms.toCollection().modify(having({ also: ['un'] })),
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

  it.each(damages.filter(([name]) => !UNSEEN.test(name)))(
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

  it('of the version before, with a row for each term, is emptied and written anew', async () => {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 30);
      request.onupgradeneeded = () => {
        const keyPath = ['generation', 'id'];
        for (const name of ['documents', 'passages', 'terms']) {
          const store = request.result.createObjectStore(name, { keyPath });
          store.createIndex('generation', 'generation');
        }
        const [terms, passages] = ['terms', 'passages'].map((name) => request.transaction?.objectStore(name));
        terms?.createIndex('also', 'also', { multiEntry: true });
        const place = ['generation', 'document', 'number'];
        passages?.createIndex('[generation+document+number]', place);
        terms?.add({ generation: 'old', id: 'igf', term: digest.terms[1], also: [] });
        request.result.createObjectStore('pointers', { keyPath: 'digest' }).add({
          ...{ digest: 'bundled', generation: 'old', hash: digest.hash },
          ...{ documents: 1, passages: 5, terms: 2 },
        });
        for (const name of ['indexes', 'searches'])
          request.result.createObjectStore(name, { keyPath: 'generation' });
      };
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    expect(await rowCounts()).toEqual({ pointers: 0, documents: 0, passages: 0, terms: 0 });
    const { store, onProblem } = wake();
    await expectEveryAnswer(store);
    expect(await store.ready()).toBe(true);
    expect(onProblem).not.toHaveBeenCalled();
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
