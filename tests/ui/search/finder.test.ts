import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { compile } from '../../../src/digest/compile';
import { DigestDatabase } from '../../../src/digest/database';
import { openDigestStore } from '../../../src/digest/store';
import { buildIndex } from '../../../src/search/build';
import { digestEntries } from '../../../src/search/digest-entries';
import type { Hit, Results } from '../../../src/search/entry';
import { formatOf } from '../../../src/search/layout';
import { Finder } from '../../../src/ui/search/finder';
import { sources } from '../../digest/sources';

const digest = await compile(sources());
const VERSION = '1.2.3';

/** What the background does when it is asked: builds the index, and stores it. */
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
/** The answer of the background about notes: there are none. */
const NO_NOTES = { found: null, any: false };
type Asked = { kind: 'search' | 'search-notes'; data: { query: string } };
const search = vi.fn(async (_query: string) => FROM_BACKGROUND);
const searchNotes = vi.fn(async (_query: string): Promise<unknown> => NO_NOTES);
const queries = () => search.mock.calls.map(([query]) => query);

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  vi.stubGlobal('__DIGEST_HASH__', digest.hash);
  fakeBrowser.runtime.sendMessage = (async ({ kind, data }: Asked) =>
    kind === 'search' ? search(data.query) : searchNotes(data.query)) as never;
  fakeBrowser.runtime.getManifest = () => ({ manifest_version: 3, name: 'Gloss', version: VERSION }) as never;
  search.mockReset().mockResolvedValue(FROM_BACKGROUND);
  searchNotes.mockReset().mockResolvedValue(NO_NOTES);
});
afterEach(() => vi.unstubAllGlobals());

const firstOf = (results: Results) => results[0]?.hits[0]?.id;

describe('the search of a page', () => {
  it('searches in its own copy of the index, within the same task', async () => {
    await buildAndKeep();
    const finder = new Finder();
    await finder.prepare();
    let found: Results | undefined;
    void finder.find('igf', 5).then((results) => {
      found = results;
    });
    for (let i = 0; i < 10; i++) await undefined; // Only microtasks: they run before the next frame.
    expect(firstOf(found ?? [])).toBe('igf');
    expect(search).not.toHaveBeenCalled();
    expect(searchNotes).toHaveBeenCalledExactlyOnceWith(''); // Whether there are notes.
  });

  it('asks the background until its index is loaded', async () => {
    await buildAndKeep();
    const finder = new Finder();
    const prepared = finder.prepare();
    expect(await finder.find('igf', 5)).toBe(FROM_BACKGROUND);
    expect(queries()).toEqual(['igf']);
    await prepared;
    expect(firstOf(await finder.find('igf', 5))).toBe('igf');
  });

  it('has the background build a missing index, and then loads it', async () => {
    search.mockImplementation(async () => {
      await buildAndKeep();
      return FROM_BACKGROUND;
    });
    const finder = new Finder();
    await finder.prepare();
    expect(queries()).toEqual(['']);
    expect(firstOf(await finder.find('igf', 5))).toBe('igf');
  });

  it('asks the background if its own index is damaged', async () => {
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

  it('fails if the background fails as well', async () => {
    search.mockRejectedValue(new Error('The search is out of order.'));
    searchNotes.mockRejectedValue(new Error('The search is out of order.'));
    const finder = new Finder();
    await expect(finder.prepare()).rejects.toThrow('out of order');
    await expect(finder.find('igf', 5)).rejects.toThrow('out of order');
  });

  it('asks the background for notes if there are any, and merges them into the results', async () => {
    await buildAndKeep();
    const hit: Hit = { kind: 'note', id: 'n', heading: '', title: { text: 'IGF!', ranges: [] }, score: 0.4 };
    searchNotes.mockResolvedValue({ found: { kind: 'note', hits: [hit] }, any: true });
    const finder = new Finder();
    await finder.prepare();
    const found = await finder.find('igf', 5);
    expect(firstOf(found)).toBe('igf');
    expect(found.find(({ kind }) => kind === 'note')?.hits).toEqual([hit]);
    searchNotes.mockRejectedValue(new Error('The notes are out of order.'));
    expect(firstOf(await finder.find('igf', 5))).toBe('igf');
  });

  it('asks for notes as soon as the first one is written', async () => {
    await buildAndKeep();
    const finder = new Finder();
    await finder.prepare();
    const stop = finder.listen();
    await fakeBrowser.runtime.onMessage.trigger({ notice: 'notes', ids: ['n'] }, {}, () => undefined);
    await finder.find('igf', 5);
    expect(searchNotes).toHaveBeenLastCalledWith('igf');
    stop();
  });
});
