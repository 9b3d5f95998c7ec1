/**
 * Reads an index from the cache for a page of the extension that works with the index itself. It uses
 * IndexedDB directly, because Dexie is larger than all else that such a page loads. It never writes or
 * repairs; the background does.
 */

import { soundRow } from './damage';
import { DATABASE, type IndexTable, PointerRow, soundIndex } from './rows';

/**
 * The index in a table, if it was written with the bundled digest of this hash and has this format; otherwise
 * `undefined`. Rejects with `CacheDamage`, or with the browser's error if the database cannot be opened.
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
    // An open connection would block the background from deleting the database.
    db.close();
  }
  if (row === undefined) return undefined;
  const index = await soundIndex(row);
  return index.format === format ? index.bytes : undefined;
}

/** Opens the existing database; `undefined` if there is none. Creates nothing. */
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
