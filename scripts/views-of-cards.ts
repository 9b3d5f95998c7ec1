/** Still pictures of what Gloss shows in a page: marks, the bar at selected text, and the card. */
import type { Frame, Page } from 'puppeteer-core';
import { hover, marksOn, takesPresses, textBox, until } from './hovering';
import { ends, frameOf } from './scene';
import type { Studio } from './views';

/** Opens the card of a word of the page. Resolves to its frame, once it takes presses. */
async function cardOn(page: Page, word: string): Promise<Frame> {
  await marksOn(page);
  await hover(page, await textBox(page, word));
  const card = await frameOf(page);
  await takesPresses({ evaluate: <T>(expression: string) => card.evaluate(expression) as Promise<T> });
  return card;
}

/** Presses a button of the card until something else is there. The card takes presses only once it was seen. */
async function press(card: Frame, button: string, wanted: string): Promise<void> {
  await until(wanted, () =>
    card.evaluate(
      (button, wanted) => {
        if (document.querySelector(wanted)) return true;
        if (document.documentElement.hasAttribute('data-ready'))
          document.querySelector<HTMLElement>(button)?.click();
        return false;
      },
      button,
      wanted,
    ),
  );
}

const NOTE = {
  target: { kind: 'term', term: 'un' },
  changes: {
    text: 'Ask who pays for the **travel** of small delegations.\n\n- Geneva\n- New York',
    tags: ['to ask', 'funding'],
  },
} as const;

const DIALOG = `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><title>A dialog</title>
  <style>body{font:17px/1.6 Georgia,serif;margin:40px}dialog{max-width:520px;border-radius:8px}</style>
  <p>The page behind it.</p><dialog><p>The ministers of BRICS agreed on a text. It leaves much open.</p>
  <button>Close</button></dialog><script>document.querySelector('dialog').showModal()</script>`;

const DARK = `<!doctype html><html lang="en"><title>A dark page</title>
  <style>body{font:18px/1.7 Georgia,serif;margin:48px auto;max-width:640px;background:#14161a;color:#d8d8d4}</style>
  <h1>An evening in Kazan</h1><p>The ministers of BRICS spoke of cyber diplomacy, and of the part that the
  United Nations may have in it. The ITU sent its regrets.</p>`;

/** Pages of the views, by path. */
export const CARD_PAGES = { '/dialog': DIALOG, '/dark': DARK };

export async function cardViews(studio: Studio): Promise<void> {
  const { url } = studio;
  const view = async (
    name: string,
    word: string,
    does: (page: Page, card: Frame) => Promise<unknown> = async () => undefined,
    { path = '', width = 880, height = 580 } = {},
  ) => {
    if (!studio.wants(name)) return;
    const page = await studio.open(`${url}${path}`, width, height);
    const card = await cardOn(page, word);
    await does(page, card);
    await studio.take(page, name);
    await page.close();
  };
  if (studio.wants('marks', 'bar')) {
    const page = await studio.open(url);
    await marksOn(page);
    await studio.take(page, 'marks');
    const [from, to] = await ends(page, 'a place to listen');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 8, from.y);
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    await until('the bar', () => page.evaluate(() => document.querySelector('div:empty') !== null));
    await studio.take(page, 'bar');
    await page.close();
  }
  await view('card-peek', 'Governance Forum');
  await view('card-full', 'Governance Forum', async (_, card) => {
    await press(card, '.counts', '.statements');
    await press(card, '.opens', '.claims blockquote');
  });
  await view('card-menu', 'cyber diplomacy', async (_, card) => {
    await press(card, '.menu', '.mention');
  });
  await view('card-editor', 'BRICS', async (page, card) => {
    await press(card, '.counts + button', 'textarea');
    await until('the keyboard', () => card.evaluate(() => document.activeElement?.localName === 'textarea'));
    await page.keyboard.type('Five countries, and one text.');
    await until('the note', () => card.evaluate(() => document.body.textContent.includes('Saved')));
  });
  if (studio.wants('card-editor')) await forget(studio, 'brics');
  await view('card-persian', 'دیپلماسی سایبری');
  await view('card-arabic', 'الأمم المتحدة', async (_, card) => {
    await press(card, '.counts', '.names');
    await card.evaluate(() => document.querySelector('.names')?.scrollIntoView({ block: 'center' }));
  });
  await view('card-dark-page', 'cyber diplomacy', undefined, { path: 'dark' });
  await view('card-dialog', 'BRICS', undefined, { path: 'dialog' });
  await view('card-edge', 'United Nations', undefined, { height: 330 });
  await view('card-narrow', 'ITU', undefined, { width: 400, height: 800 });
  if (studio.wants('card-notes')) {
    await studio.ask('write', {
      id: crypto.randomUUID(),
      ...NOTE,
      changes: { ...NOTE.changes, tags: [...NOTE.changes.tags] },
    });
    await view('card-noted-peek', 'United Nations');
    await view('card-notes', 'United Nations', async (_, card) => {
      await press(card, '.counts', '.note');
    });
    await forget(studio, 'un');
  }
}

/** Deletes the notes on a term. */
async function forget(studio: Studio, term: string): Promise<void> {
  const { notes } = await studio.ask('notes', { term });
  await studio.ask('delete', { ids: notes.map(({ id }) => id), deleted: true });
}
