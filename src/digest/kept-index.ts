/**
 * An index as the background keeps it, for a page of the extension that works with it by itself. Read with the browser's own IndexedDB:
 * Dexie is more than such a page loads in all. Nothing is written or repaired here; the background does that.
 */

import { soundRow } from './damage';
import { DATABASE, type IndexTable, PointerRow, soundIndex } from './rows';

/**
 * The index in that table, of the digest with that hash and in that format; `undefined` where none is kept. Rejects with `CacheDamage`,
 * or with the browser's error where the database is out of reach.
 */
export async function keptIndex(
  table: IndexTable,
  hash: string,
  format: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const db = await openExisting();
  if (!db?.objectStoreNames.contains(table)) return undefined;
  let row: unknown;
  try {
    const stores = db.transaction(['pointers', table]);
    const found = await settled(stores.objectStore('pointers').get('bundled'));
    if (found === undefined) return undefined;
    const pointer = soundRow(PointerRow, found, 'the pointer');
    if (pointer.hash !== hash) return undefined;
    row = await settled(stores.objectStore(table).get(pointer.generation));
  } finally {
    // The background may want to delete it.
    db.close();
  }
  if (row === undefined) return undefined;
  const index = await soundIndex(row);
  return index.format === format ? index.bytes : undefined;
}

/** The database as it is; where there is none, none is made. */
async function openExisting(): Promise<IDBDatabase | undefined> {
  if (!globalThis.indexedDB) return undefined;
  const opening = indexedDB.open(DATABASE);
  let isNew = false;
  opening.onupgradeneeded = () => {
    isNew = true;
    opening.transaction?.abort();
  };
  try {
    return await settled(opening);
  } catch (error) {
    if (isNew) return undefined;
    throw error;
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
