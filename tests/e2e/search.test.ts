import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ownTab, until } from '../../scripts/hovering';
import { BROWSERS, launch, type Rig } from './rig';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RUN = `${axe}; axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`;

/** Types a query anew, and waits for its results. */
async function search(page: Page, query: string): Promise<void> {
  await page.evaluate(() => {
    const box = document.querySelector('input') as HTMLInputElement;
    box.focus();
    box.select();
  });
  await page.keyboard.type(query);
  await until(`results for ${query}`, () =>
    page.evaluate(() => document.querySelector('.results [aria-selected=true]') !== null),
  );
}

const first = (page: Page) =>
  page.evaluate(
    () => document.querySelector('.results [aria-selected=true] :is(.name, .words)')?.textContent,
  );

/** Waits until the first hit is the one of that name: results of shorter beginnings come before. */
const firstIs = (page: Page, name: string) =>
  until(`${name} to come first`, async () => (await first(page)) === name);

describe.each(BROWSERS)('search in %s', (which) => {
  let rig: Rig;
  let popup: Page;
  beforeAll(async () => {
    rig = await launch(which);
  });
  afterAll(() => rig?.close());
  beforeEach(async () => {
    popup = await rig.openOwn('popup.html');
    await until('the keyboard to be in the box', () =>
      popup.evaluate(() => document.activeElement?.localName === 'input'),
    );
  });

  it.each([
    ['interent governance', 'Internet governance'],
    ['I.T.U', 'ITU'],
    ['حكمراني اينترنت', 'Internet governance'],
    ['والمجتمع المدني', 'Civil society'],
    ['кибердипломатии', 'Cyber diplomacy'],
    ['聯合國', 'United Nations'],
  ])('finds for “%s” %s', async (query, name) => {
    await search(popup, query);
    await firstIs(popup, name);
  });

  it('opens a card by keyboard, and comes back to the results', async () => {
    await search(popup, 'soft power');
    await firstIs(popup, 'Soft power');
    await popup.keyboard.press('Enter');
    await until('the card', () =>
      popup.evaluate(() => document.activeElement === document.querySelector('.card h1')),
    );
    await popup.keyboard.press('Escape');
    await until('the box', () => popup.evaluate(() => document.activeElement?.localName === 'input'));
    expect(await first(popup)).toBe('Soft power');
  });

  it('opens a passage in the library, where it stands', async () => {
    await search(popup, 'worldwide podium');
    await until('the passage', () =>
      popup.evaluate(() => document.querySelector('.results .words')?.textContent?.includes('podium')),
    );
    // In Firefox a page of a tab may not close itself.
    await popup
      .evaluate(() => document.querySelector<HTMLElement>('.results .words')?.click())
      .catch(() => undefined);
    const library = await ownTab(rig.browser, 'library.html?document=islamic-nation-igf#p02');
    await until('the passage to be shown', () =>
      library.evaluate<boolean>(
        'document.querySelector(".cited")?.textContent.includes("worldwide podium") === true',
      ),
    );
  });

  it.each([
    ['10,000 characters', 'itu '.repeat(2_500)],
    ['control characters', 'itu\u0000\u0007\u001b\u202e'],
    ['the syntax of patterns', '(((itu|[.*+?^$'],
    ['HTML', '<img src=x onerror="document.title=1">itu</search>'],
  ])('answers a query of %s, and takes no harm', async (_, query) => {
    await popup.evaluate((query) => {
      const box = document.querySelector('input') as HTMLInputElement;
      box.value = query;
      box.dispatchEvent(new Event('input', { bubbles: true }));
    }, query);
    await until('an answer', () =>
      popup.evaluate(() => document.querySelector('.search .none, .results [role=option]') !== null),
    );
    expect(await popup.evaluate(() => [document.title, document.querySelectorAll('img').length])).toEqual([
      'Gloss',
      0,
    ]);
    await search(popup, 'brics');
    await firstIs(popup, 'BRICS');
  });

  it('answers although the background was stopped', async () => {
    await search(popup, 'ITU');
    await rig.killBackground();
    await search(popup, 'brics');
    await firstIs(popup, 'BRICS');
  });

  it('shows the same in the library', async () => {
    const library = await rig.openOwn('library.html?query=arab%20leauge');
    await firstIs(library, 'Arab League');
    await library.keyboard.press('Enter');
    await until('the card', () =>
      library.evaluate(() => document.querySelector('.card h1')?.textContent === 'Arab League'),
    );
  });
});

describe('in Chromium', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await launch('chrome');
  });
  afterAll(() => rig?.close());

  /** Runs an expression in the background. */
  async function inBackground<T>(expression: string): Promise<T> {
    const target = await rig.browser.waitForTarget((each) => each.type() === 'service_worker');
    const worker = await target.worker();
    return (await worker?.evaluate(expression)) as T;
  }

  it('the toolbar button opens the search, ready to type', async () => {
    const page = await rig.open('about:blank');
    const [extension] = [...(await rig.browser.extensions()).values()];
    await extension?.triggerAction(page);
    const target = await rig.browser.waitForTarget((each) => each.url().endsWith('/popup.html'));
    const popup = await target.asPage();
    await until('the keyboard to be in the box', () =>
      popup.evaluate(() => document.activeElement?.localName === 'input'),
    );
    await search(popup, 'igf');
    await firstIs(popup, 'IGF');
    await popup.screenshot({ path: '.artifacts/popup.png' });
  });

  it('the address bar suggests terms and passages, and opens the library there', async () => {
    const suggestions = await inBackground<{ content: string; description: string }[]>(
      `new Promise((suggest) => chrome.omnibox.onInputChanged.dispatch('podium', suggest))`,
    );
    expect(suggestions.map(({ content }) => content)).toContain('islamic-nation-igf#p02');
    expect(suggestions[0]?.description).toContain('<match>podium</match>');
    for (const [text, end] of [
      ['islamic-nation-igf#p02', '?document=islamic-nation-igf#p02'],
      ['igf', '?term=igf'],
      ['arab league', '?query=arab%20league'],
    ]) {
      await inBackground(`void chrome.omnibox.onInputEntered.dispatch('${text}', 'newForegroundTab')`);
      await until(`the library at ${end}`, async () =>
        (await rig.browser.pages()).find((page) => page.url().endsWith(`/library.html${end}`)),
      );
    }
  });

  it.each(['light', 'dark'])('axe finds nothing in %s', async (scheme) => {
    const popup = await rig.openOwn('popup.html');
    await popup.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    expect(await popup.evaluate(RUN)).toEqual([]);
    await search(popup, 'cyber');
    await firstIs(popup, 'Cyber diplomacy');
    await popup.screenshot({ path: `.artifacts/popup-${scheme}.png` });
    expect(await popup.evaluate(RUN)).toEqual([]);
    await popup.keyboard.press('Enter');
    await until('the card', () => popup.evaluate(() => document.querySelector('.card') !== null));
    expect(await popup.evaluate(RUN)).toEqual([]);
    const library = await rig.openOwn('library.html?query=cyber');
    await library.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await firstIs(library, 'Cyber diplomacy');
    await until('the document', () => library.evaluate(() => document.querySelector('h1') !== null));
    expect(await library.evaluate(RUN)).toEqual([]);
  });
});
