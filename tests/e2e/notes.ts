/** What the end-to-end tests of notes share: the store as a page of the extension sees it, and a card that is written on. */
import type { Page } from 'puppeteer-core';
import {
  type CardFrame,
  cardOf,
  hover,
  marksOn,
  type SeenCard,
  textBox,
  until,
} from '../../scripts/hovering';
import type { Note } from '../../src/notes/schema';
import type { Requests } from '../../src/protocol/messages';
import type { Rig } from './rig';

/** Ask the background, as a page of the extension does. */
export function ask<K extends keyof Requests>(
  own: Page,
  kind: K,
  data: Requests[K]['request'],
): Promise<Requests[K]['reply']> {
  return own.evaluate(
    `(globalThis.browser ?? chrome).runtime.sendMessage(${JSON.stringify({ kind, data })})`,
  ) as Promise<Requests[K]['reply']>;
}

export async function notesOn(own: Page, term: string): Promise<Note[]> {
  return (await ask(own, 'notes', { term })).notes;
}

/** Wait until the notes on a term are these texts, in whatever order. */
export async function stored(own: Page, term: string, texts: string[]): Promise<void> {
  let last: string[] = [];
  await until(`${JSON.stringify(texts)} to be stored`, async () => {
    last = (await notesOn(own, term)).map(({ text }) => text).sort();
    return last.join('\0') === [...texts].sort().join('\0');
  }).catch((error) => {
    throw new Error(`${error.message} There are ${JSON.stringify(last)}.`);
  });
}

/** Delete all notes on a term, for the next test. */
export async function clear(own: Page, term: string): Promise<void> {
  await ask(own, 'delete', { ids: (await notesOn(own, term)).map(({ id }) => id), deleted: true });
}

/** Rest on a word of a page until its card is there. */
export async function cardAt(rig: Rig, page: Page, text: string, heading = text): Promise<SeenCard> {
  await page.bringToFront();
  await marksOn(page);
  await hover(page, await textBox(page, text));
  return cardOf(rig.browser, page, heading);
}

/** Press what bears that text. A person's click on the card is beyond the driver in Firefox. */
export async function press(card: CardFrame, text: string): Promise<void> {
  await until(`“${text}” to press`, () =>
    card.evaluate<boolean>(`(() => {
      const found = [...document.querySelectorAll('summary,button')].find((each) => each.textContent === ${JSON.stringify(text)});
      found?.click();
      return found !== undefined;
    })()`),
  );
}

/** Wait until a surface shows a text. */
export async function says(card: CardFrame, text: string): Promise<void> {
  await until(`“${text}” to be said`, () =>
    card.evaluate<boolean>(`document.body.innerText.includes(${JSON.stringify(text)})`),
  );
}

/** Press a button that opens an editor, and wait until the keyboard is in it. From then on the page's keyboard types there. */
export async function openEditor(card: CardFrame, button: 'Add note' | 'Edit'): Promise<void> {
  await press(card, button);
  await until('the keyboard in the editor', () =>
    card.evaluate<boolean>(`document.hasFocus() && document.activeElement?.localName === 'textarea'`),
  );
}

/** What is in the editor of a card. */
export const written = (card: CardFrame) =>
  card.evaluate<string>(`document.querySelector('textarea')?.value ?? ''`);
