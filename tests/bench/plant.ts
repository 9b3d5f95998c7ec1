/**
 * Stores a larger index where the background looks for its own: next to the cached digest, in the extension's
 * database.
 */
import { pause, until } from '../../scripts/hovering';
import type { Lab } from './lab';

/** Time that a background needs to check its cache after a start, ms. */
const UPKEEP = 500;

/**
 * Replaces the cached index by the one of the lab's size, and stops the background. The next background
 * starts with it.
 */
export async function plantIndex({ browser, size, stopBackground }: Lab, base: string): Promise<void> {
  const own = await browser.newPage();
  try {
    await own.goto(`${base}library.html`);
    // A background that gets a request while it still writes its cache stores no index. The next one does.
    await until(
      'the cache of the digest',
      async () => {
        const state = await own.evaluate(cacheState);
        if (state === 'no index') {
          await stopBackground();
          await pause(UPKEEP);
        }
        return state === 'whole';
      },
      30_000,
    );
    if (size === 'bundled') return;
    await own.evaluate(replaceIndex);
    await stopBackground();
  } finally {
    await own.close();
  }
}

type CacheState = 'none' | 'no index' | 'whole';

/**
 * The state of the database. If there is a cache, first sends the background a request, which makes it store
 * its index.
 */
async function cacheState(): Promise<CacheState> {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === 'digests')) return 'none';
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('digests');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  try {
    const count = (name: string) =>
      new Promise<number>((resolve, reject) => {
        const request = db.transaction(name).objectStore(name).count();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    if (!db.objectStoreNames.contains('indexes') || (await count('pointers')) === 0) return 'none';
    await (
      globalThis as unknown as { chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } } }
    ).chrome.runtime.sendMessage({ kind: 'scan', data: { blocks: ['Nothing.'], lang: 'en' } });
    return (await count('indexes')) > 0 ? 'whole' : 'no index';
  } finally {
    db.close();
  }
}

async function replaceIndex(): Promise<void> {
  const bytes = new Uint8Array(await (await fetch('/bench/index.bin')).arrayBuffer());
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('digests');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  await new Promise<void>((resolve, reject) => {
    const change = db.transaction('indexes', 'readwrite');
    const rows = change.objectStore('indexes').openCursor();
    rows.onsuccess = () => {
      const cursor = rows.result;
      if (!cursor) return;
      // The background stores its own large indexes in this way.
      cursor.update({ ...cursor.value, bytes: bytes.length > 1 << 20 ? new Blob([bytes]) : bytes, hash });
      cursor.continue();
    };
    change.oncomplete = () => resolve();
    change.onerror = () => reject(change.error);
  });
  db.close();
}
