import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardOf, hover, marksOn, textBox, until } from '../../scripts/hovering';
import { barriersOn } from './axe';
import { launch, type Rig } from './rig';

describe.each(['light', 'dark'])('axe finds nothing in %s', (scheme) => {
  let rig: Rig;
  let library: Page;
  beforeAll(async () => {
    rig = await launch('chrome');
    library = await rig.openOwn('library.html?document=d4g-lab-igf-event-2023#p05');
    await library.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await until('the cited passage', () => library.evaluate(() => document.querySelector('.cited') !== null));
  });
  afterAll(() => rig.close());

  it('on the library page', async () => {
    await library.screenshot({ path: `.artifacts/library-${scheme}.png` });
    expect(await barriersOn(library)).toEqual([]);
  });

  it('on the card, with everything unfolded', async () => {
    await marksOn(library);
    await hover(library, await textBox(library, 'Zavieh Research Group'));
    const card = await cardOf(rig.browser, library);
    expect(await card.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')).toBe(scheme === 'dark');
    await card.evaluate('document.querySelectorAll("summary").forEach((each) => each.click())');
    await library.screenshot({ path: `.artifacts/card-${scheme}.png` });
    expect(await barriersOn(card)).toEqual([]);
  });
});
