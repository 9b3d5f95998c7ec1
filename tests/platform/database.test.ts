import { Dexie, type Table } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Database } from '../../src/platform/database';

class Shelf extends Database {
  rows!: Table<unknown, string>;
  constructor() {
    super('shelf');
    this.version(2).stores({ rows: '' });
  }
}

let factory: IDBFactory;
let db: Shelf;
beforeEach(() => {
  factory = new IDBFactory();
  Dexie.dependencies.indexedDB = factory;
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
  db = new Shelf();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  db.close();
});
/** Holds the database open in another version, as another window would. */
const held = () =>
  new Promise<IDBDatabase>((resolve) => {
    const request = factory.open('shelf', 1);
    request.onsuccess = () => resolve(request.result);
  });

describe('A database whose opening has failed', () => {
  it('is opened again a second later, and not before', async () => {
    const open = vi.spyOn(factory, 'open').mockImplementation(() => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    });
    await expect(db.rows.count()).rejects.toThrow('The disk is full.');
    open.mockRestore();
    await expect(db.rows.count()).rejects.toThrow('The disk is full.');
    await expect.poll(() => db.rows.count().catch(() => undefined), { timeout: 5_000 }).toBe(0);
  });

  it('stays closed where it was closed meanwhile', async () => {
    vi.spyOn(factory, 'open').mockImplementationOnce(() => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    });
    await expect(db.rows.count()).rejects.toThrow('The disk is full.');
    db.close();
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await expect(db.rows.count()).rejects.toThrow();
  });
});

describe('Work with a database', () => {
  const count = () => db.unlessWaiting(async () => db.rows.count());

  it('has its result, or fails with its error', async () => {
    expect(await count()).toBe(0);
    await expect(db.unlessWaiting(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('is not kept waiting by a window that holds the database, and goes on once it is free', async () => {
    const holder = await held();
    await expect(count()).rejects.toThrow('another window may hold it');
    const begun = vi.fn(async () => undefined);
    await expect(db.unlessWaiting(begun)).rejects.toThrow('another window may hold it');
    expect(begun).not.toHaveBeenCalled();
    holder.close();
    await expect.poll(() => count().catch(() => undefined)).toBe(0);
  });

  it('is not kept waiting for more than 15 s by a browser that says nothing', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(factory, 'open').mockReturnValue(new EventTarget() as IDBOpenDBRequest);
    const counting = count();
    const told = vi.fn();
    counting.catch(told);
    await vi.advanceTimersByTimeAsync(14_900);
    expect(told).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    await expect(counting).rejects.toThrow('another window may hold it');
  });
});
