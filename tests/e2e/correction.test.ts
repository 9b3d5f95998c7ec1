import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CardFrame,
  cardOf,
  hover,
  marksOn,
  noCard,
  takesPresses,
  textBox,
  until,
} from '../../scripts/hovering';
import { barriersOn } from './axe';
import { press, pressTwice } from './notes';
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
    const pages = {
      '/': PROSE,
      '/second': PROSE,
      '/defined': '<p>The Economic Cooperation Organization (ECO) met. Later the ECO met again.</p>',
      '/bare': '<p>What is ECO for?</p>',
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
      page.evaluate(() => document.querySelector('main')?.getAttribute('aria-busy') === 'false'),
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
    await press(card, 'Why here?');
    await says(card, 'Another term of the documents is named on this page.');
    await says(card, 'The page says what it stands for: “\u2068Internet Governance Forum\u2069”.');
    await page.close();
  });

  it('on this site unmarks the term at once on the whole site only, and Undo restores it', async () => {
    const second = await rig.open(site.at('/second'));
    await bricsIs(true, second);
    const { page, card } = await open(site.at());
    await press(card, 'Not this');
    await press(card, 'On this site');
    await says(card, 'No longer marked on this site.');
    expect(await card.evaluate('document.activeElement.textContent')).toBe('Undo');
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
    await press(card, 'Not this');
    await press(card, 'On this page');
    await bricsIs(false, page);
    await page.mouse.move(5, 5, { steps: 8 });
    await noCard(page);
    const second = await rig.open(site.at('/second'));
    await bricsIs(true, second);
    await second.close();
    const settings = await options();
    expect(await rows(settings)).toEqual([
      ['BRICS', 'Never marked', `One page: ${site.at('/')}`, expect.stringMatching(/\d{4}/), 'Undo'],
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

  it('Always this marks the term without evidence on the page', async () => {
    const marks = (page: Page) => page.evaluate(() => CSS.highlights.get('gloss')?.size ?? 0);
    const bare = await rig.open(site.at('/bare'));
    const page = await rig.open(site.at('/defined'));
    await until('the mark', async () => (await marks(page)) > 0);
    await hover(page, await textBox(page, 'the ECO'));
    const card = await cardOf(rig.browser, page, 'ECO');
    expect(await marks(bare)).toBe(0);
    await takesPresses(card);
    await card.evaluate(`[...document.querySelectorAll('summary')].find((each) => each.textContent === 'Always this')
      .closest('details').querySelectorAll('button')[1].click()`);
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
    await press(card, 'Not this');
    await pressTwice(card, 'Everywhere', 'On every page?');
    await bricsIs(false, page);
    await rig.killBackground();
    const elsewhere = await rig.open(other.at());
    await bricsIs(false, elsewhere);
    await elsewhere.close();
    await page.close();
  });
});
