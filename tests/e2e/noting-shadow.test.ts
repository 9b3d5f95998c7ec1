/** Highlights and notes in shadow roots: made, painted, hovered, listed, found again. */
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { cardOf, hover, until } from '../../scripts/hovering';
import { bar, barOfSelection, choose, noBar, painted, paints } from './noted';
import { notedSite, reload } from './noted-site';
import { says } from './notes';
import { readerOf } from './readers';
import { BROWSERS } from './rig';
import { host, isBarInRoots, isSelected, middleOf, pageOf, selectIn } from './shadows';
import { command } from './surfaces';

const LINE = 'The delegates met in the old hall of the harbour.';
const WORDS = 'met in the old hall';
const OTHER = 'Nobody knew who had asked them to come.';

describe.each(BROWSERS)('notes in shadow roots in %s', (which) => {
  const on = notedSite(which);
  const open = async (page: string) => {
    on.pages[on.path] = page;
    return on.open();
  };
  const notes = async () => (await on.ask('notes', { page: { address: on.site.at(on.path) } })).notes;
  const quotes = async () =>
    (await notes()).map(({ target }) => target.kind === 'passage' && target.selectors.quote.exact);
  const make = async (page: Page, from = WORDS, to = from) => {
    await selectIn(page, from, to);
    await choose(page, 'green');
    await until('the highlight', async () => (await painted(page)).some((each) => each.startsWith('green')));
  };

  it.each([
    ['an open one', host('x-card', 'open', `<p>${LINE}</p><p>${OTHER}</p>`)],
    ['a closed one', host('x-card', 'closed', `<p>${LINE}</p><p>${OTHER}</p>`)],
    [
      'one in another, without elements around its text',
      host('x-page', 'closed', `<p>${OTHER}</p>${host('x-card', 'open', LINE)}`),
    ],
    ['text in the slot of one', host('x-card', 'closed', `<h2>${OTHER}</h2><slot></slot>`, `<p>${LINE}</p>`)],
    [
      'the own text of an empty slot',
      host('x-card', 'open', `<div>${OTHER}<section><slot><b>${LINE}</b></slot></section></div>`),
    ],
  ])('%s: made with the bar, found after a reload, hovered, deleted and brought back', async (_, body) => {
    const page = await open(pageOf(`<p>Before.</p>${body}<p>After.</p>`));
    await make(page);
    await paints(page, [`green: ${WORDS}`]);
    await noBar(page);
    await until('nothing to be selected', async () => !(await isSelected(page)));
    await page.screenshot({ path: `.artifacts/${which}-shadow-highlight.png` });
    await until('it to be stored', async () => (await notes()).length === 1);
    expect(await quotes()).toEqual([WORDS]);
    await page.bringToFront();
    await reload(page);
    await paints(page, [`green: ${WORDS}`]);
    await hover(page, await middleOf(page, WORDS));
    const card = await cardOf(on.rig.browser, page);
    await says(card, WORDS);
    await page.keyboard.press('Escape');
    const ids = (await notes()).map(({ id }) => id);
    await on.ask('delete', { ids, deleted: true });
    await page.bringToFront();
    await paints(page, []);
    await on.ask('delete', { ids, deleted: false });
    await page.bringToFront();
    await paints(page, [`green: ${WORDS}`]);
  });

  it('a passage over the borders of roots and slots is painted and quoted as it is shown', async () => {
    const card = host(
      'x-card',
      'open',
      `<p>${OTHER}</p><slot name="a"></slot><p>Behind the slot.</p>`,
      `<p>Not shown.</p><p slot="a">${LINE}</p>`,
    );
    const page = await open(pageOf(`<p>Before.</p>${card}<p>Then they left.</p>`));
    await selectIn(page, 'Before');
    await barOfSelection(page);
    await page.keyboard.press('Escape');
    await noBar(page);
    await make(page, 'asked them to come', 'Then they');
    const pieces = [
      'green: Behind the slot.',
      `green: ${LINE}`,
      'green: Then they',
      'green: asked them to come.',
    ];
    const shown = async () => (await painted(page)).filter((each) => !each.includes('Not shown.'));
    await expect.poll(shown, { timeout: 20_000 }).toEqual(pieces);
    await until('it to be stored', async () => (await notes()).length === 1);
    expect(await quotes()).toEqual([`asked them to come. ${LINE} Behind the slot. Then they`]);
    await page.bringToFront();
    await reload(page);
    await expect.poll(shown, { timeout: 20_000 }).toEqual(pieces);
  });

  it('three clicks take the last paragraph of a root', async () => {
    const card = (text: string) => host('x-card', 'open', `<p>${text}</p>`);
    const page = await open(pageOf(card(LINE) + card(OTHER)));
    const { x, y } = await middleOf(page, WORDS);
    await page.mouse.click(x, y, { count: 3 });
    await choose(page, 'blue');
    await paints(page, [`blue: ${LINE}`]);
    await until('it to be stored', async () => (await notes()).length === 1);
    expect(await quotes()).toEqual([LINE]);
  });

  it('the keyboard selects, brings the bar and highlights, and the commands visit the passage', async () => {
    const page = await open(pageOf(`<p>Before.</p>${host('x-card', 'closed', `<p>${LINE}</p>`)}`));
    await selectIn(page, WORDS);
    await barOfSelection(page);
    await page.keyboard.press('Escape');
    await noBar(page);
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.up('Shift');
    await bar(page);
    await page.keyboard.press('Escape');
    await noBar(page);
    await command(on.rig, 'open-mention');
    await bar(page);
    await page.keyboard.press('Escape');
    await noBar(page);
    await command(on.rig, 'highlight');
    await paints(page, ['yellow: met in the old ha']);
    await command(on.rig, 'next-mention');
    await says(await cardOf(on.rig.browser, page), 'met in the old ha');
  });

  it('a passage is found when its root comes late, and after its component was drawn anew', async () => {
    const body = `<p>Before.</p>${host('x-card', 'open', `<p>${LINE}</p>`)}`;
    const page = await open(pageOf(body));
    await make(page);
    await until('it to be stored', async () => (await notes()).length === 1);
    on.pages[on.path] = pageOf(body, 'globalThis.come = () => fill(document)');
    await page.bringToFront();
    await reload(page);
    // The note is missing on the page: the reader has looked for it.
    const reader = await readerOf(on.rig, page);
    await until('the search', () => reader.evaluate<boolean>('globalThis.gloss?.noting !== undefined'));
    await paints(page, []);
    await page.evaluate('come()');
    await paints(page, [`green: ${WORDS}`]);
    await page.evaluate(`roots[0].innerHTML = '<div>New.</div><p>${LINE}</p>'`);
    await paints(page, [`green: ${WORDS}`]);
  });

  it('a note of a page without components is found when they have come before it', async () => {
    const page = await open(pageOf(`<p>${OTHER}</p><p>${LINE}</p><p>The end.</p>`));
    await make(page);
    await until('it to be stored', async () => (await notes()).length === 1);
    const before = host('x-card', 'open', '<p>A long advertisement stands here. It is not about them.</p>');
    on.pages[on.path] = pageOf(`<p>${OTHER}</p>${before}<p>${LINE}${before}</p><p>The end.</p>`);
    await page.bringToFront();
    await reload(page);
    await paints(page, [`green: ${WORDS}`]);
  });

  describe('in a modal dialog', () => {
    it('around a component, the bar takes the press', async () => {
      const page = await open(
        pageOf(
          `<p>Behind.</p><dialog id="d">${host('x-card', 'open', `<p>${LINE}</p>`)}</dialog>`,
          'fill(document); d.showModal()',
        ),
      );
      await make(page);
      await paints(page, [`green: ${WORDS}`]);
    });

    it('in a component, the bar takes the press', async () => {
      const page = await open(
        pageOf(
          host('x-card', 'open', `<dialog><p>${LINE}</p></dialog>`),
          `fill(document); roots[0].querySelector('dialog').showModal()`,
        ),
      );
      await selectIn(page, WORDS);
      await barOfSelection(page);
      await page.screenshot({ path: `.artifacts/${which}-shadow-bar.png` });
      await choose(page, 'green');
      await paints(page, [`green: ${WORDS}`]);
    });

    it('in a closed component, with text in its slot, the bar is in the dialog', async () => {
      const page = await open(
        pageOf(
          host('x-card', 'closed', '<dialog><slot></slot></dialog>', `<p>${LINE}</p>`),
          `fill(document); roots[0].querySelector('dialog').showModal()`,
        ),
      );
      await until(
        'the bar',
        async () => {
          await selectIn(page, WORDS);
          return until('it to come', () => isBarInRoots(page), 4_000);
        },
        60_000,
      );
      await command(on.rig, 'highlight');
      await paints(page, [`yellow: ${WORDS}`]);
    });
  });

  it('an editor in a shadow root gets no bar', async () => {
    const page = await open(
      pageOf(host('x-edit', 'open', `<div contenteditable><p>${LINE}</p></div><p>${OTHER}</p>`)),
    );
    await selectIn(page, WORDS);
    await page.keyboard.press('Shift');
    await selectIn(page, 'who had asked');
    await barOfSelection(page);
    await command(on.rig, 'highlight');
    await paints(page, ['yellow: who had asked']);
  });

  it('Gloss caused no error on any of these pages', async () => {
    expect(await on.rig.errors()).toEqual([]);
  });
});
