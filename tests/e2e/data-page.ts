/** Sets up tests of the settings about the user's data, with notes of each kind in the store. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Which } from '../../scripts/browsers';
import { until } from '../../scripts/hovering';
import { dataForm } from './data-form';
import { launch, type Rig } from './rig';

const PAGE = { address: 'https://news.example/a?id=1', title: 'A “page” — صفحه' };
const PASSAGE = {
  kind: 'passage',
  page: PAGE,
  selectors: {
    quote: { exact: 'the forum', prefix: 'In Kyoto ', suffix: ' met' },
    position: { start: 9, end: 18 },
  },
};
/** A note of each kind, one of them hostile. */
export const DRAFTS = [
  { target: { kind: 'term', term: 'igf' }, changes: { text: 'It *met*.', tags: ['governance', 'کیوتو'] } },
  { target: PASSAGE, changes: { text: '=HYPERLINK("https://evil.example")', colour: 'green' } },
  {
    target: { kind: 'page', page: { ...PAGE, title: '<img src=https://evil.example/x onerror=alert(1)>' } },
    changes: { text: '<script>alert(1)</script>', tags: ['two words'] },
  },
];

/** Reloads a page of Gloss. The driver's own reload never settles in Firefox. */
export async function reload(page: Page, awaited: string): Promise<void> {
  await page.evaluate(() => {
    document.title = 'old';
    location.reload();
  });
  await until(`${awaited} on the page, anew`, () =>
    page.evaluate((awaited) => document.title !== 'old' && document.querySelector(awaited) !== null, awaited),
  );
}

interface WithStorage {
  chrome: { storage: { local: { clear(): Promise<void> } } };
}

export interface StoredNote {
  id: string;
  text: string;
  deleted: boolean;
  modified: number;
}

/**
 * Sets up a browser for the tests of a `describe`. Each test begins on the settings page, with the notes of
 * DRAFTS and no other data.
 */
export function dataPage(which: Which) {
  const on = {} as { rig: Rig; page: Page; ids: string[] };
  beforeAll(async () => {
    on.rig = await launch(which);
  });
  afterAll(() => on.rig?.close());
  beforeEach(async () => {
    on.page = await on.rig.openOwn('options.html');
    await ask('notes', { ids: [] }); // After this, the database exists.
    await wipe();
    on.ids = DRAFTS.map(() => crypto.randomUUID());
    for (const [i, draft] of DRAFTS.entries()) await ask('write', { id: on.ids[i], ...draft });
    await reload(on.page, '#data');
    return () => on.page.close();
  });

  const ask = <T>(kind: string, data: unknown): Promise<T> =>
    on.page.evaluate(
      async (kind, data) => {
        const { runtime } = (
          globalThis as unknown as { chrome: { runtime: { sendMessage(m: unknown): unknown } } }
        ).chrome;
        return (await runtime.sendMessage({ kind, data })) as never;
      },
      kind,
      data as never,
    );
  /**
   * Accesses the database directly. `notes`: reads the stored notes. `clear`: empties all stores. `late`:
   * makes the first note seem older.
   */
  const inStores = (what: 'notes' | 'clear' | 'late'): Promise<StoredNote[]> =>
    on.page.evaluate(async (what) => {
      // The second copy would fill the stores again.
      if (what === 'clear') await (globalThis as unknown as WithStorage).chrome.storage.local.clear();
      return new Promise<never>((done, fail) => {
        const opening = indexedDB.open('notes');
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const transaction = db.transaction([...db.objectStoreNames], 'readwrite');
          const rows = transaction.objectStore('notes').getAll();
          if (what === 'clear') for (const name of db.objectStoreNames) transaction.objectStore(name).clear();
          // As if the first note had been written two months ago.
          if (what === 'late') transaction.objectStore('times').put(Date.now() - 60 * 86_400_000, 'began');
          transaction.oncomplete = () => {
            db.close();
            done(rows.result as never);
          };
          transaction.onabort = () => fail(transaction.error);
        };
      });
    }, what);
  const wipe = async () => {
    // It would bring back what it has written and not copied yet.
    await on.rig.killBackground();
    await inStores('clear');
  };
  const stored = async () => (await inStores('notes')).sort((a, b) => (a.id < b.id ? -1 : 1));

  return Object.assign(on, { ask, inStores, wipe, stored }, dataForm(on));
}
