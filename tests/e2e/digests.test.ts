import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeOwnTab, until } from '../../scripts/hovering';
import { barriersOn } from './axe';
import { cardAt, openFully, says } from './notes';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';
import { openPopup } from './surfaces';

/** Names of the bundled digest, of the pack, and of both. */
const TEXT = `<!doctype html><html lang="en"><title>Names</title><p style="font: 18px/2 serif; margin: 60px">
The Internet Governance Forum met. The root zone of the domain name system is coordinated by ICANN. So says a
member of the Internet Society.</p>`;

const PACK = 'Internet governance and cyber diplomacy';

describe.each(BROWSERS)('the digests, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  let page: Page;
  let own: Page;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({ '/': TEXT });
    page = await rig.open(site.at());
    own = await rig.openOwn('digests.html');
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });

  /** The words that are marked on the page now. */
  const marked = async (on: Page): Promise<unknown> =>
    on.evaluate(
      `[...(CSS.highlights.get('gloss') ?? [])].map((range) => {
        const { startContainer, startOffset, endContainer, endOffset } = range;
        const live = document.createRange();
        live.setStart(startContainer, startOffset);
        live.setEnd(endContainer, endOffset);
        return live.toString();
      }).sort().join()`,
    );
  const marks = (words: string[], on = page) => {
    const wanted = [...words].sort().join();
    return until(`${wanted || 'nothing'} to be marked`, async () => (await marked(on)) === wanted);
  };
  const listed = () =>
    own.evaluate(
      `[...document.querySelectorAll('.digest')].map((row) => \`\${row.querySelector('h2').textContent} \${row.querySelector('input').checked}\`).join()`,
    );
  const list = (...wanted: string[]) =>
    until(`the list ${wanted}`, async () => (await listed()) === wanted.join());
  /** Presses what has that accessible name, and waits until that is said and the change is in effect. */
  const does = async (name: string, said: string) => {
    await until(`“${name}”`, () =>
      own.evaluate(`(() => {
        const found = [...document.querySelectorAll('.digests :is(input, button)')].find((each) =>
          (each.ariaLabel ?? each.textContent) === ${JSON.stringify(name)});
        found?.click();
        return found !== undefined;
      })()`),
    );
    await inEffect(said);
  };
  const inEffect = (said: string) =>
    until(`“${said}” to be in effect`, async () => {
      const text = await own.evaluate(`document.querySelector('.said').textContent`);
      return text === `${said} Done. Open pages are marked anew.`;
    });
  const FIRST = ['Internet Governance Forum'];
  const OF_PACK = ['ICANN', 'Internet Society', 'domain name system', 'root zone'];

  it('that come with Gloss are listed, the pack off', async () => {
    await list('The three documents true', `${PACK} false`);
    await page.bringToFront();
    await marks(FIRST);
    await own.bringToFront();
    if (which === 'chrome') expect(await barriersOn(own)).toEqual([]);
    await own.screenshot({ path: `.artifacts/${which}-digests.png` });
  });

  it('are marked in an open tab as soon as they are switched on', async () => {
    await does(`On: ${PACK}`, `“${PACK}” is on.`);
    await page.bringToFront();
    await marks([...FIRST, ...OF_PACK]);
  });

  it('explain on the card what a thing is, in their own words', async () => {
    const card = await cardAt(rig, page, 'ICANN');
    await says(card, 'coordinates');
    await openFully(card);
    await says(card, PACK);
    await page.screenshot({ path: `.artifacts/${which}-digests-card.png` });
    await page.keyboard.press('Escape');
  });

  it('are found by the search', async () => {
    const popup = await openPopup(rig, page);
    await popup.type('internet corporation for assigned names');
    await says(popup, 'ICANN');
  });

  it('are still on after the background was stopped', async () => {
    await rig.killBackground();
    const again = await rig.open(site.at());
    await marks([...FIRST, ...OF_PACK], again);
    await again.close();
  });

  it('speak in the order of the list', async () => {
    await own.bringToFront();
    await does(`Move up: “${PACK}”`, `“${PACK}” now has place 1.`);
    await list(`${PACK} true`, 'The three documents true');
    await does(`Move down: “${PACK}”`, `“${PACK}” now has place 2.`);
    await list('The three documents true', `${PACK} true`);
  });

  it('can have another name, which cards say', async () => {
    await own.bringToFront();
    await own.evaluate(
      `[...document.querySelectorAll('button')].find((each) => each.ariaLabel === ${JSON.stringify(`Rename: “${PACK}”`)}).click()`,
    );
    await until('the field', () => own.evaluate(`document.activeElement.localName === 'input'`));
    await own.keyboard.type('The field');
    await own.keyboard.press('Enter');
    await list('The three documents true', 'The field true');
    await inEffect('“The field” has its new name.');
    await page.bringToFront();
    const card = await cardAt(rig, page, 'ICANN');
    await openFully(card);
    await says(card, 'The field');
    await page.keyboard.press('Escape');
  });

  it('are no longer marked once they are switched off, the bundled one too', async () => {
    await own.bringToFront();
    await does('On: The field', '“The field” is off.');
    await does('On: The three documents', '“The three documents” is off.');
    await page.bringToFront();
    await marks([]);
    await own.bringToFront();
    await does('On: The three documents', '“The three documents” is on.');
    await page.bringToFront();
    await marks(FIRST);
    expect(await rig.errors()).toEqual([]);
    await closeOwnTab(rig.browser, 'digests.html');
  });
});
