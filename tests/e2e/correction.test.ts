import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CardFrame, cardOf, hover, marksOn, noCard, textBox, until } from '../../scripts/hovering';
import { barriersOn } from './axe';
import { marksEveryBlock } from './marked';
import { openMenu, press, pressFound, pressTwice } from './notes';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';

/**
 * Waits until BRICS is marked on a page or no longer marked. The Internet Governance Forum must be marked all
 * the time.
 */
async function bricsIs(marked: boolean, page: Page): Promise<void> {
  await until(`BRICS ${marked ? '' : 'not '}to be marked`, async () => {
    const texts = await page.evaluate(() =>
      [...(CSS.highlights.get('gloss') ?? [])].map(({ startContainer, startOffset, endOffset }) =>
        (startContainer as Text).data.slice(startOffset, endOffset),
      ),
    );
    return texts.includes('Internet Governance Forum') && texts.includes('BRICS') === marked;
  });
}

const says = (card: CardFrame, text: string) =>
  until(`the card to say “${text}”`, () =>
    card.evaluate<boolean>(`document.body.textContent.includes(${JSON.stringify(text)})`),
  );

describe.each(BROWSERS)('a correction in %s', (which) => {
  let rig: Rig;
  let site: Site;
  let other: Site;
  beforeAll(async () => {
    rig = await launch(which);
    await marksEveryBlock(rig);
    const pages = {
      '/': PROSE,
      '/second': PROSE,
      // The words around it are enough evidence here, but nothing spells it out.
      '/hinted':
        '<p>Ministers of Iran, Turkey and Pakistan met at the ECO summit. The member states of the ECO trade.</p>',
      '/bare': '<p>What is ECO for?</p>',
      '/views': `${PROSE}<button onclick="history.pushState({}, '', '?view=2'); document.body.append('Now: view 2')">Go on</button>`,
    };
    site = await serve(pages);
    other = await serve(pages);
  });
  afterAll(async () => {
    site.close();
    other.close();
    await rig.close();
  });

  const open = async (url: string) => {
    const page = await rig.open(url);
    await marksOn(page);
    await hover(page, await textBox(page, 'BRICS'));
    return { page, card: await cardOf(rig.browser, page, 'BRICS') };
  };
  const options = async () => {
    const page = await rig.openOwn('options.html');
    await until('the corrections', () =>
      page.evaluate(() => document.querySelector('main') && !document.querySelector('[aria-busy=true]')),
    );
    return page;
  };
  const rows = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('tbody tr')].map((row) =>
        [...row.children].map(({ textContent }) => textContent),
      ),
    );

  it('the card says why the term is marked', async () => {
    const page = await rig.open(site.at());
    await marksOn(page);
    await hover(page, await textBox(page, 'IGF', 1));
    const card = await cardOf(rig.browser, page, 'IGF');
    await openMenu(card);
    await says(card, 'The page spells it out: “\u2068Internet Governance Forum\u2069”.');
    await press(card, 'More reasons');
    await says(card, 'Another term is named on this page.');
    await page.close();
  });

  it('on this page holds in the view of an application that is in front of the reader, and not in the first', async () => {
    const first = await rig.open(site.at('/views'));
    await bricsIs(true, first);
    await first.click('button');
    await hover(first, await textBox(first, 'BRICS'));
    const card = await cardOf(rig.browser, first, 'BRICS');
    await openMenu(card);
    await press(card, 'Wrong meaning here');
    await press(card, 'On this page');
    await says(card, 'No longer marked on this page.');
    await bricsIs(false, first);
    const again = await rig.open(site.at('/views'));
    await bricsIs(true, again);
    await again.click('button');
    await bricsIs(false, again);
    await again.close();
    await first.bringToFront();
    await press(card, 'Undo');
    await bricsIs(true, first);
    await first.close();
  });

  it('on this site unmarks the term at once on the whole site only, and Undo restores it', async () => {
    const second = await rig.open(site.at('/second'));
    await bricsIs(true, second);
    const { page, card } = await open(site.at());
    await openMenu(card);
    await press(card, 'Wrong meaning here');
    await press(card, 'On this site');
    await says(card, 'No longer marked on this site.');
    await until('the keyboard on Undo', () =>
      card.evaluate<boolean>(`document.activeElement.textContent === 'Undo'`),
    );
    await bricsIs(false, page);
    await second.bringToFront();
    await bricsIs(false, second);
    const elsewhere = await rig.open(other.at());
    await bricsIs(true, elsewhere);
    await elsewhere.close();
    await page.bringToFront();
    await press(card, 'Undo');
    await bricsIs(true, page);
    await second.bringToFront();
    await bricsIs(true, second);
    await second.close();
    await page.close();
  });

  it('on this page does not change other pages, and the list in the settings undoes it', async () => {
    const { page, card } = await open(site.at('/#fragment'));
    await openMenu(card);
    await press(card, 'Wrong meaning here');
    await press(card, 'On this page');
    await bricsIs(false, page);
    await page.mouse.move(5, 5, { steps: 8 });
    await noCard(page);
    const second = await rig.open(site.at('/second'));
    await bricsIs(true, second);
    await second.close();
    const settings = await options();
    await expect
      .poll(() => rows(settings), { timeout: 20_000 })
      .toEqual([
        ['BRICS', 'Never marked', `One page${site.at('/')}`, expect.stringMatching(/\d{4}/), 'Undo'],
      ]);
    if (which === 'chrome') expect(await barriersOn(settings)).toEqual([]);
    await settings.screenshot({ path: `.artifacts/${which}-options.png` });
    await settings.evaluate(() => document.querySelector<HTMLElement>('tbody button')?.click());
    await until('the empty list', async () => (await rows(settings)).length === 0);
    if (which === 'chrome') expect(await barriersOn(settings)).toEqual([]);
    await settings.close();
    await page.bringToFront();
    await bricsIs(true, page);
    await page.close();
  });

  it('Always mark marks the term without evidence on the page', async () => {
    const marks = (page: Page) => page.evaluate(() => CSS.highlights.get('gloss')?.size ?? 0);
    const bare = await rig.open(site.at('/bare'));
    const page = await rig.open(site.at('/hinted'));
    await until('the mark', async () => (await marks(page)) > 0);
    await hover(page, await textBox(page, 'the ECO'));
    const card = await cardOf(rig.browser, page, 'ECO');
    expect(await marks(bare)).toBe(0);
    await openMenu(card);
    await pressFound(
      card,
      'Always mark, on this site',
      `[...document.querySelectorAll('summary')].find((each) => each.textContent === 'Always mark')?.closest('details').querySelectorAll('button')[1]`,
    );
    await says(card, 'Always marked on this site.');
    await bare.bringToFront();
    await until('the mark without evidence', async () => (await marks(bare)) === 1);
    await bare.close();
    await page.bringToFront();
    await press(card, 'Undo');
    await page.close();
  });

  it('everywhere remains after the background was stopped', async () => {
    const { page, card } = await open(site.at());
    await openMenu(card);
    await press(card, 'Wrong meaning here');
    await pressTwice(card, 'Anywhere', 'On every page?');
    await bricsIs(false, page);
    await rig.killBackground();
    const elsewhere = await rig.open(other.at());
    await bricsIs(false, elsewhere);
    await elsewhere.close();
    await page.close();
  });
});
