import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../scripts/hovering';
import { barriersOn } from './axe';
import { BROWSERS, launch, type Rig, serve } from './rig';

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
const DRAFTS = [
  { target: { kind: 'term', term: 'igf' }, changes: { text: 'It *met*.', tags: ['governance', 'کیوتو'] } },
  { target: PASSAGE, changes: { text: '=HYPERLINK("https://evil.example")', colour: 'green' } },
  {
    target: { kind: 'page', page: { ...PAGE, title: '<img src=https://evil.example/x onerror=alert(1)>' } },
    changes: { text: '<script>alert(1)</script>', tags: ['two words'] },
  },
];

/** Load a page of Gloss anew: the driver's own way never settles in Firefox. */
async function reload(page: Page, awaited: string): Promise<void> {
  await page.evaluate(() => {
    document.title = 'old';
    location.reload();
  });
  await until(`${awaited} on the page, anew`, () =>
    page.evaluate((awaited) => document.title !== 'old' && document.querySelector(awaited) !== null, awaited),
  );
}

interface StoredNote {
  id: string;
  text: string;
  deleted: boolean;
  modified: number;
}

describe.each(BROWSERS)('the data in %s', (which) => {
  let rig: Rig;
  let page: Page;
  let ids: string[];
  beforeAll(async () => {
    rig = await launch(which);
  });
  afterAll(() => rig.close());
  beforeEach(async () => {
    page = await rig.openOwn('options.html');
    await ask('notes', { ids: [] }); // There is a database then.
    await wipe();
    ids = DRAFTS.map(() => crypto.randomUUID());
    for (const [i, draft] of DRAFTS.entries()) await ask('write', { id: ids[i], ...draft });
    await reload(page, '#data');
    return () => page.close();
  });

  const ask = <T>(kind: string, data: unknown): Promise<T> =>
    page.evaluate(
      async (kind, data) => {
        const { runtime } = (
          globalThis as unknown as { chrome: { runtime: { sendMessage(m: unknown): unknown } } }
        ).chrome;
        return (await runtime.sendMessage({ kind, data })) as never;
      },
      kind,
      data as never,
    );
  /** What a store of the database holds, read past Gloss; `clear` empties all of them. */
  const inStores = (what: 'notes' | 'clear' | 'late'): Promise<StoredNote[]> =>
    page.evaluate(
      (what) =>
        new Promise<never>((done, fail) => {
          const opening = indexedDB.open('notes');
          opening.onerror = () => fail(opening.error);
          opening.onsuccess = () => {
            const db = opening.result;
            const transaction = db.transaction([...db.objectStoreNames], 'readwrite');
            const rows = transaction.objectStore('notes').getAll();
            if (what === 'clear')
              for (const name of db.objectStoreNames) transaction.objectStore(name).clear();
            // As if the first note had been written two months ago.
            if (what === 'late') transaction.objectStore('times').put(Date.now() - 60 * 86_400_000, 'began');
            transaction.oncomplete = () => {
              db.close();
              done(rows.result as never);
            };
            transaction.onabort = () => fail(transaction.error);
          };
        }),
      what,
    );
  const wipe = () => inStores('clear');
  const stored = async () => (await inStores('notes')).sort((a, b) => (a.id < b.id ? -1 : 1));

  /** Export in a format, and the file that was downloaded. */
  const exported = async (format: string): Promise<{ name: string; bytes: Buffer }> => {
    await page.click(`input[value=${format}]`);
    await page.click('#data-export ~ form button[type=submit]');
    return until(`the file of ${format}`, async () => {
      const name = readdirSync(rig.downloads).find((each) => /^gloss-notes-[^()]*(?<!\.part)$/.test(each));
      if (name === undefined || !(await says(`Exported to “${name}”.`))) return undefined;
      const path = join(rig.downloads, name);
      const bytes = readFileSync(path);
      // The next of that name would be called otherwise.
      if (bytes.length > 0) rmSync(path);
      return bytes.length > 0 && { name, bytes };
    });
  };
  /** Choose a file to import. */
  const choose = async (name: string, content: string | Buffer) => {
    const path = join(rig.downloads, `own-${name}`);
    writeFileSync(path, content);
    const input = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
  };
  const says = (text: string) => page.evaluate((text) => document.body.textContent.includes(text), text);
  const press = (text: string, within = '.data') =>
    until(`“${text}” to press`, async () => {
      const button = await page.evaluateHandle(
        (text, within) =>
          [...document.querySelectorAll<HTMLButtonElement>(`${within} button`)].find(
            (each) => each.textContent === text && !each.disabled,
          ),
        text,
        within,
      );
      const element = button.asElement() as ElementHandle<HTMLButtonElement> | null;
      await element?.click();
      return element !== null;
    });
  /** The counts that are shown in a place, by their names. */
  const counts = (within: string) =>
    until(`the counts of ${within}`, () =>
      page.evaluate((within) => {
        const rows = [...document.querySelectorAll(`${within} dl div`)];
        if (rows.length === 0) return undefined;
        return Object.fromEntries(rows.map((row) => [...row.children].map((each) => each.textContent)));
      }, within),
    );

  it('goes out as JSON-LD and comes back the same, and goes out again byte for byte', async () => {
    const before = await stored();
    const file = await exported('jsonld');
    expect(file.name).toMatch(/^gloss-notes-\d{4}-\d\d-\d\d\.jsonld$/);
    await wipe();
    expect(await stored()).toEqual([]);
    await choose('notes.jsonld', file.bytes);
    expect(await counts('.review')).toEqual({ New: '3', Updated: '0', 'The same': '0' });
    expect(await stored()).toEqual([]);
    await press('Import', '.review');
    expect(await counts('.last')).toEqual({ New: '3', Updated: '0', 'The same': '0' });
    expect(await stored()).toEqual(before);
    expect((await exported('jsonld')).bytes.equals(file.bytes)).toBe(true);
  });

  it('is merged with a file: what is new, updated, the same and refused is said first; and it can be undone', async () => {
    const collection = JSON.parse((await exported('jsonld')).bytes.toString());
    const { items } = collection.first;
    const before = await stored();
    items[0].gloss.stamps.text = Date.now() + 1000;
    items[0].body[0].value = 'Written elsewhere';
    items.push({ ...items[1], id: `urn:uuid:${crypto.randomUUID()}` });
    items.push({ ...items[1], id: 'urn:x:two', target: ['https://a.example/', 'https://b.example/'] });
    await choose('merged.jsonld', JSON.stringify(collection));
    expect(await counts('.review')).toEqual({ New: '1', Updated: '1', 'The same': '2', Refused: '1' });
    expect(await says('No. 5 (urn:x:two): target: it has several; a note is on one thing')).toBe(true);
    await page.screenshot({ path: `.artifacts/${which}-import.png`, fullPage: true });
    // The background may be stopped while the user thinks.
    await rig.killBackground();
    await press('Import', '.review');
    expect(await counts('.last')).toEqual({ New: '1', Updated: '1', 'The same': '2', Refused: '1' });
    const after = await stored();
    expect(after).toHaveLength(4);
    expect(after.find(({ id }) => id === ids[0])?.text ?? after.map(({ text }) => text)).toBe(
      'Written elsewhere',
    );
    const added = after.find(({ id }) => !ids.includes(id));
    await ask('write', { id: added?.id, changes: { text: 'Mine now' } });
    await reload(page, '.last');
    await press('Undo', '.last');
    await until('what was kept', () => says('left as they are: 1'));
    const undone = await stored();
    expect(undone.find(({ id }) => id === added?.id)?.text).toBe('Mine now');
    const essence = (notes: StoredNote[]) =>
      notes
        .filter(({ id }) => ids.includes(id))
        .map(({ revision: _, ...note }: StoredNote & { revision?: number }) => note);
    expect(essence(undone)).toEqual(essence(before));
  });

  it('is not touched by a file that is broken, no text, or no notes', async () => {
    const before = await stored();
    const whole = (await exported('jsonld')).bytes;
    for (const [name, content, reason] of [
      ['cut.jsonld', whole.subarray(0, whole.length / 2), 'The file is not JSON'],
      ['utf16.json', Buffer.from('\uFEFF{"a":1}', 'utf16le'), 'not text in UTF-8'],
      ['other.json', '{"hello":"world"}', ''],
    ] as const) {
      await choose(name, content);
      if (reason === '') {
        expect(await counts('.review')).toEqual({ New: '0', Updated: '0', 'The same': '0', Refused: '1' });
        expect(await says('There is nothing new in it.')).toBe(true);
        await press('Cancel', '.review');
      } else {
        await until(`${name} to be refused`, () =>
          says(`“own-${name}” was not imported, and nothing was changed.`),
        );
        expect(await says(reason)).toBe(true);
      }
    }
    expect(await stored()).toEqual(before);
  });

  it('has backups: one is taken, and restored after notes were deleted and edited; what is newer stays', async () => {
    await press('Back up now');
    await until('the backup', () => says('Backup taken.'));
    await ask('delete', { ids: [ids[0]], deleted: true });
    await ask('write', { id: ids[1], changes: { text: 'Newer' } });
    await press('Restore', 'tbody');
    expect(await counts('.review')).toEqual({ New: '0', Updated: '1', 'The same': '2' });
    await press('Restore', '.review');
    expect(await counts('.last')).toEqual({ New: '0', Updated: '1', 'The same': '2' });
    const now = Object.fromEntries((await stored()).map((note) => [note.id, note]));
    expect(now[ids[0] as string]).toMatchObject({ deleted: false, text: 'It *met*.' });
    expect(now[ids[1] as string]?.text).toBe('Newer');
    await press('Undo', '.last');
    await until('it to be undone', () => says('Undone.'));
    expect((await stored()).find(({ id }) => id === ids[0])?.deleted).toBe(true);
  });

  it('has a backup of the day, taken without being asked', async () => {
    await until(
      'the backup',
      async () => ((await ask<unknown[]>('backups', null)).length === 1 ? true : undefined),
      30_000,
    );
  });

  it('goes out in each format, and each file is sound', async () => {
    const { name, bytes } = await exported('markdown');
    expect(name).toMatch(/-markdown\.zip$/);
    const files = unzipSync(bytes);
    expect(Object.keys(files).sort()).toEqual(['A-page-صفحه.md', 'IGF.md']);
    expect(strFromU8(files['A-page-صفحه.md'] as Uint8Array)).toContain('> the forum');

    const csv = (await exported('csv')).bytes.toString();
    expect(csv).toContain('\'=HYPERLINK(""https://evil.example"")');
    expect(csv).not.toMatch(/(^|,)"?[=+@-]/m);

    const hypothesis = JSON.parse((await exported('hypothesis')).bytes.toString());
    expect(hypothesis.annotations).toHaveLength(3);

    const html = await exported('html');
    const asked: string[] = [];
    const site = await serve({ '/': html.bytes.toString() });
    const tab = await rig.browser.newPage();
    tab.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await tab.goto(site.at());
    expect(await tab.evaluate(() => document.querySelectorAll('script,img,iframe,link').length)).toBe(0);
    expect(await tab.evaluate(() => document.body.textContent)).toContain('<script>alert(1)</script>');
    expect(asked.filter((path) => path !== '/favicon.ico')).toEqual(['/']);
    await tab.close();
    site.close();
  });

  it('is exported when the reminder comes, or the reminder is put off', async () => {
    await inStores('late');
    const popup = await rig.openOwn('popup.html');
    await popup.waitForSelector('.reminder');
    await popup.screenshot({ path: `.artifacts/${which}-reminder.png` });
    await popup.click('.reminder button');
    await until('it to go', () => popup.evaluate(() => document.querySelector('.reminder') === null));
    await reload(popup, 'input');
    expect((await ask<{ due: boolean }>('data-state', null)).due).toBe(false);
    await popup.close();
    await wipe();
    await ask('write', { id: crypto.randomUUID(), ...DRAFTS[0] });
    await inStores('late');
    expect((await ask<{ due: boolean }>('data-state', null)).due).toBe(true);
    await reload(page, '.data .reminder');
    await exported('csv');
    await until('the reminder to go', () =>
      page.evaluate(() => document.querySelector('.reminder') === null),
    );
  });

  it('takes a file that is dropped on the page, which stays', async () => {
    // Who takes it keeps the browser from opening it; a page that was just drawn may not listen yet.
    await until('the file to be taken', () =>
      page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(['[]'], 'dropped.json'));
        const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data });
        return document.querySelector('h1')?.dispatchEvent(drop) === false;
      }),
    );
    expect(await counts('.review')).toEqual({ New: '0', Updated: '0', 'The same': '0' });
    expect(await says('What importing “dropped.json” would do')).toBe(true);
  });

  it('says what space there is, and that it is kept', async () => {
    await until('the space', () => says('The browser leaves this data alone when the disk is full.'));
    expect(await page.evaluate(() => document.querySelector('#data-space ~ dl')?.textContent)).toMatch(
      /\d.*B/,
    );
  });

  it.runIf(which === 'chrome').each(['light', 'dark'])('has no barrier in %s', async (scheme) => {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await inStores('late');
    await press('Back up now');
    await until('the backup', () => says('Backup taken.'));
    await reload(page, '.reminder');
    await choose('refused.json', JSON.stringify([{ id: 'urn:x:1' }]));
    await counts('.review');
    await page.screenshot({ path: `.artifacts/data-${scheme}.png`, fullPage: true });
    expect(await barriersOn(page)).toEqual([]);
  });
});
