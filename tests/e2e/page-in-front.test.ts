/** The popup reports on the page in front. */
import { describe, expect, it } from 'vitest';
import { marksOn, until } from '../../scripts/hovering';
import { click, inFront, lists, lit, marks, PROSE_TERMS, says, shows } from './page-in-front';
import { BROWSERS } from './rig';
import { isThere, openBrowserPage, openPopup, picture } from './surfaces';

describe.each(BROWSERS)('the page in front in the popup, in %s', (which) => {
  const on = inFront(which);

  it('has its terms listed by weight, and a card scrolls to the first mention, lights it and closes', async () => {
    const page = await on.rig.open(on.site.at('/long'));
    const before = await page.evaluate(() => document.documentElement.outerHTML);
    const popup = await openPopup(on.rig, page);
    await lists(popup, 'BRICS 1 (mentions)');
    await click(popup, '.terms button', 'BRICS');
    await click(popup, '.find');
    await until('the light, in view', async () => {
      const isSeen = await page.evaluate(() => {
        const { top, bottom } = document.querySelector('b')!.getBoundingClientRect();
        return top > 0 && bottom < innerHeight;
      });
      return isSeen && (await lit(page)).join() === 'BRICS';
    });
    await until('the popup to close', async () => !(await isThere(on.rig, '/popup.html')));
    await until('the light to go out', async () => (await lit(page)).length === 0);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(before);
    await page.close();
  });

  it('is listed with its frames, later ones included', async () => {
    const page = await on.rig.open(on.site.at('/frames'));
    const popup = await openPopup(on.rig, page);
    await lists(
      popup,
      'IGF 4 (mentions)',
      'ITU 3 (mentions)',
      'BRICS 1 (mentions)',
      'Cyber diplomacy 1 (mentions)',
    );
    await page.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.src = src;
      document.body.append(frame);
    }, on.site.at('/second'));
    await lists(
      popup,
      'IGF 8 (mentions)',
      'ITU 5 (mentions)',
      'BRICS 2 (mentions)',
      'Cyber diplomacy 2 (mentions)',
    );
    await shows(on.rig, '4');
    await page.evaluate(() => {
      for (const frame of document.querySelectorAll('iframe')) frame.remove();
    });
    await lists(popup, 'ITU 1 (mentions)');
    await shows(on.rig, '1');
    await page.close();
  });

  it('is corrected with Wrong meaning here, which can be undone', async () => {
    const page = await on.rig.open(on.site.at());
    const popup = await openPopup(on.rig, page);
    await lists(popup, ...PROSE_TERMS);
    await click(popup, '.terms button', 'BRICS');
    await click(popup, '.mention summary', 'Wrong meaning here');
    await click(popup, '.scopes button', 'On this page');
    await says(popup, 'No longer marked on this page.');
    await shows(on.rig, '3');
    await click(popup, '[role=status] button', 'Undo');
    await shows(on.rig, '4');
    await page.close();
  });

  it('is paused at once with all pages and frames of its site, until it is resumed', async () => {
    const second = await on.rig.open(on.site.at('/frames'));
    await marksOn(second);
    const inner = await until('the frame', async () =>
      second.frames().find((each) => each.url() === on.other.at()),
    );
    await until('its marks', () => inner.evaluate(() => (CSS.highlights.get('gloss')?.size ?? 0) > 0));
    const elsewhere = await on.rig.open(on.other.at());
    await marksOn(elsewhere);
    const page = await on.rig.open(on.site.at());
    await marksOn(page);
    const popup = await openPopup(on.rig, page);
    await says(popup, `Marks on ${new URL(on.site.at()).host}`);
    await click(popup, '.site input');
    await says(popup, 'Gloss is paused on this site.');
    await picture(on.rig, '/popup.html', '.artifacts/popup-paused.png');
    await until('the marks to go', async () => (await marks(page)) + (await marks(second)) === 0);
    await until('those of the frame to go', () =>
      inner.evaluate(() => (CSS.highlights.get('gloss')?.size ?? 0) === 0),
    );
    await shows(on.rig, '', 'Gloss is paused on this site');
    expect(await marks(elsewhere)).toBeGreaterThan(0);
    // Text added to the page is not read either, nor is another page of the site, even after the background
    // was stopped.
    await page.evaluate(() => document.body.append('The Internet Governance Forum met.'));
    await on.rig.killBackground();
    await second.goto(on.site.at('/second'));
    await second.bringToFront();
    await shows(on.rig, '', 'Gloss is paused on this site');
    expect((await marks(page)) + (await marks(second))).toBe(0);

    const settings = await on.rig.openOwn('options.html');
    await until('the site', () => settings.evaluate(() => document.querySelector('.paused button') !== null));
    await settings.screenshot({ path: `.artifacts/options-${which}.png` });
    await settings.$eval('.paused button', (button) => (button as HTMLElement).click());
    await page.bringToFront();
    await marksOn(page);
    await shows(on.rig, '4');
    for (const each of [settings, elsewhere, second, page]) await each.close();
  });

  it.each([
    ['a page without a term', '/plain', 'No terms found on this page.'],
    ['a PDF file', '/file.pdf', 'Gloss cannot read PDF files'],
  ])('is reported as %s', async (_, path, word) => {
    const page = await on.rig.browser.newPage();
    await page.goto(on.site.at(path)).catch(() => undefined); // Firefox's PDF viewer never settles as a page.
    const popup = await openPopup(on.rig, page);
    await says(popup, word);
    await page.close();
  });

  it('is reported as a page of the browser', async () => {
    await openBrowserPage(on.rig);
    const popup = await openPopup(on.rig);
    await says(popup, 'Browsers keep extensions out of their own pages');
    await picture(on.rig, '/popup.html', '.artifacts/popup-browser-page.png');
  });
});
