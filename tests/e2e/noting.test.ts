/** Highlights and notes are made on a page, and are still there after a reload. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cardOf, HOST, hover, marksOn, textBox, until } from '../../scripts/hovering';
import { caughtUp, marksEveryBlock } from './marked';
import { bar, choose, noBar, noBarComes, painted, paints, select } from './noted';
import { head, highlight, notedSite, reload, WORDS } from './noted-site';
import { says } from './notes';
import { BROWSERS, launch, PROSE, serve } from './rig';
import { openPanel, openPopup } from './surfaces';

describe.each(BROWSERS)('notes on passages in %s', (which) => {
  const on = notedSite(which);
  beforeAll(() => marksEveryBlock(on.rig));

  describe('a highlight', () => {
    it('is made with a colour of the bar, and is still there after a reload', async () => {
      const page = await on.open();
      await marksOn(page);
      await select(page, WORDS);
      await bar(page);
      await page.screenshot({ path: `.artifacts/${which}-bar.png` });
      await choose(page, 'blue');
      await paints(page, [`blue: ${WORDS}`]);
      await noBar(page);
      // The bar disappears first, and the selection when the highlight is stored.
      await until(
        'nothing to be selected',
        async () => (await page.evaluate('String(getSelection())')) === '',
      );
      await page.mouse.move(1, 1);
      await page.screenshot({ path: `.artifacts/${which}-highlight.png` });
      await reload(page);
      await paints(page, [`blue: ${WORDS}`]);
    });

    it('with a note opens its card ready for typing, and the text is still there after a reload', async () => {
      const page = await on.open();
      await marksOn(page);
      await select(page, WORDS);
      await choose(page, 'note');
      const card = await cardOf(on.rig.browser, page);
      await until('the keyboard in the editor', () =>
        card.evaluate<boolean>('document.hasFocus() && document.activeElement.localName === "textarea"'),
      );
      await page.keyboard.type('Standards come first');
      await until('it to be saved', async () => (await card.text()).includes('Saved'));
      await reload(page);
      await paints(page, [`yellow: ${WORDS}`]);
      await hover(page, await textBox(page, 'wrote telecommunication'));
      await says(await cardOf(on.rig.browser, page), 'Standards come first');
    });

    it('shows its note on the card of a term inside it', async () => {
      const page = await on.open();
      await marksOn(page);
      await select(page, WORDS);
      await choose(page, 'pink');
      await paints(page, [`pink: ${WORDS}`]);
      await hover(page, await textBox(page, 'ITU'));
      const card = await cardOf(on.rig.browser, page, 'ITU');
      await until('the passage on the card', async () => (await card.text()).includes(WORDS));
    });

    it('spans blocks, and each of its pieces is painted', async () => {
      const page = await on.open();
      await highlight(page, 'has no power', 'wrote telecommunication');
      const pieces = [
        'green: has no power to decide.',
        'green: Engineers at the ITU wrote telecommunication',
      ];
      await paints(page, pieces);
      await reload(page);
      await paints(page, pieces);
    });

    it('can be made on right-to-left text', async () => {
      const page = await on.open();
      await highlight(page, 'هر سال برگزار');
      await reload(page);
      await paints(page, ['green: هر سال برگزار']);
    });

    it('can be made from a triple click, and in a table', async () => {
      on.pages[on.path] =
        `${head('Table')}<table><tr><td>Kyoto<td>2023<tr><td>Riyadh<td>2024</table><p id="all">A whole line, taken by three clicks.</p><p>Next</p>`;
      const page = await on.open();
      const { x, y } = await textBox(page, 'taken by');
      await page.mouse.click(Math.round(x), Math.round(y), { count: 3 });
      await choose(page, 'green');
      await paints(page, ['green: A whole line, taken by three clicks.']);
      await select(page, 'Kyoto', '2024');
      await choose(page, 'blue');
      const all = [
        'blue: 2023',
        'blue: 2024',
        'blue: Kyoto',
        'blue: Riyadh',
        'green: A whole line, taken by three clicks.',
      ];
      await paints(page, all);
      await reload(page);
      await paints(page, all);
    });

    it('disappears with its note, and returns with it', async () => {
      const page = await on.open();
      await highlight(page, WORDS);
      const notes = await on.stored(1);
      await on.ask('delete', { ids: notes.map(({ id }) => id), deleted: true });
      await page.bringToFront();
      await paints(page, []);
      await on.ask('delete', { ids: notes.map(({ id }) => id), deleted: false });
      await page.bringToFront();
      await paints(page, [`green: ${WORDS}`]);
    });

    it('is stored although the page is left at once', async () => {
      const page = await on.open();
      await select(page, WORDS);
      await choose(page, 'green');
      await page.goto(on.site.at('/elsewhere')).catch(() => undefined);
      await page.goto(on.site.at(on.path));
      await paints(page, [`green: ${WORDS}`]);
    });
  });

  it('and the bar are hidden on a paused site, and shown when it is resumed', async () => {
    const page = await on.open();
    await highlight(page, WORDS);
    const setPaused = (paused: boolean) => on.ask('set', { site: new URL(on.site.at()).host, paused });
    await setPaused(true);
    await page.bringToFront();
    await paints(page, []);
    await select(page, 'has no power');
    await noBarComes(page);
    await setPaused(false);
    await page.bringToFront();
    await paints(page, [`green: ${WORDS}`]);
  });

  it('a page without notes and selections has no trace of it', async () => {
    const page = await on.open();
    await marksOn(page);
    await page.mouse.click(700, 500);
    await page.keyboard.press('a');
    await caughtUp(page);
    expect(await painted(page)).toEqual([]);
    expect(await page.$$(HOST)).toEqual([]);
    expect(await page.evaluate('document.adoptedStyleSheets.length')).toBe(1);
  });

  it('a note on a whole page is written in the popup, and shown in the side panel', async () => {
    const page = await on.open();
    const popup = await openPopup(on.rig, page);
    await until('the button', () =>
      popup.evaluate<boolean>(
        'document.querySelector(".add-note")?.click() !== undefined || document.querySelector(".add-note") !== null',
      ),
    );
    await until('the editor', () =>
      popup.evaluate<boolean>('document.querySelector(".page-notes textarea") !== null'),
    );
    await popup.evaluate(`(() => {
      const box = document.querySelector('.page-notes textarea');
      box.value = 'Read again in spring';
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    })()`);
    await until('it to be saved', () => popup.evaluate<boolean>('document.body.innerText.includes("Saved")'));
    const panel = await openPanel(on.rig, page);
    await until('the tabs', () => panel.evaluate<boolean>('document.querySelector("#page-notes") !== null'));
    await panel.evaluate('document.querySelector("#page-notes").click()');
    await until('the note', () =>
      panel.evaluate<boolean>(
        'document.querySelector(".page-notes")?.innerText.includes("Read again in spring") ?? false',
      ),
    );
    if (which === 'firefox') await panel.press('Escape');
  });

  it('Gloss caused no error on any of these pages', async () => {
    expect(await on.rig.errors()).toEqual([]);
  });
});

describe.each(BROWSERS)('a note in %s', (which) => {
  it('is still there after the browser was restarted', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'gloss-profile-'));
    const site = await serve({ '/': PROSE });
    let rig = await launch(which, profile);
    try {
      const page = await rig.open(site.at());
      await select(page, WORDS);
      await choose(page, 'green');
      await paints(page, [`green: ${WORDS}`]);
      await reload(page);
      await paints(page, [`green: ${WORDS}`]);
      await rig.close();
      rig = await launch(which, profile);
      await paints(await rig.open(site.at()), [`green: ${WORDS}`], 20_000);
    } finally {
      await rig.close();
      site.close();
      rmSync(profile, { recursive: true, force: true });
    }
  });
});
