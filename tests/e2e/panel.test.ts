/** The side panel reports on the page in front. */
import { describe, it } from 'vitest';
import { marksOn, until } from '../../scripts/hovering';
import { inFront, lists, lit, PROSE_TERMS, says } from './page-in-front';
import { BROWSERS } from './rig';
import { isThere, openBrowserPage, openPanel, picture } from './surfaces';

describe.each(BROWSERS)('the page in front in the side panel, in %s', (which) => {
  const on = inFront(which);

  it('can be used by keyboard alone, to a mention and back to the page', async () => {
    const page = await on.rig.open(on.site.at());
    await marksOn(page);
    const panel = await openPanel(on.rig, page);
    await lists(panel, ...PROSE_TERMS);
    await panel.evaluate('document.querySelector("[tabindex=\\"0\\"]").focus()');
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown']) await panel.press(key);
    await until('the third mention', () =>
      panel.evaluate<boolean>(
        `document.activeElement.textContent === 'of the Internet Governance Forum (IGF) met again. The IGF has no power to decide.'`,
      ),
    );
    await panel.press('Enter');
    await until('the light', async () => (await lit(page)).join() === 'IGF');
    await picture(on.rig, '/sidepanel.html', '.artifacts/panel.png');
    await panel.press('Escape');
    await until('the panel to close', async () => !(await isThere(on.rig, '/sidepanel.html')));
    await until('the keyboard to be in the page', () => page.evaluate(() => document.hasFocus()));
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
    await lists(panel, 'ITU 5 (mentions)', 'IGF 4 (mentions)');
    await page.evaluate(() => {
      document.querySelectorAll('p')[0]!.hidden = true;
      document.querySelector('#end')!.textContent = 'BRICS.';
    });
    await lists(panel, 'ITU 2 (mentions)', 'IGF 1 (mentions)', 'BRICS 1 (mentions)');
    const second = await on.rig.open(on.site.at('/long'));
    await lists(panel, 'BRICS 1 (mentions)');
    await second.goto(on.site.at('/plain'));
    await says(panel, 'No term of the documents is marked on this page.');
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
