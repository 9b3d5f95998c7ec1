/** The side panel reports on the page in front. */
import { describe, expect, it } from 'vitest';
import { marksOn, until } from '../../scripts/hovering';
import { click, inFront, lists, lit, PROSE_TERMS, says } from './page-in-front';
import { BROWSERS } from './rig';
import { isThere, openBrowserPage, openPanel, picture } from './surfaces';

describe.each(BROWSERS)('the page in front in the side panel, in %s', (which) => {
  const on = inFront(which);

  it('can be used by keyboard alone, to a mention and back to the page', async () => {
    const page = await on.rig.open(on.site.at());
    await marksOn(page);
    const panel = await openPanel(on.rig, page);
    await lists(panel, ...PROSE_TERMS);
    const focus = (selector: string) =>
      until(`${selector} to have the keyboard`, () =>
        panel.evaluate<boolean>(`(() => {
          const found = document.querySelector(${JSON.stringify(selector)});
          found?.focus();
          return found !== null && document.activeElement === found;
        })()`),
      );
    await focus('.terms button');
    await panel.press('Enter');
    await until('the card of the term', () =>
      panel.evaluate<boolean>(`document.activeElement === document.querySelector('.card h1')`),
    );
    await focus('.mentions button');
    for (const key of ['ArrowDown', 'ArrowDown']) await panel.press(key);
    await until('the third mention', () =>
      panel.evaluate<boolean>(
        `document.activeElement.textContent === '… of the Internet Governance Forum (IGF) met again. The IGF has no power to decide.'`,
      ),
    );
    await panel.press('Enter');
    await until('the light', async () => (await lit(page)).join() === 'IGF');
    await picture(on.rig, '/sidepanel.html', '.artifacts/panel.png');
    await panel.press('Escape');
    await until('the list again', () =>
      panel.evaluate<boolean>(`document.activeElement === document.querySelector('.terms button')`),
    );
    await panel.press('Escape');
    await until('the panel to close', async () => !(await isThere(on.rig, '/sidepanel.html')));
    await until('the keyboard to be in the page', () => page.evaluate(() => document.hasFocus()));
    await page.close();
  });

  it('marks the terms that are in view, as the page is scrolled', async () => {
    const page = await on.rig.open(on.site.at('/long'));
    const panel = await openPanel(on.rig, page);
    await lists(panel, 'BRICS 1 (mentions)');
    const seen = () => panel.evaluate<number>('document.querySelectorAll(".terms li.seen").length');
    expect(await seen()).toBe(0);
    await page.evaluate(() => document.querySelector('b')?.scrollIntoView());
    await until('it to be marked', async () => (await seen()) === 1);
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await until('it not to be marked', async () => (await seen()) === 0);
    await click(panel, '.terms button', 'BRICS');
    await until('the strip', () =>
      panel.evaluate<boolean>(
        `/^M(?:4|5)\\d\\d 0V10$/.test(document.querySelector('.strip path')?.getAttribute('d'))`,
      ),
    );
    await panel.press('Escape');
    await lists(panel, 'BRICS 1 (mentions)');
    if (which === 'firefox') await panel.press('Escape');
    await page.close();
  });

  it('follows changes of the page, navigation, and the tab in front', async () => {
    const page = await on.rig.open(on.site.at());
    await marksOn(page);
    const panel = await openPanel(on.rig, page);
    await lists(panel, ...PROSE_TERMS);
    await page.evaluate(() => {
      document.querySelectorAll('p')[2]!.remove();
      document.querySelector('#end')!.textContent = 'The ITU, the ITU and the ITU.';
    });
    await lists(panel, 'IGF 4 (mentions)', 'ITU 5 (mentions)');
    await page.evaluate(() => {
      document.querySelectorAll('p')[0]!.hidden = true;
      document.querySelector('#end')!.textContent = 'BRICS.';
    });
    await lists(panel, 'ITU 2 (mentions)', 'IGF 1 (mentions)', 'BRICS 1 (mentions)');
    const second = await on.rig.open(on.site.at('/long'));
    await lists(panel, 'BRICS 1 (mentions)');
    await second.goto(on.site.at('/plain'));
    await says(panel, 'No terms found on this page.');
    await second.goto(on.site.at('/second'));
    await lists(panel, ...PROSE_TERMS);
    await openBrowserPage(on.rig);
    await says(panel, 'Gloss cannot read this page.');
    await page.bringToFront();
    await lists(panel, 'ITU 2 (mentions)', 'IGF 1 (mentions)', 'BRICS 1 (mentions)');
    await on.rig.killBackground();
    await second.goto(on.site.at('/second'));
    await second.bringToFront();
    await lists(panel, ...PROSE_TERMS);
    for (const each of [second, page]) await each.close();
  });
});
