import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compile } from '../../src/digest/compile';
import { DigestDatabase } from '../../src/digest/database';
import { keptIndex } from '../../src/digest/kept-index';
import { openDigestStore } from '../../src/digest/store';
import { sources } from './sources';

const digest = await compile(sources());
const BYTES = Uint8Array.of(1, 2, 3);

/** Makes the background store an index of the search. */
async function keep(bytes: Uint8Array<ArrayBuffer>) {
  const store = openDigestStore({
    bundled: async () => digest,
    bundledHash: digest.hash,
    onProblem: () => undefined,
  });
  expect(await store.ready()).toBe(true);
  await store.searchIndex('1', async () => bytes);
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
});
afterEach(() => vi.unstubAllGlobals());

describe('An index that the background stored', () => {
  it.each([
    ['small', BYTES],
    ['kept as a Blob', new Uint8Array(2 << 20).fill(7)],
  ])('is read, %s', async (_, bytes) => {
    await keep(bytes);
    const read = await keptIndex('searches', digest.hash, '1');
    expect(Buffer.compare(read as Uint8Array, bytes)).toBe(0);
  });

  it('is not found for another format, digest or table', async () => {
    await keep(BYTES);
    expect(await keptIndex('searches', digest.hash, '2')).toBeUndefined();
    expect(await keptIndex('searches', '0'.repeat(64), '1')).toBeUndefined();
    expect(await keptIndex('indexes', digest.hash, '1')).toBeUndefined();
  });

  it('is refused if its bytes have changed', async () => {
    await keep(BYTES);
    const db = new DigestDatabase(indexedDB, IDBKeyRange);
    await db.searches.toCollection().modify((row) => {
      (row as { bytes: Uint8Array }).bytes = Uint8Array.of(9);
    });
    db.close();
    await expect(keptIndex('searches', digest.hash, '1')).rejects.toThrow('damaged');
  });

  it('is not found without a database, and no database is created', async () => {
    expect(await keptIndex('searches', digest.hash, '1')).toBeUndefined();
    expect(await indexedDB.databases()).toEqual([]);
    vi.stubGlobal('indexedDB', undefined);
    expect(await keptIndex('searches', digest.hash, '1')).toBeUndefined();
  });

  it('does not block the background from recreating its database', async () => {
    await keep(BYTES);
    await keptIndex('searches', digest.hash, '1');
    const deleted = await new Promise<string>((resolve) => {
      const request = indexedDB.deleteDatabase('digests');
      request.onsuccess = () => resolve('deleted');
      request.onblocked = () => resolve('blocked');
    });
    expect(deleted).toBe('deleted');
  });
});
