/** What happens once, after the installation: the welcome page, and readers for the tabs that are open. */
import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { GECKO_ID, WELCOME } from '../../scripts/browsers';
import { closeOwnTab, marksOn, noCard, ownTab, until } from '../../scripts/hovering';
import { inFirefox } from './firefox';
import { choose, paints, select } from './noted';
import { reload } from './noted-site';
import { ask, cardAt } from './notes';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';

/** Words of the welcome page. */
const WORDS = 'decides nothing';

describe.each(BROWSERS)('After the installation in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which, undefined, { isWelcomed: true });
    site = await serve({
      '/': PROSE,
      '/pack':
        '<!doctype html><html lang="en"><title>Names</title><p>The ministers of BRICS met. The Internet Society came too.</p>',
    });
  });
  afterAll(async () => {
    site?.close();
    await rig?.close();
  });

  /** Takes the extension away, as a user can. */
  const uninstall = async () => {
    if (which === 'firefox')
      await inFirefox(
        rig,
        `(async () => {
          const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
          await (await AddonManager.getAddonByID('${GECKO_ID}')).uninstall();
        })()`,
      );
    else for (const id of (await rig.browser.extensions()).keys()) await rig.browser.uninstallExtension(id);
  };

  it('one page opens, in front', async () => {
    const page = await ownTab(rig.browser, WELCOME);
    await until('it to be shown', () =>
      page.evaluate<boolean>(
        `document.visibilityState === 'visible' && document.querySelector('.live') !== null`,
      ),
    );
    await closeOwnTab(rig.browser, WELCOME);
  });

  it('a page that was open before is read without a reload, once', async () => {
    await uninstall();
    const page = await rig.open(site.at());
    onTestFinished(() => page.close());
    await page.evaluate('window.isSamePage = true');
    await rig.browser.installExtension(resolve(`.output/${which}-mv3`));
    await closeOwnTab(rig.browser, WELCOME);
    await page.bringToFront(); // A tab is read when it is shown.
    await marksOn(page);
    expect(await page.evaluate('window.isSamePage')).toBe(true);
    await cardAt(rig, page, 'BRICS');
  });

  describe('the welcome page', () => {
    let page: Page;
    beforeAll(async () => {
      page = await rig.openOwn('welcome.html');
      await until('the text', () => page.evaluate(() => document.querySelector('.live') !== null));
    });
    afterAll(() => page?.close());

    it('has a text to hover', async () => {
      await cardAt(rig, page, 'IGF');
      await page.mouse.click(5, 5);
      await noCard(page);
    });

    it('has a text to select: the highlight is there again after a reload, and is among the notes', async () => {
      await select(page, WORDS);
      await choose(page, 'green');
      await paints(page, [`green: ${WORDS}`]);
      await until('the note', async () => (await ask(page, 'briefs', { first: 5 })).notes.length === 1);
      await reload(page);
      await paints(page, [`green: ${WORDS}`]);
    });

    it('offers the pack, which is off until it is switched on there', async () => {
      const other = await rig.open(site.at('/pack'));
      onTestFinished(() => other.close());
      const marks = (words: string) =>
        until(`${words} to be marked`, () =>
          other.evaluate((words) => {
            const all = [...(CSS.highlights.get('gloss') ?? [])];
            const texts = all.map(({ startContainer, startOffset, endOffset }) =>
              startContainer.textContent?.slice(startOffset, endOffset),
            );
            return texts.join() === words;
          }, words),
        );
      await marks('BRICS');
      await page.bringToFront();
      await until('the pack', () =>
        page.evaluate(() => {
          const box = document.querySelector<HTMLInputElement>('.pack input');
          if (box && !box.checked) box.click();
          return box?.checked === true;
        }),
      );
      await until('it to be in effect', () =>
        page.evaluate(
          () => document.querySelector('main')?.textContent.includes('Open pages are marked anew') === true,
        ),
      );
      await other.bringToFront();
      await marks('BRICS,Internet Society');
      await page.bringToFront();
    });

    it('has the search: a hit opens in another tab', async () => {
      await page.bringToFront();
      await page.focus('.welcome [role=combobox]');
      await page.keyboard.type('brics');
      await until('the hits', () => page.evaluate(() => document.querySelector('[role=option]') !== null));
      await page.keyboard.press('Enter');
      await closeOwnTab(rig.browser, 'library.html?term=brics');
      expect(await page.evaluate('location.pathname')).toBe(WELCOME);
    });
  });
});
