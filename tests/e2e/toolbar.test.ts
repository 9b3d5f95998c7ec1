/** The badge of the toolbar button, its switch, and the ways to Gloss in the browser's interface. */
import { describe, expect, it } from 'vitest';
import { ownTab, textBox, until } from '../../scripts/hovering';
import { inFront, shows, titleOf } from './page-in-front';
import { BROWSERS } from './rig';
import { lookUpSelection } from './surfaces';

describe.each(BROWSERS)('the toolbar, in %s', (which) => {
  const on = inFront(which);

  it('shows the number of terms, unless that is switched off', async () => {
    const page = await on.rig.open(on.site.at());
    await shows(on.rig, '4');
    await page.goto(on.site.at('/plain'));
    await shows(on.rig, '');
    await page.evaluate(() => history.back());
    await shows(on.rig, '4');
    await on.rig.killBackground();
    await page.evaluate(() => document.querySelectorAll('p')[2]!.remove());
    await shows(on.rig, '2');
    const settings = await on.rig.openOwn('options.html');
    const toggle = () =>
      until('the switch', () =>
        settings.evaluate(() => {
          const box = [...document.querySelectorAll('.switch')]
            .find(({ textContent }) => textContent?.includes('number of terms'))
            ?.querySelector('input');
          box?.click();
          return box !== undefined;
        }),
      );
    await toggle();
    await page.bringToFront();
    await shows(on.rig, '', titleOf(2));
    await toggle();
    await shows(on.rig, '2');
    for (const each of [settings, page]) await each.close();
  });

  it('keeps a switch as it was set while the settings were being read', async () => {
    const settings = await on.rig.openOwn('options.html');
    const click = () =>
      until('the switch', () =>
        settings.evaluate(async () => {
          const box = document.querySelector<HTMLInputElement>('.switch input');
          if (!box) return undefined;
          // This makes the page read the settings. The answer arrives after the click.
          dispatchEvent(new Event('focus'));
          box.click();
          const seen = [box.checked];
          for (const end = performance.now() + 1_000; performance.now() < end; ) {
            await new Promise((done) => setTimeout(done));
            if (seen.at(-1) !== box.checked) seen.push(box.checked);
          }
          return seen;
        }),
      );
    expect(await click()).toEqual([false]);
    expect(await click()).toEqual([true]);
    await settings.close();
  });

  it('opens the popup by a keyboard shortcut', async () => {
    const own = await on.rig.openOwn('options.html');
    const shortcuts = (await own.evaluate(
      `(globalThis.browser ?? chrome).commands.getAll().then((all) => all.map(({ name, shortcut }) => [name, shortcut]))`,
    )) as string[][];
    expect(Object.fromEntries(shortcuts)._execute_action).toBe('Alt+Shift+G');
    await own.close();
  });

  // This test is the last one, because Chromium's driver, once attached to the background, keeps it from
  // restarting after it was stopped.
  it('has its selection looked up from the context menu, although the background was stopped', async () => {
    await on.rig.killBackground();
    const page = await on.rig.open(on.site.at());
    await lookUpSelection(on.rig, page, await textBox(page, 'BRICS'), 'BRICS');
    const library = await ownTab(on.rig.browser, 'library.html?query=BRICS');
    await until('the results', () =>
      library.evaluate<boolean>(`document.querySelector('.results .name')?.textContent === 'BRICS'`),
    );
    await page.close();
  });
});
