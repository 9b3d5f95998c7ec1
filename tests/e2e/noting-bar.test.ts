/** The bar beside selected text appears and disappears. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { cardOf, HOST, hover, marksOn, pause, textBox, until } from '../../scripts/hovering';
import { bar, barComesBack, noBar, noBarComes, painted, select } from './noted';
import { head, notedSite, WORDS } from './noted-site';
import { ask } from './notes';
import { BROWSERS, PROSE } from './rig';

describe.each(BROWSERS)('the bar of selected text in %s', (which) => {
  const on = notedSite(which);

  describe('the bar', () => {
    it('disappears on Escape, a click elsewhere or a scroll, and does not return for the same selection', async () => {
      on.pages[on.path] = `${PROSE}<div style="height:3000px"></div>`;
      const page = await on.open();
      await marksOn(page); // The reader is there.
      await select(page, WORDS);
      await bar(page);
      await page.keyboard.press('Escape');
      await noBar(page);
      await page.keyboard.press('Shift');
      await noBarComes(page);
      await page.mouse.click(700, 500);
      await select(page, WORDS);
      await bar(page);
      await page.mouse.click(700, 500);
      await noBar(page);
      await select(page, WORDS);
      await bar(page);
      await page.evaluate('scrollTo({ top: 2000, behavior: "instant" })');
      await noBar(page);
    });

    it('keeps cards away while it is there, though the pointer rests on a mention', async () => {
      on.pages[on.path] = PROSE;
      const page = await on.open();
      await marksOn(page);
      const { x, y } = await textBox(page, 'BRICS');
      await page.mouse.move(x - 90, y);
      await page.mouse.down();
      await page.mouse.move(x + 5, y, { steps: 6 });
      await page.mouse.up();
      await bar(page);
      await page.mouse.move(x, y);
      await expect(cardOf(on.rig.browser, page, undefined, 900)).rejects.toThrow('in vain');
      await page.keyboard.press('Escape');
      await noBar(page);
      await hover(page, { x, y });
      await cardOf(on.rig.browser, page, 'BRICS');
    });

    it('appears for a selection by keyboard', async () => {
      const page = await on.open();
      await marksOn(page); // The reader is there.
      await select(page, WORDS);
      await bar(page);
      await page.keyboard.press('Escape');
      await page.keyboard.down('Shift');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.up('Shift');
      await bar(page);
    });

    it('does not appear for white space, in fields and editors, or for a selection by script', async () => {
      on.pages[on.path] =
        `${head('Editors')}<p id="blank">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;</p><textarea cols="40" rows="3">Words in a field of their own</textarea>
        <div contenteditable>Words in an editor of the page</div><input value="Words in a line"><p>Words of the page itself</p>`;
      const page = await on.open();
      for (const spot of ['textarea', '[contenteditable]', 'input', '#blank']) {
        const box = await (await page.$(spot))?.boundingBox();
        await page.mouse.click(Math.round((box?.x ?? 0) + 30), Math.round((box?.y ?? 0) + 12), { count: 3 });
        await noBarComes(page, spot);
      }
      await page.evaluate(() => {
        document.activeElement instanceof HTMLElement && document.activeElement.blur();
        getSelection()?.selectAllChildren(document.querySelector('p:last-of-type') as Element);
        for (const name of ['pointerup', 'keyup']) window.dispatchEvent(new Event(name));
      });
      await noBarComes(page);
      await select(page, 'Words of the page');
      await bar(page);
    });

    it('can be switched off', async () => {
      const settings = await on.rig.openOwn('options.html');
      onTestFinished(() => settings.close());
      const set = async () => {
        await settings.bringToFront();
        const { offers: before } = await ask(settings, 'settings', null);
        await until('the switch', () =>
          settings.evaluate(() => {
            const label = [...document.querySelectorAll('label')].find((each) =>
              each.textContent?.includes('highlight selected text'),
            );
            label?.click();
            return label !== undefined;
          }),
        );
        await until('the change', async () => (await ask(settings, 'settings', null)).offers !== before);
      };
      await set();
      const page = await on.open();
      await marksOn(page); // The reader is there.
      await select(page, WORDS);
      await noBarComes(page);
      await set();
      await page.bringToFront();
      await barComesBack(page, WORDS);
    });

    it('ignores clicks by the page’s scripts', async () => {
      const page = await on.open();
      await marksOn(page); // The reader is there.
      await select(page, WORDS);
      await bar(page);
      await page.$$eval(HOST, (hosts) => {
        for (const host of hosts as HTMLElement[]) {
          host.click();
          for (const name of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
            host.dispatchEvent(
              new MouseEvent(name, { bubbles: true, composed: true, clientX: 200, clientY: 280 }),
            );
        }
      });
      await pause(250);
      expect(await painted(page)).toEqual([]);
    });
  });

  it('Gloss caused no error on any of these pages', async () => {
    expect(await on.rig.errors()).toEqual([]);
  });
});
