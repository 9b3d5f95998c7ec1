import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NotesDatabase } from '../../src/notes/database';
import { Notes } from '../../src/notes/store';
import { onTerm } from './database';
import { EARLIER } from './earlier-schemas';

let factory: IDBFactory;
const open: { close(): void }[] = [];
beforeEach(() => {
  factory = new IDBFactory();
  Dexie.dependencies.indexedDB = factory;
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
});
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});
const database = (): NotesDatabase => {
  const db = new NotesDatabase();
  open.push(db);
  return db;
};
/** Opens the database without Dexie. `upgrade` is called with a version above the present one. */
const raw = (version?: number, upgrade: (db: IDBDatabase) => void = () => undefined) =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = factory.open('notes', version);
    request.onupgradeneeded = () => upgrade(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

describe('a database of a newer version of Gloss', () => {
  it('is neither read nor changed, and the user can be told', async () => {
    const newer = await raw(70, (db) => db.createObjectStore('notes', { keyPath: 'id' }));
    newer.close();
    const db = database();
    await expect(new Notes(db).create(onTerm())).rejects.toThrow();
    expect(db.health).toEqual({ is: 'newer' });
    const after = await raw();
    expect([after.version, [...after.objectStoreNames]]).toEqual([70, ['notes']]);
    after.close();
  });
});

describe('a database that lacks a table', () => {
  it('gets it back, empty, and opens again later', async () => {
    const first = database();
    const note = await new Notes(first).create(onTerm());
    first.close();
    const damaged = await raw(61, (db) => db.deleteObjectStore('snapshots'));
    damaged.close();
    for (let time = 0; time < 3; time++) {
      const db = database();
      expect(await db.snapshots.count()).toBe(0);
      expect(await new Notes(db).get(note.id)).toEqual(note);
      expect(db.health).toEqual({ is: 'well' });
      db.close();
    }
  });
});

describe('a database that the browser refuses to open', () => {
  const refuse = (name: string, error: string) => {
    const real = factory.open.bind(factory);
    factory.open = (asked, version) => {
      if (!asked.startsWith(name)) return real(asked, version);
      const request = real('refused', 1);
      const told = new EventTarget() as unknown as IDBOpenDBRequest;
      request.onsuccess = () => {
        request.result.close();
        Object.defineProperty(told, 'error', { value: new DOMException('Internal error.', error) });
        const event = new Event('error', { cancelable: true });
        Object.defineProperty(event, 'target', { value: told });
        told.dispatchEvent(event);
        told.onerror?.(event as never);
      };
      return told;
    };
    return () => {
      factory.open = real;
    };
  };

  it('is set aside, and another one is used', async () => {
    const first = database();
    const note = await new Notes(first).create(onTerm());
    first.close();
    const real = factory.open.bind(factory);
    let refused = 0;
    const undo = refuse('notes', 'UnknownError');
    const refusing = factory.open;
    factory.open = (name, version) => {
      if (name === 'notes 2') return real(name, version);
      refused++;
      return refusing(name, version);
    };
    const db = database();
    expect(await new Notes(db).all()).toEqual({ notes: [], damaged: [] });
    expect(refused).toBe(2);
    expect(db.health).toEqual({ is: 'well' });
    db.close();
    undo();
    expect(await new Notes(database()).get(note.id)).toEqual(note);
  });

  it('is used again once it is opened, where the other one was refused as well', async () => {
    const first = database();
    const note = await new Notes(first).create(onTerm());
    first.close();
    // A full disk, as Chromium tells of it.
    const undo = refuse('notes', 'UnknownError');
    const db = database();
    await expect(db.notes.count()).rejects.toThrow();
    expect(db.health.is).toBe('refused');
    undo();
    await expect
      .poll(() => new Notes(db).get(note.id).catch(() => undefined), { timeout: 5_000 })
      .toEqual(note);
    expect((await factory.databases()).map(({ name }) => name)).not.toContain('notes 2');
  });

  it('for want of space is not set aside', async () => {
    refuse('notes', 'QuotaExceededError');
    const db = database();
    for (let time = 0; time < 4; time++) await expect(db.notes.count()).rejects.toThrow();
    expect(db.health.is).toBe('refused');
    expect((await factory.databases()).map(({ name }) => name)).not.toContain('notes 2');
  });
});

describe('a database that another window holds', () => {
  it('is said to wait, and opens when it is free', async () => {
    const holder = await raw(10);
    const db = database();
    const count = db.notes.count();
    await expect.poll(() => db.health).toEqual({ is: 'waiting' });
    holder.close();
    expect(await count).toBe(0);
    expect(db.health).toEqual({ is: 'well' });
  });
});

describe.each(EARLIER)('a database of schema $version', ({ version, stores, rows }) => {
  const make = async () => {
    const db = await raw(version * 10, (db) => {
      for (const { name, keyPath, autoIncrement = false, indexes } of stores) {
        const store = db.createObjectStore(name, {
          ...(keyPath !== undefined && { keyPath }),
          autoIncrement,
        });
        for (const each of indexes)
          store.createIndex(each.name, each.keyPath, { multiEntry: each.multiEntry });
      }
    });
    const change = db.transaction([...db.objectStoreNames], 'readwrite');
    for (const { store, key, value } of rows) change.objectStore(store).put(value, key);
    await new Promise((resolve) => {
      change.oncomplete = resolve;
    });
    db.close();
  };
  const isWhole = async (db: NotesDatabase) => {
    for (const { store, key, value } of rows)
      expect(await db.table(store).get(key ?? (value as { id: string }).id)).toEqual(value);
  };

  it('is brought up to date, and keeps every row', async () => {
    await make();
    const db = database();
    await isWhole(db);
    expect(db.verno).toBe(6);
    expect(await db.uncopied.count()).toBe(0);
  });

  it('is brought up to date after an interruption', async () => {
    await make();
    const real = factory.open.bind(factory);
    factory.open = (name, asked) => {
      const request = real(name, asked);
      request.addEventListener('upgradeneeded', () => queueMicrotask(() => request.transaction?.abort()));
      return request;
    };
    await expect(database().open()).rejects.toThrow();
    factory.open = real;
    const before = await raw();
    expect(before.version).toBe(version * 10);
    before.close();
    await isWhole(database());
  });
});
