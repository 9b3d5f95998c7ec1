import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardOf, hover, marksOn, takesPresses, textBox, until } from '../../scripts/hovering';
import { barriersOn } from './axe';
import type { Surface } from './firefox';
import { openFully, openMenu, pressFound } from './notes';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';
import { inScheme, openPanel, openPopup, picture, tabInScheme } from './surfaces';

/** Both browsers take the dark colours from the same rules, so one of them is enough for these. */
const CASES = BROWSERS.flatMap((which) =>
  (which === 'chrome' ? (['light', 'dark'] as const) : (['light'] as const)).map((scheme) => ({
    which,
    scheme,
  })),
);

/** A Persian page with the same terms as the English one. */
const PERSIAN = `<!doctype html><html lang="fa" dir="rtl"><title>نشست</title>
<p>مجمع حکمرانی اینترنت هر سال برگزار می‌شود. اتحادیه عرب و بریکس نیز آمدند.</p>`;

describe.each(CASES)('axe finds nothing in $which, $scheme', ({ which, scheme }) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({ '/': PROSE, '/fa': PERSIAN, '/plain': '<p>Nothing here.</p>' });
  });
  afterAll(async () => {
    site?.close();
    await rig?.close();
  });

  const shows = (place: { evaluate(expression: string): Promise<unknown> }, selector: string) =>
    until(
      selector,
      async () =>
        (await place.evaluate(`document.querySelector(${JSON.stringify(selector)}) !== null`)) === true,
    );
  /** Presses the first element of that selector, once it is there. */
  const press = async (surface: Surface, selector: string) => {
    await shows(surface, selector);
    await surface.evaluate(`void document.querySelector(${JSON.stringify(selector)}).click()`);
  };
  /** Goes back from a card to the search. */
  const back = async (popup: Surface) => {
    await popup.press('Escape');
    await until('the box', () => popup.evaluate<boolean>(`document.activeElement?.localName === 'input'`));
  };
  const isDark = 'matchMedia("(prefers-color-scheme: dark)").matches';

  /**
   * Takes a picture of the popup or the side panel in the tested colour scheme, and checks it for
   * accessibility barriers.
   */
  const seen = async (surface: Surface, end: string, name: string) => {
    await inScheme(rig, end, scheme);
    await until('the colours', async () => (await surface.evaluate(isDark)) === (scheme === 'dark'));
    // A picture takes Firefox a second, and both browsers show the same.
    if (which === 'chrome') await picture(rig, end, `.artifacts/${name}-${scheme}.png`);
    expect(await barriersOn(surface)).toEqual([]);
  };

  it('on the popup, with the terms of the page, results, a card, and no results', async () => {
    const page = await rig.open(site.at());
    await marksOn(page);
    const popup = await openPopup(rig, page);
    await shows(popup, '.terms button');
    await seen(popup, '/popup.html', 'popup-page');
    await press(popup, '.terms button');
    await shows(popup, '.card .find');
    await popup.evaluate(
      `document.querySelectorAll('.card :is(summary, .opens)').forEach((each) => each.click())`,
    );
    await seen(popup, '/popup.html', 'popup-mention');
    await back(popup);
    await popup.type('internet');
    await shows(popup, '.results .found');
    await seen(popup, '/popup.html', 'popup-results');
    await popup.press('Enter');
    await shows(popup, '.card .claims');
    await seen(popup, '/popup.html', 'popup-card');
    await back(popup);
    await popup.press('Escape');
    await popup.type('حکمرانی');
    await shows(popup, '.results mark');
    await seen(popup, '/popup.html', 'popup-persian');
    await popup.press('Escape');
    await popup.type('zqxjkvb');
    await shows(popup, '.none');
    await seen(popup, '/popup.html', 'popup-none');
    await page.close();
  });

  it.each([
    ['/', 'panel'],
    ['/fa', 'panel-persian'],
  ])('on the opened side panel of %s', async (path, name) => {
    const page = await rig.open(site.at(path));
    await marksOn(page);
    const panel = await openPanel(rig, page);
    await shows(panel, '.terms button');
    await press(panel, '.keys');
    await seen(panel, '/sidepanel.html', name);
    await press(panel, '#page-notes');
    await shows(panel, '.take');
    await panel.evaluate(`document.querySelector('.take').open = true`);
    await seen(panel, '/sidepanel.html', `${name}-notes`);
    await press(panel, '.terms button');
    await shows(panel, '.mentions button');
    await seen(panel, '/sidepanel.html', `${name}-term`);
    await page.close();
  });

  it.each([
    ['digests', 'digests.html', '.digest'],
    ['library', 'library.html?document=d4g-lab-igf-event-2023#p05', '.cited'],
    ['library-card', 'library.html?term=igf', '.card h1'],
    ['library-results', 'library.html?query=cyber', '.results mark'],
    ['library-none', 'library.html?query=zqxjkvb', '.none'],
    ['settings', 'options.html', '.switch'],
    ['welcome', 'welcome.html', '.live'],
  ])('on the %s', async (name, address, selector) => {
    const page = await rig.openOwn(address);
    await tabInScheme(rig, page, scheme);
    await shows(page, selector);
    // The library's search answers without waiting for the document next to it.
    await shows(page, 'h1');
    await until('the colours', async () => (await page.evaluate(isDark)) === (scheme === 'dark'));
    if (which === 'chrome') await page.screenshot({ path: `.artifacts/${name}-${scheme}.png` });
    expect(await barriersOn(page)).toEqual([]);
    await page.close();
  });

  it('on the card of a page, with everything opened', async () => {
    const page = await rig.openOwn('library.html?document=d4g-lab-igf-event-2023');
    await tabInScheme(rig, page, scheme);
    await marksOn(page);
    await hover(page, await textBox(page, 'Zavieh Research Group'));
    const card = await cardOf(rig.browser, page);
    await until('the colours', async () => (await card.evaluate(isDark)) === (scheme === 'dark'));
    await takesPresses(card);
    expect(await barriersOn(card)).toEqual([]);
    await openFully(card);
    await openMenu(card);
    await pressFound(
      card,
      'all that opens',
      '{ click: () => document.querySelectorAll("summary, .opens").forEach((each) => each.click()) }',
    );
    if (which === 'chrome') await page.screenshot({ path: `.artifacts/card-${scheme}.png` });
    expect(await barriersOn(card)).toEqual([]);
    await page.close();
  });
});
