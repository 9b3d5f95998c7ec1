/** Highlights are made from the context menu and by keyboard commands. */
import { describe, expect, it } from 'vitest';
import { cardOf, marksOn, noCard, textBox, until } from '../../scripts/hovering';
import { bar, noBarComes, paints, select } from './noted';
import { head, highlight, notedSite, paragraphs, WORDS } from './noted-site';
import { says } from './notes';
import { BROWSERS } from './rig';
import { chooseInMenu, command } from './surfaces';

describe.each(BROWSERS)('notes by commands in %s', (which) => {
  const on = notedSite(which);

  it('the context menu and the commands highlight the selection, with and without a note', async () => {
    const page = await on.open();
    await marksOn(page); // The reader is there.
    const box = await textBox(page, 'wrote');
    await select(page, WORDS);
    await chooseInMenu(on.rig, page, box, 'highlight', WORDS);
    await paints(page, [`yellow: ${WORDS}`]);
    await select(page, 'spoke of cyber diplomacy');
    await command(on.rig, 'highlight');
    await paints(page, [`yellow: ${WORDS}`, 'yellow: spoke of cyber diplomacy']);
    await select(page, 'has no power');
    await command(on.rig, 'highlight-note');
    const card = await cardOf(on.rig.browser, page);
    await until('the editor', () =>
      card.evaluate<boolean>('document.activeElement?.localName === "textarea"'),
    );
    await page.keyboard.press('Escape');
    await noCard(page);
    // The keyboard commands that visit mentions also visit passages.
    on.pages[on.path] = `${head('No term')}<p>Nobody spoke.</p><p>It was quiet in the hall.</p>`;
    const quiet = await on.open();
    await highlight(quiet, 'quiet in the hall');
    await command(on.rig, 'next-mention');
    await says(await cardOf(on.rig.browser, quiet), 'quiet in the hall');
  });

  it('a selection that is too long is refused with a word, although its end is out of view', async () => {
    const line = 'This paragraph of a long page says very little of use. ';
    on.pages[on.path] = head('Long') + paragraphs(Array.from({ length: 2_200 }, () => line));
    const page = await on.open();
    await page.click('p');
    await page.keyboard.down('Control');
    await page.keyboard.press('a');
    await page.keyboard.up('Control');
    await until('the selection', () => page.evaluate(() => String(getSelection()).length > 100_000));
    await noBarComes(page);
    await command(on.rig, 'highlight');
    const { top } = await bar(page);
    expect(top).toBeGreaterThan(400);
    await paints(page, []);
  });

  // Only Firefox selects several ranges.
  it.runIf(which === 'firefox')(
    'a selection in parts is refused with a word, if there are words between',
    async () => {
      on.pages[on.path] =
        `${head('Parts')}<p>The first words stand here.</p><p>Nobody has selected these.</p><p>The last words stand there.</p>`;
      const page = await on.open();
      await page.click('p');
      await page.evaluate(() => {
        const [first, , last] = document.querySelectorAll('p');
        for (const each of [first, last]) {
          const range = document.createRange();
          range.selectNodeContents(each as Element);
          getSelection()?.addRange(range);
        }
      });
      expect(await page.evaluate(() => getSelection()?.rangeCount)).toBeGreaterThan(1);
      await command(on.rig, 'highlight');
      await bar(page);
      await paints(page, []);
    },
  );

  it('Gloss caused no error on any of these pages', async () => {
    expect(await on.rig.errors()).toEqual([]);
  });
});
