/** Guards against a hostile page: it must not reach into what Gloss shows, nor imitate the user. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  cardOf,
  HOST,
  hover,
  isOpen,
  marksOn,
  noCard,
  pause,
  takesPresses,
  textBox,
} from '../../scripts/hovering';
import { bar, hasBar, noBar, select } from './noted';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';

const WORDS = 'Engineers at the ITU wrote telecommunication standards';

describe.each(BROWSERS)('a page by itself, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({ '/': PROSE });
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });
  const open = async () => {
    const page = await rig.open(site.at());
    onTestFinished(() => page.close());
    await marksOn(page);
    return page;
  };

  /** The number of Gloss's elements that the page finds, and the number that it can look into. */
  const reach = (page: Page) =>
    page.evaluate((host) => {
      const hosts = [...document.querySelectorAll(host)];
      return [hosts.length, hosts.filter(({ shadowRoot }) => shadowRoot !== null).length];
    }, HOST);
  /** A key press made by a script. */
  const press = (page: Page, isComposing: boolean) =>
    page.evaluate(
      (isComposing) =>
        document.body.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Escape', isComposing, bubbles: true, cancelable: true }),
        ),
      isComposing,
    );

  it('gets no bar for a selection by script, whatever events the script makes', async () => {
    const page = await open();
    await page.evaluate(() => {
      const paragraph = document.querySelectorAll('p')[1] as Element;
      getSelection()?.selectAllChildren(paragraph);
      for (const target of [paragraph, document, window])
        for (const type of ['pointerdown', 'pointerup', 'mouseup', 'click', 'keydown', 'keyup'])
          target.dispatchEvent(
            type.startsWith('key')
              ? new KeyboardEvent(type, { key: 'Shift', bubbles: true, composed: true })
              : new PointerEvent(type, { bubbles: true, composed: true, pointerType: 'mouse' }),
          );
    });
    await pause(400);
    expect(await hasBar(page)).toBe(false);
    await select(page, WORDS);
    await bar(page);
  });

  it('can see that a card and a bar exist, but not into them', async () => {
    const page = await open();
    await hover(page, await textBox(page, 'BRICS'));
    await cardOf(rig.browser, page, 'BRICS');
    expect(await reach(page)).toEqual([1, 0]);
    await page.keyboard.press('Escape');
    await noCard(page);
    await select(page, WORDS);
    await bar(page);
    expect(await reach(page)).toEqual([2, 0]);
  });

  it('closes neither card nor bar with an Escape that a script makes', async () => {
    const page = await open();
    await hover(page, await textBox(page, 'BRICS'));
    await cardOf(rig.browser, page, 'BRICS');
    for (const isComposing of [true, false]) expect(await press(page, isComposing)).toBe(true);
    await pause(200);
    expect(await isOpen(page)).toBe(true);
    await page.keyboard.press('Escape');
    await noCard(page);
    await page.mouse.move(1, 1);
    await select(page, WORDS);
    await bar(page);
    for (const isComposing of [true, false]) expect(await press(page, isComposing)).toBe(true);
    await pause(200);
    expect(await hasBar(page)).toBe(true);
    await page.keyboard.press('Escape');
    await noBar(page);
  });

  it.each([
    'setAttribute("popover", "auto")',
    'setAttribute("hidden", "until-found")',
    'setAttribute("inert", "")',
    'remove()',
  ])('that did %s to the elements of card and bar gets the next card and bar all the same', async (deed) => {
    const page = await open();
    await hover(page, await textBox(page, 'BRICS'));
    await cardOf(rig.browser, page, 'BRICS');
    await page.keyboard.press('Escape');
    await noCard(page);
    await select(page, WORDS);
    await bar(page);
    await page.evaluate(`document.querySelectorAll('${HOST}').forEach((each) => each.${deed})`);
    await page.mouse.click(900, 700);
    await noBar(page);
    await select(page, 'telecommunication standards');
    await bar(page);
    await page.mouse.click(900, 700);
    await noBar(page);
    await hover(page, await textBox(page, 'BRICS'));
    await takesPresses(await cardOf(rig.browser, page, 'BRICS'));
  });

  it('Gloss caused no error on any of these pages', async () => {
    expect(await rig.errors()).toEqual([]);
  });
});
