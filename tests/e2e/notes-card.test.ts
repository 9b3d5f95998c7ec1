import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { noCard, pause, until } from '../../scripts/hovering';
import { LINGER } from '../../src/page/card/hover';
import { barriersOn } from './axe';
import {
  ask,
  cardAt,
  clear,
  deleteNote,
  hasWritten,
  notesOn,
  openEditor,
  openFully,
  press,
  says,
  stored,
  written,
} from './notes';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';
import { openPopup } from './surfaces';

const target = { kind: 'term', term: 'brics' } as const;

describe.each(BROWSERS)('a note on the card, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  let other: Site;
  let own: Page;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({ '/': PROSE });
    other = await serve({ '/': PROSE });
    own = await rig.openOwn('options.html');
  });
  afterEach(() => clear(own, 'brics'));
  afterAll(async () => {
    site.close();
    other.close();
    await rig.close();
  });

  const open = async (on = site) => {
    const page = await rig.open(on.at());
    return { page, card: await cardAt(rig, page, 'BRICS') };
  };
  const given = (text: string) => ask(own, 'write', { id: crypto.randomUUID(), target, changes: { text } });

  it('is stored while it is typed, and appears on the card on another site', async () => {
    const { page, card } = await open();
    await openEditor(card, 'Add note');
    await page.keyboard.type('Met in **Kazan**');
    await stored(own, 'brics', ['Met in **Kazan**']);
    await page.keyboard.press('Tab');
    await page.keyboard.type('summit, قازان');
    await until('the tags', async () => (await notesOn(own, 'brics'))[0]?.tags.join() === 'summit,قازان');
    await page.screenshot({ path: `.artifacts/${which}-note-written.png` });
    if (which === 'chrome') expect(await barriersOn(card)).toEqual([]);
    await press(card, 'Done');
    await says(card, 'Met in Kazan');
    const elsewhere = await open(other);
    await says(elsewhere.card, 'Met in Kazan');
    await openFully(elsewhere.card);
    await until('the Markdown to be shown', () =>
      elsewhere.card.evaluate<boolean>(`document.querySelector('.note strong') !== null`),
    );
    expect(
      await elsewhere.card.evaluate(
        `[document.querySelector('.note strong').textContent, ...[...document.querySelectorAll('.note .tags a')].map((tag) => tag.textContent)]`,
      ),
    ).toEqual(['Kazan', 'summit', 'قازان']);
    await elsewhere.page.screenshot({ path: `.artifacts/${which}-note-shown.png` });
    if (which === 'chrome') expect(await barriersOn(elsewhere.card)).toEqual([]);
    await elsewhere.page.close();
    await page.close();
  });

  it('appears in the library and in the popup', async () => {
    await given('To be seen everywhere');
    const library = await rig.openOwn('library.html?term=brics');
    await until('the note in the library', () =>
      library.evaluate(() => document.querySelector('.note')?.textContent?.includes('To be seen everywhere')),
    );
    await library.screenshot({ path: `.artifacts/${which}-note-library.png` });
    await library.close();
    const page = await rig.open(site.at());
    const popup = await openPopup(rig, page);
    await until('the term in the popup', () =>
      popup.evaluate<boolean>(`(() => {
        const found = [...document.querySelectorAll('.terms button')].find((each) => each.textContent.startsWith('BRICS'));
        found?.click();
        return found !== undefined;
      })()`),
    );
    await says(popup, 'To be seen everywhere');
    await page.close();
  });

  it('loses no letter when the background is killed again and again while it is typed', async () => {
    const { page, card } = await open();
    await openEditor(card, 'Add note');
    const text = 'The ministers of the five countries met and agreed on a great many things.';
    const typing = page.keyboard.type(text, { delay: 20 });
    for (let i = 0; i < 4; i++) {
      await rig.killBackground();
      await pause(250);
    }
    await typing;
    await stored(own, 'brics', [text]);
    await until('the word that it is saved', () =>
      card.evaluate<boolean>(`document.querySelector('.saving')?.textContent === 'Saved'`),
    );
    await page.close();
  });

  it('loses no letter when the tab is closed in the middle of a word', async () => {
    const { page, card } = await open();
    await openEditor(card, 'Add note');
    await page.keyboard.type('Written until the very last lett');
    await page.close();
    await stored(own, 'brics', ['Written until the very last lett']);
  });

  it('loses no letter when the tab is closed while the background has yet to wake', async () => {
    const { page, card } = await open();
    await openEditor(card, 'Add note');
    await rig.killBackground();
    await page.keyboard.type('Gone bef');
    await page.close();
    await stored(own, 'brics', ['Gone bef']);
  });

  it('is stored after all its pages are closed: the browser keeps unsent writes until the background wakes', async () => {
    const editor = crypto.randomUUID();
    const request = { id: crypto.randomUUID(), target, changes: { text: 'Kept' }, by: { editor, number: 1 } };
    await rig.killBackground();
    await own.evaluate(
      `(globalThis.browser ?? chrome).storage.session.set(${JSON.stringify({ [`write ${editor}`]: request })})`,
    );
    // Only the stored unsent write wakes the background.
    await until('nothing of it to be left', () =>
      own.evaluate(
        `(globalThis.browser ?? chrome).storage.session.get(null).then((all) => Object.keys(all).every((key) => !key.startsWith('write ')))`,
      ),
    );
    await stored(own, 'brics', ['Kept']);
  });

  it('edited in two tabs at the same time has the words of both', async () => {
    await given('The five countries met.');
    const [one, two] = [await open(), await open(other)];
    await openFully(two.card);
    await openEditor(two.card, 'Edit');
    await one.page.bringToFront();
    await openFully(one.card);
    await openEditor(one.card, 'Edit');
    await one.page.keyboard.type(' They agreed.', { delay: 10 });
    await two.page.bringToFront();
    await until('the keyboard in the other', () => two.card.evaluate<boolean>('document.hasFocus()'));
    await two.page.keyboard.down('Control');
    await two.page.keyboard.press('Home');
    await two.page.keyboard.up('Control');
    await two.page.keyboard.type('In Kazan: ', { delay: 10 });
    await stored(own, 'brics', ['In Kazan: The five countries met. They agreed.']);
    await one.page.bringToFront();
    await until('both in one', async () => (await written(one.card)).startsWith('In Kazan'));
    await until('the keyboard in it', () => one.card.evaluate<boolean>('document.hasFocus()'));
    // The caret has stayed after the last letter.
    await one.page.keyboard.type(' Then they left.');
    await stored(own, 'brics', ['In Kazan: The five countries met. They agreed. Then they left.']);
    await two.page.bringToFront();
    await until('both in the other', async () => (await written(two.card)).endsWith('Then they left.'));
    await two.page.close();
    await one.page.close();
  });

  it('is deleted with an Undo button, which gets the keyboard focus', async () => {
    await given('Not so fast');
    const { page, card } = await open();
    await openFully(card);
    await deleteNote(card);
    await says(card, 'Note deleted.');
    await stored(own, 'brics', []);
    await until('the keyboard on Undo', () =>
      card.evaluate<boolean>(`document.activeElement.textContent === 'Undo'`),
    );
    await press(card, 'Undo');
    await says(card, 'Not so fast');
    await stored(own, 'brics', ['Not so fast']);
    await page.close();
  });

  it('that is emptied is deleted, and Undo restores its text', async () => {
    await given('All of it');
    const { page, card } = await open();
    await openFully(card);
    await openEditor(card, 'Edit');
    for (let i = 0; i < 9; i++) await page.keyboard.press('Backspace');
    await stored(own, 'brics', ['']);
    await press(card, 'Done');
    await says(card, 'Note deleted.');
    await stored(own, 'brics', []);
    await press(card, 'Undo');
    await says(card, 'All of it');
    await stored(own, 'brics', ['All of it']); // Otherwise it may come back in the next test.
    await page.close();
  });

  it('keeps its card open while it is written, and Escape saves and closes it', async () => {
    const { page, card } = await open();
    await openEditor(card, 'Add note');
    await page.mouse.move(5, 5, { steps: 8 });
    await pause(2 * LINGER);
    await page.keyboard.type('Still here');
    await hasWritten(card, 'Still here');
    await page.keyboard.press('Escape');
    await noCard(page);
    await stored(own, 'brics', ['Still here']);
    await page.close();
  });

  it('is saved when a click beside it closes the card', async () => {
    const { page, card } = await open();
    await openEditor(card, 'Add note');
    await page.keyboard.type('Saved all the same');
    await page.mouse.click(900, 700);
    await noCard(page);
    await stored(own, 'brics', ['Saved all the same']);
    await page.close();
  });

  it('grows with its text within 420 by 480 px, and the current line is visible', async () => {
    const { page, card } = await open();
    await openEditor(card, 'Add note');
    for (let i = 0; i < 25; i++) {
      await page.keyboard.type(`Line ${i}`);
      await page.keyboard.press('Enter');
    }
    // The page makes the frame as large as the card says, a moment later.
    await until('the card to have its size', async () => {
      expect(await card.evaluate('[innerWidth, innerHeight]')).toEqual([420, 480]);
      const { padding, bottom, sideways } = await card.evaluate<Record<string, number>>(
        `({ bottom: document.querySelector('textarea').getBoundingClientRect().bottom,
            padding: Number.parseFloat(getComputedStyle(document.querySelector('textarea')).paddingBottom),
            sideways: document.documentElement.scrollWidth - innerWidth })`,
      );
      expect(bottom! - padding!).toBeLessThanOrEqual(480);
      expect(sideways).toBeLessThanOrEqual(0);
      return true;
    });
    await page.screenshot({ path: `.artifacts/${which}-note-long.png` });
    await page.close();
  });
});
