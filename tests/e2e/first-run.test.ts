/** What happens once, after the installation: the welcome page, and readers for the tabs that are open. */
import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { GECKO_ID, WELCOME } from '../../scripts/browsers';
import { closeOwnTab, marksOn, noCard, ownTab, until } from '../../scripts/hovering';
import { inFirefox } from './firefox';
import { choose, paints, select } from './noted';
import { ask, cardAt } from './notes';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';

/** Words of the welcome page. */
const WORDS = 'decides nothing';

describe.each(BROWSERS)('After the installation in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which, undefined, { isWelcomed: true });
    site = await serve({ '/': PROSE });
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
      await page.evaluate('location.reload()');
      await paints(page, [`green: ${WORDS}`]);
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
