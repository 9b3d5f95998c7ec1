/** The settings page: each change holds at once, in open tabs and on open pages of Gloss. */
import type { Page } from 'puppeteer-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CardFrame, HOST, noCard, textBox, until } from '../../scripts/hovering';
import { barriersOn } from './axe';
import { reload } from './data-page';
import { ask, cardAt } from './notes';
import { BROWSERS, PROSE } from './rig';
import { servedSite } from './served-site';

const ADDRESS = `https://www.example.org/reports/${'internet-governance/'.repeat(13)}?from=somewhere`;
/** No digest has these terms, so that the list shows what they were called. */
const TERMS = ['مجمع حکمرانی اینترنت', 'Working Group on Strengthening the Internet Governance Forum', 'ECO'];

describe.each(BROWSERS)('The settings in %s', (which) => {
  const on = servedSite(which, { '/': PROSE });
  const own = async (path: string) => {
    const page = await on.rig.openOwn(path);
    onTestFinished(() => page.close());
    return page;
  };
  const settings = async () => {
    const page = await own('options.html');
    await until('the settings', () => page.evaluate(() => document.querySelector('.choice') !== null));
    return page;
  };
  /** Chooses a radio button by its text. */
  const choose = (page: Page, text: string) =>
    until(`“${text}” to choose`, () =>
      page.evaluate((text) => {
        const labels = [...document.querySelectorAll<HTMLElement>('.choice label')];
        const found = labels.find(({ textContent }) => textContent === text);
        found?.click();
        return found !== undefined;
      }, text),
    );
  const look = (place: CardFrame) =>
    place.evaluate(
      '[getComputedStyle(document.documentElement).colorScheme, getComputedStyle(document.documentElement).fontSize].join(" ")',
    );
  const looks = (place: CardFrame | Page, wanted: string) =>
    until(`it to look ${wanted}`, async () => (await look(place as CardFrame)) === wanted);

  it('of colours and size hold at once on the card, and on every page of Gloss', async () => {
    const page = await on.open('/');
    const card = await cardAt(on.rig, page, 'BRICS');
    const others = [await own('library.html'), await own('notes.html'), await own('welcome.html')];
    for (const place of [card, ...others]) await looks(place, 'light dark 16px');
    const options = await settings();
    await choose(options, 'Dark');
    for (const place of [options, card, ...others]) await looks(place, 'dark 16px');
    await choose(options, 'Very large');
    for (const place of [options, card, ...others]) await looks(place, 'dark 23.2px');
    // A page that is opened later, and one that the browser shows again.
    await looks(await own('library.html'), 'dark 23.2px');
    await choose(options, 'As in the browser');
    await choose(options, 'Normal');
    for (const place of [options, card, ...others]) await looks(place, 'light dark 16px');
  });

  it('of the delay hold at once in an open tab', async () => {
    const page = await on.open('/');
    await cardAt(on.rig, page, 'BRICS'); // The script for hovering is there.
    /**
     * Rests the pointer, and resolves to how long after it came to the term the card was there, ms. Not a number where
     * none comes: the page was marked anew just then.
     */
    const delay = async () => {
      await page.bringToFront();
      await page.mouse.move(5, 5, { steps: 3 });
      await noCard(page);
      const { x, y } = await textBox(page, 'BRICS');
      const measured = page.evaluate(
        (x, y, host) =>
          new Promise<number>((done) => {
            let came = Number.POSITIVE_INFINITY;
            const end = performance.now() + 8_000;
            addEventListener('pointermove', () => (came = performance.now()), { capture: true, once: true });
            const look = () => {
              // The card is above or below the line.
              const open = [60, -60].some((by) => document.elementFromPoint(x, y + by)?.matches(host));
              if (open) done(performance.now() - came);
              else if (performance.now() > end) done(Number.NaN);
              else requestAnimationFrame(look);
            };
            look();
          }),
        x,
        y,
        HOST,
      );
      await page.mouse.move(x - 3, y);
      await page.mouse.move(x, y, { steps: 3 });
      return measured;
    };
    const options = await settings();
    await choose(options, 'Long (0.6 s)');
    await until('the tab to know', async () => (await delay()) >= 595, 60_000);
    const later = await until('a card', async () => (await delay()) || undefined, 60_000);
    expect(later).toBeGreaterThanOrEqual(595);
    await options.bringToFront();
    await choose(options, 'Short (0.15 s)');
    await until('a card before 0.3 s', async () => (await delay()) < 300, 60_000);
  });

  it('hold many corrections with long addresses, in a wide and in a narrow window', async () => {
    const options = await settings();
    for (let at = 0; at < 40; at++)
      await ask(options, 'correct', {
        term: `${TERMS[at % TERMS.length]}${at < TERMS.length ? '' : ` ${at}`}`,
        scope: (['page', 'site', 'everywhere'] as const)[at % 3] ?? 'page',
        page: `${ADDRESS}&number=${at}`,
        kind: at % 2 === 0 ? 'never' : 'always',
      });
    await reload(options, '.corrections tbody tr');
    await until('the list', () =>
      options.evaluate(() => document.querySelectorAll('.corrections tbody tr').length === 40),
    );
    for (const width of [1300, 800, 400]) {
      await options.setViewport({ width, height: 800 });
      await options.evaluate(() => document.querySelector('#corrections')?.scrollIntoView());
      await options.screenshot({ path: `.artifacts/corrections-${width}-${which}.png` });
      const seen = await options.evaluate(() => ({
        // A word that is broken makes a cell high.
        highest: Math.max(
          ...[...document.querySelectorAll('.corrections :is(td, th):not(thead *)')].map(
            (each) => each.getBoundingClientRect().height,
          ),
        ),
        narrowest: Math.min(
          ...[...document.querySelectorAll('.corrections .place')].map(
            (each) => each.getBoundingClientRect().width,
          ),
        ),
        beyond: document.documentElement.scrollWidth - innerWidth,
      }));
      expect(seen.highest, `${width} px wide`).toBeLessThanOrEqual(130);
      expect(seen.narrowest, `${width} px wide`).toBeGreaterThan(150);
      expect(seen.beyond, `${width} px wide`).toBeLessThanOrEqual(0);
    }
    expect(await barriersOn(options)).toEqual([]);
  });

  it('show the keys that the browser has for Gloss', async () => {
    const options = await settings();
    const keys = await until('the keys', async () => {
      const all = await options.evaluate(() =>
        [...document.querySelectorAll('.keys kbd')].map(({ textContent }) => textContent),
      );
      return all.length > 0 && all;
    });
    expect(keys.join(' ')).toMatch(/Alt\+Shift\+G/);
  });
});
