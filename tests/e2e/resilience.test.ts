import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardOf, hover, marksOn, noCard, textBox, until } from '../../scripts/hovering';
import { marksEveryBlock } from './marked';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';

/** Counts the rows of the digest database, from an extension page. `null` if there is no such database. */
async function counts(own: Page): Promise<Record<string, number> | null> {
  return own.evaluate(async () => {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'digests')) return null;
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('digests');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const found: Record<string, number> = {};
    for (const name of db.objectStoreNames) {
      found[name] = await new Promise<number>((resolve, reject) => {
        const request = db.transaction(name).objectStore(name).count();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    }
    db.close();
    return found;
  });
}

const isWhole = (found: Record<string, number> | null) =>
  found !== null &&
  found.pointers === 1 &&
  found.documents === 3 &&
  // Rows of many terms, or of passages of one document.
  (found.terms ?? 0) >= 2 &&
  (found.passages ?? 0) >= 3;

describe.each(BROWSERS)('when the background or its database dies, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  let own: Page;
  beforeAll(async () => {
    rig = await launch(which);
    await marksEveryBlock(rig);
    site = await serve({ '/': PROSE });
    own = await rig.openOwn('library.html');
    await until('a whole cache', async () => isWhole(await counts(own)));
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });

  /** Hovers a word of the page in front, waits for the card, and leaves it. */
  async function seeCard(page: Page, text: string, heading: string): Promise<void> {
    await page.bringToFront();
    // A pointer that rests before the marks appear does not open a card.
    await marksOn(page);
    await hover(page, await textBox(page, text));
    const card = await cardOf(rig.browser, page, heading);
    expect(await card.text()).toMatch(/[0-9] statements?/);
    await page.keyboard.press('Escape');
    await page.mouse.move(900, 790);
    await noCard(page);
  }

  it('the card opens although the background is killed before each hover', async () => {
    const page = await rig.open(site.at());
    await marksOn(page);
    for (const [text, heading] of [
      ['IGF', 'IGF'],
      ['ITU', 'ITU'],
      ['BRICS', 'BRICS'],
    ] as const) {
      await rig.killBackground();
      await seeCard(page, text, heading);
    }
    await page.close();
  });

  it('a page opened with the background killed is marked', async () => {
    await rig.killBackground();
    const page = await rig.open(site.at());
    await seeCard(page, 'BRICS', 'BRICS');
    await page.close();
  });

  it('a database deleted between two hovers: the card opens, and the next start finds a complete cache', async () => {
    const page = await rig.open(site.at());
    await seeCard(page, 'IGF', 'IGF');
    await own.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const request = indexedDB.deleteDatabase('digests');
          request.onsuccess = request.onerror = () => resolve();
          request.onblocked = () => undefined;
        }),
    );
    await seeCard(page, 'BRICS', 'BRICS');
    await rig.killBackground();
    await seeCard(page, 'ITU', 'ITU');
    await until('a whole cache', async () => isWhole(await counts(own)));
    await page.close();
  });

  it('rows corrupted between two hovers: the card opens, and the next start finds a complete cache', async () => {
    const page = await rig.open(site.at());
    await seeCard(page, 'IGF', 'IGF');
    await own.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('digests');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const names = ['terms', 'passages', 'documents'];
      const change = db.transaction(names, 'readwrite');
      for (const name of names) {
        const rows = change.objectStore(name).openCursor();
        rows.onsuccess = () => {
          const cursor = rows.result;
          if (!cursor) return;
          const row = cursor.value as Record<string, unknown>;
          if ('bytes' in row) row.bytes = new TextEncoder().encode('[{ "nonsense": true }]');
          if (name === 'documents') cursor.delete();
          else cursor.update(row);
          cursor.continue();
        };
      }
      await new Promise<void>((resolve, reject) => {
        change.oncomplete = () => resolve();
        change.onerror = () => reject(change.error);
      });
      db.close();
    });
    await seeCard(page, 'BRICS', 'BRICS');
    await rig.killBackground();
    await seeCard(page, 'ITU', 'ITU');
    await until('a whole cache', async () => isWhole(await counts(own)));
    await page.close();
  });
});
