import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Backups } from '../../src/notes/backup';
import { NotesDatabase } from '../../src/notes/database';
import { Imports } from '../../src/notes/imports';
import { Notes } from '../../src/notes/store';
import { onTerm } from './database';
import { EARLIER } from './earlier-schemas';

const DAY = 86_400_000;
let factory: IDBFactory;
let db: NotesDatabase;
beforeEach(() => {
  factory = new IDBFactory();
  Dexie.dependencies.indexedDB = factory;
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
});
afterEach(() => db.close());
const open = () => {
  db = new NotesDatabase();
  return db;
};
const result = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
const names = async () => (await factory.databases()).map(({ name }) => name).sort();

/** How many notes a database has. */
async function rowsIn(name: string): Promise<number> {
  const there = await result(factory.open(name));
  const count = await result(there.transaction('notes').objectStore('notes').count());
  there.close();
  return count;
}

/** Makes the database as that schema had it, with its rows. */
async function make({ version, stores, rows }: (typeof EARLIER)[number]): Promise<void> {
  const request = factory.open('notes', version * 10);
  request.onupgradeneeded = () => {
    for (const { name, keyPath, autoIncrement = false, indexes } of stores) {
      const store = request.result.createObjectStore(name, {
        ...(keyPath !== undefined && { keyPath }),
        autoIncrement,
      });
      for (const each of indexes) store.createIndex(each.name, each.keyPath, { multiEntry: each.multiEntry });
    }
  };
  const made = await result(request);
  const change = made.transaction([...made.objectStoreNames], 'readwrite');
  for (const { store, key, value } of rows) change.objectStore(store).put(value, key);
  await new Promise((resolve) => {
    change.oncomplete = resolve;
  });
  made.close();
}
const LAST = EARLIER.at(-1) as (typeof EARLIER)[number];

describe.each(EARLIER)('A database of schema $version', (earlier) => {
  it('is copied before it is upgraded, each row as it was', async () => {
    await make(earlier);
    await open().notes.count();
    const copy = await result(factory.open('notes before 6'));
    expect(copy.version).toBe(1);
    for (const { store, key, value } of earlier.rows) {
      const table = copy.transaction(store).objectStore(store);
      expect(await result(table.get(key ?? (value as { id: string }).id))).toEqual(value);
    }
    const counts = earlier.stores.map(({ name }) => result(copy.transaction(name).objectStore(name).count()));
    expect((await Promise.all(counts)).reduce((sum, count) => sum + count, 0)).toBe(earlier.rows.length);
    copy.close();
  });
});

describe('The copy of an earlier database', () => {
  it('is not made where there is nothing to upgrade', async () => {
    await new Notes(open()).create(onTerm());
    db.close();
    await open().notes.count();
    expect(await names()).toEqual(['notes']);
  });

  it('is made again where it was interrupted', async () => {
    await make(LAST);
    const request = factory.open('notes before 6', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('notes', { keyPath: 'id' });
    (await result(request)).close();
    await open().notes.count();
    const copy = await result(factory.open('notes before 6'));
    expect([...copy.objectStoreNames]).toContain('copied');
    copy.close();
    expect(await rowsIn('notes before 6')).toBe(2);
  });

  it('is made again where it cannot be opened', async () => {
    await make(LAST);
    (await result(factory.open('notes before 6', 1))).close();
    const real = factory.open.bind(factory);
    let isDamaged = true;
    factory.open = (name, version) => {
      if (name !== 'notes before 6' || !isDamaged) return real(name, version);
      throw new DOMException('The file is damaged.', 'UnknownError');
    };
    vi.spyOn(factory, 'deleteDatabase').mockImplementationOnce((name) => {
      isDamaged = false;
      return IDBFactory.prototype.deleteDatabase.call(factory, name);
    });
    expect(await open().notes.count()).toBe(2);
    expect(await rowsIn('notes before 6')).toBe(2);
  });

  /** As Firefox after it was killed while it made a database: it lists none. */
  const withoutList = () =>
    vi
      .spyOn(factory, 'databases')
      .mockImplementation(() => Promise.reject(new DOMException('No.', 'UnknownError')));

  it('is made, becomes a backup and goes where the browser lists no databases', async () => {
    await make(LAST);
    const list = withoutList();
    const backups = new Backups(open());
    expect(await db.notes.count()).toBe(2);
    expect(await rowsIn('notes before 6')).toBe(2);
    const had = (await backups.list()).length;
    await backups.takeEarlier();
    expect(await backups.list()).toHaveLength(had + 1);
    await db.forgetEarlier(Date.now() + 31 * DAY);
    list.mockRestore();
    expect(await names()).toEqual(['notes']);
  });

  it('is not made where the browser lists no databases and there are none', async () => {
    const list = withoutList();
    await open().notes.count();
    await new Backups(db).takeEarlier();
    await db.forgetEarlier(Date.now());
    list.mockRestore();
    expect(await names()).toEqual(['notes']);
  });

  it('is a condition of the upgrade: without room for it, nothing is changed', async () => {
    await make(LAST);
    const real = factory.open.bind(factory);
    factory.open = (name, version) => {
      if (name !== 'notes before 6') return real(name, version);
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    };
    await expect(open().notes.count()).rejects.toThrow('The disk is full.');
    expect(db.health).toMatchObject({ is: 'refused', problem: expect.stringContaining('The disk is full.') });
    expect((await factory.databases()).map(({ name, version }) => [name, version])).toEqual([['notes', 50]]);
    factory.open = real;
    await expect.poll(() => db.notes.count().catch(() => 0), { timeout: 5_000 }).toBe(2);
    expect(db.health).toEqual({ is: 'well' });
    expect(await names()).toEqual(['notes', 'notes before 6']);
  });

  it('becomes a backup that can be restored, once', async () => {
    await make(LAST);
    const backups = new Backups(open());
    const before = await new Notes(db).all();
    const had = (await backups.list()).length;
    await backups.takeEarlier();
    await backups.takeEarlier();
    const [newest, ...others] = await backups.list();
    expect(others).toHaveLength(had);
    expect(newest).toMatchObject({ notes: 2, deleted: 1 });
    // As an upgrade that went wrong would leave it.
    await db.notes.clear();
    const { reading, taken } = await backups.read(newest?.id ?? '');
    await new Imports(db).run({ id: 'i', from: { kind: 'backup', taken }, refused: 0 }, reading);
    expect(await new Notes(db).all()).toEqual(before);
  });

  it('is kept for a month', async () => {
    await make(LAST);
    await open().notes.count();
    await db.forgetEarlier(Date.now() + 29 * DAY);
    expect(await names()).toEqual(['notes', 'notes before 6']);
    await db.forgetEarlier(Date.now() + 31 * DAY);
    expect(await names()).toEqual(['notes']);
  });
});
