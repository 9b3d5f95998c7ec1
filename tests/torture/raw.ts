/** The database of notes, written and held open by a page of the extension without the code of Gloss. */
import type { Page } from 'puppeteer-core';
import { until } from '../../scripts/hovering';
import { ask } from '../e2e/notes';
import type { Rig } from '../e2e/rig';
import { EARLIER } from '../notes/earlier-schemas';

/** A database to be made, with rows. */
interface Made {
  version: number;
  stores: {
    name: string;
    keyPath?: string;
    autoIncrement?: boolean;
    indexes: { name: string; keyPath: string; multiEntry: boolean }[];
  }[];
  /** `bytes`: the value is an array of bytes. */
  rows: { store: string; key?: string; value?: unknown; bytes?: number[] }[];
}

/** The database as an earlier schema had it (`tests/notes/earlier-schemas.ts`). */
export function earlierSchema(version: number): Made {
  const found = EARLIER.find((each) => each.version === version);
  if (!found) throw new Error(`There is no schema ${version}.`);
  const rows = found.rows.map(({ value, ...row }) =>
    value instanceof Uint8Array ? { ...row, bytes: [...value] } : { ...row, value },
  );
  return { ...found, version: version * 10, rows };
}

/** A database of a version that this code does not know. */
export const NEWER: Made = {
  version: 70,
  stores: [{ name: 'notes', keyPath: 'id', indexes: [] }],
  rows: [{ store: 'notes', value: { id: 'of the future', words: 'not to be touched' } }],
};

/**
 * Stops the background, deletes everything that the user has made, and makes this database instead. `isHeld`: the page
 * keeps it open, and does not give way.
 */
export async function replaceDatabase(
  rig: Rig,
  bare: Page,
  made: Made,
  isHeld: boolean,
  keepsCopy = false,
): Promise<void> {
  // A background that wakes meanwhile makes its own.
  await until('the database to be made', async () => {
    await rig.killBackground();
    return bare.evaluate(
      async (made, isHeld, keepsCopy) => {
        const page = globalThis as unknown as {
          held?: IDBDatabase;
          chrome: { storage: Record<'local' | 'session', { clear(): Promise<void> }> };
        };
        const done = <T>(request: IDBRequest<T>) =>
          new Promise<T>((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        page.held?.close();
        if (!keepsCopy)
          for (const area of ['local', 'session'] as const) await page.chrome.storage[area].clear();
        for (const { name } of await indexedDB.databases())
          if (name?.startsWith('notes')) await done(indexedDB.deleteDatabase(name));
        const request = indexedDB.open('notes', made.version);
        request.onupgradeneeded = () => {
          for (const { name, indexes, ...options } of made.stores) {
            const store = request.result.createObjectStore(name, options);
            for (const each of indexes)
              store.createIndex(each.name, each.keyPath, { multiEntry: each.multiEntry });
          }
        };
        const db = await done(request);
        const change = db.transaction([...db.objectStoreNames], 'readwrite');
        for (const { store, key, value, bytes } of made.rows)
          change.objectStore(store).put(bytes ? new Uint8Array(bytes) : value, key);
        await new Promise((resolve) => {
          change.oncomplete = resolve;
        });
        if (isHeld) page.held = db;
        else db.close();
        return true;
      },
      made,
      isHeld,
      keepsCopy,
    );
  });
}

/** Closes the database that the page keeps open. */
export const release = (bare: Page): Promise<void> =>
  bare.evaluate(() => {
    const page = globalThis as unknown as { held?: IDBDatabase | undefined };
    page.held?.close();
    page.held = undefined;
  });

/** All rows of a database, as JSON by table and key, and its version; without opening it in another version. */
export async function contentsOf(bare: Page, name: string): Promise<{ version: number; rows: string[] }> {
  return bare.evaluate(async (name) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    // While an upgrade waits for the page to let go, no other connection is opened.
    const { held } = globalThis as unknown as { held?: IDBDatabase };
    const request = held?.name === name ? undefined : indexedDB.open(name);
    // No list is asked for: Firefox has none where one of its files cannot be read.
    request?.addEventListener('upgradeneeded', () => request.transaction?.abort());
    const db = request ? await done(request).catch(() => undefined) : held;
    if (!db) return { version: 0, rows: [] };
    const rows: string[] = [];
    for (const table of db.objectStoreNames) {
      const store = db.transaction(table).objectStore(table);
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      for (const [at, key] of keys.entries())
        rows.push(
          `${table} ${String(key)} ${JSON.stringify(values[at], (_, part) => (part instanceof Uint8Array ? [...part] : part))}`,
        );
    }
    const { version } = db;
    if (db !== held) db.close();
    return { version, rows };
  }, name);
}

/** The lines that `contentsOf` has for a database as it was made. */
export const linesOf = ({ rows, stores }: Made): string[] =>
  rows.map(({ store, key, value, bytes }) => {
    const { keyPath } = stores.find(({ name }) => name === store) ?? {};
    const id = key ?? (value as Record<string, unknown>)[keyPath ?? ''];
    return `${store} ${String(id)} ${JSON.stringify(bytes ?? value)}`;
  });

/** What Gloss says of a write: that it is stored, or why not. */
export async function writeTold(own: Page, id: string, text: string): Promise<'stored' | string> {
  const target = { kind: 'term', term: 'igf' } as const;
  return ask(own, 'write', { id, target, changes: { text } }).then(
    () => 'stored',
    (error: Error) => error.message,
  );
}
