/** Pages that take the keyboard while the user types a note in the card. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { noCard, pause, until } from '../../scripts/hovering';
import { keyboardIsBack } from './keyboard-back';
import { cardAt, clear, hasWritten, openEditor, says, stored, written } from './notes';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';

const PAGE = `<!doctype html><html lang="en"><title>Thief</title><style>body{font:18px/1.6 serif;margin:40px;max-width:600px}</style>
<p>Ministers of BRICS spoke of many things.</p><input id="trap"><iframe srcdoc="<input autofocus>"></iframe><dialog><input></dialog>
<script>
  window.heard = '';
  addEventListener('keydown', ({ key, isTrusted }) => { if (isTrusted && key.length === 1) heard += key; }, true);
  const trap = document.querySelector('#trap');
</script>`;
const TOLD = 'The page took the keyboard: what you type now goes to the page.';
const TEXT = 'The ministers met in Kazan and agreed on a great many things.';
/** One theft needs no more than a short sentence. */
const SHORT = 'They met in Kazan, and agreed.';
/** How a page can take the keyboard. */
const WAYS: Record<string, string> = {
  'focuses its own field': 'trap.focus()',
  'focuses its window': 'window.focus()',
  'takes it from the card’s element': `document.activeElement.blur()`,
  'focuses its field, and hides the event from extensions': `addEventListener('focus', (event) => event.stopImmediatePropagation(), true); trap.focus()`,
};

describe.each(BROWSERS)('a page that takes the keyboard, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  let own: Page;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({ '/': PAGE });
    own = await rig.openOwn('options.html');
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });
  beforeEach(() => clear(own, 'brics'));

  const editing = async () => {
    const page = await rig.open(site.at());
    onTestFinished(() => page.close());
    const card = await cardAt(rig, page, 'BRICS');
    // What is written late would be there in the next test.
    const isSaved = () =>
      card
        .evaluate<boolean>(`(document.querySelector('.saving')?.textContent || 'Saved') === 'Saved'`)
        .catch(() => true);
    onTestFinished(() => until('the note to be saved', isSaved).then(() => undefined));
    await openEditor(card, 'Add note');
    const lost = () => page.evaluate('heard') as Promise<string>;
    const type = (text: string) => page.keyboard.type(text, { delay: 30 });
    return { page, card, lost, type };
  };

  it.each(Object.entries(WAYS))('once (%s) does not get the rest of the sentence', async (_way, script) => {
    const { page, card, lost, type } = await editing();
    await type(SHORT.slice(0, 10));
    await page.evaluate(`{ ${script} }`);
    await pause(100);
    await keyboardIsBack(page, card);
    await type(SHORT.slice(10));
    await hasWritten(card, SHORT);
    expect(await lost()).toBe('');
    expect(await card.evaluate('document.querySelector(".warnings").textContent')).toBe('');
  });

  it.each(Object.entries(WAYS))(
    'every 100 ms (%s) gets it in the end, and the user is told at once',
    async (_way, script) => {
      const { page, card, lost, type } = await editing();
      await page.evaluate(`window.thief = setInterval(() => { ${script} }, 100)`);
      await type(TEXT);
      const [inNote, inPage] = [await written(card), await lost()];
      console.log(
        `${which}: ${inNote.length} of ${TEXT.length} letters in the note, ${inPage.length} in the page.`,
      );
      if (inNote === TEXT) return;
      await says(card, TOLD);
      // It was taken back ten times, and on a busy machine a letter takes as long as several thefts. A letter on its
      // way at such a moment may go astray.
      expect(inNote.length).toBeGreaterThan(0);
      expect(inNote.length + inPage.length).toBeGreaterThan(TEXT.length - 12);
      await page.evaluate('clearInterval(thief)');
    },
  );

  it('keeps it after a press of the user in the page', async () => {
    const { page, lost } = await editing();
    await page.keyboard.type('Mine');
    await page.click('#trap');
    await noCard(page);
    await page.keyboard.type('theirs');
    await until('their keys', async () => (await lost()) === 'theirs');
    await stored(own, 'brics', ['Mine']);
  });

  it('by a modal dialog keeps it, and the user is told', async () => {
    const { page, card } = await editing();
    await page.keyboard.type('Mine');
    await page.evaluate('document.querySelector("dialog").showModal()');
    await says(card, TOLD);
    await page.evaluate('document.querySelector("dialog").close()');
  });

  it('by a frame of it keeps it, because the user may have clicked there, and the user is told', async () => {
    const { page, card } = await editing();
    await page.keyboard.type('Mine');
    await page.evaluate('document.querySelector("iframe").contentDocument.querySelector("input").focus()');
    await says(card, TOLD);
    await stored(own, 'brics', ['Mine']);
  });

  it('Tab and Shift+Tab leave the editor as ever', async () => {
    const { page, card } = await editing();
    const active = () =>
      card.evaluate<string>('document.activeElement.className || document.activeElement.textContent');
    await page.keyboard.press('Tab');
    await until('the tags', async () => (await active()) === 'tags-line');
    await page.keyboard.press('Tab');
    await until('the end', async () => (await active()) === 'Done');
  });

  it('Gloss caused no error on any of these pages', async () => {
    expect(await rig.errors()).toEqual([]);
  });
});
