import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { compile } from '../../src/digest/compile';
import { DigestDatabase } from '../../src/digest/database';
import { openDigestStore } from '../../src/digest/store';
import { buildIndex } from '../../src/search/build';
import { digestEntries } from '../../src/search/digest-entries';
import type { Results } from '../../src/search/entry';
import { Finder } from '../../src/search/finder';
import { formatOf } from '../../src/search/layout';
import { sources } from '../digest/sources';

const digest = await compile(sources());
const VERSION = '1.2.3';

/** As the background does when it is asked: it builds the index, and keeps it. */
async function buildAndKeep() {
  const store = openDigestStore({
    bundled: async () => digest,
    bundledHash: digest.hash,
    onProblem: () => undefined,
  });
  await store.ready();
  await store.searchIndex(formatOf(VERSION), (content) =>
    buildIndex(digestEntries(content), async () => undefined),
  );
}

const FROM_BACKGROUND: Results = [];
const background = vi.fn(async (_message: unknown) => FROM_BACKGROUND);
const queries = () =>
  background.mock.calls.map(([message]) => (message as { data: { query: string } }).data.query);

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  vi.stubGlobal('__DIGEST_HASH__', digest.hash);
  fakeBrowser.runtime.sendMessage = background as never;
  fakeBrowser.runtime.getManifest = () => ({ manifest_version: 3, name: 'Gloss', version: VERSION }) as never;
  background.mockReset().mockResolvedValue(FROM_BACKGROUND);
});
afterEach(() => vi.unstubAllGlobals());

const firstOf = (results: Results) => results[0]?.hits[0]?.id;

describe('the search of a page', () => {
  it('finds by itself what the background has indexed, before another task begins', async () => {
    await buildAndKeep();
    const finder = new Finder();
    await finder.prepare();
    let found: Results | undefined;
    void finder.find('igf', 5).then((results) => {
      found = results;
    });
    for (let i = 0; i < 10; i++) await undefined; // Microtasks: a frame comes behind them.
    expect(firstOf(found ?? [])).toBe('igf');
    expect(background).not.toHaveBeenCalled();
  });

  it('asks the background until then', async () => {
    await buildAndKeep();
    const finder = new Finder();
    const prepared = finder.prepare();
    expect(await finder.find('igf', 5)).toBe(FROM_BACKGROUND);
    expect(queries()).toEqual(['igf']);
    await prepared;
    expect(firstOf(await finder.find('igf', 5))).toBe('igf');
  });

  it('lets the background build an index that is not there yet, and takes it then', async () => {
    background.mockImplementation(async () => {
      await buildAndKeep();
      return FROM_BACKGROUND;
    });
    const finder = new Finder();
    await finder.prepare();
    expect(queries()).toEqual(['']);
    expect(firstOf(await finder.find('igf', 5))).toBe('igf');
  });

  it('asks the background where its own index is damaged', async () => {
    await buildAndKeep();
    const db = new DigestDatabase(indexedDB, IDBKeyRange);
    await db.searches.toCollection().modify((row) => {
      (row as { bytes: Uint8Array }).bytes = Uint8Array.of(9);
    });
    db.close();
    const finder = new Finder();
    await finder.prepare();
    expect(await finder.find('igf', 5)).toBe(FROM_BACKGROUND);
  });

  it('fails where the background fails as well', async () => {
    background.mockRejectedValue(new Error('The search is out of order.'));
    const finder = new Finder();
    await expect(finder.prepare()).rejects.toThrow('out of order');
    await expect(finder.find('igf', 5)).rejects.toThrow('out of order');
  });
});
