/**
 * What the end-to-end tests of notes share: reading the store from an extension page, and writing on a card.
 */
import type { Page } from 'puppeteer-core';
import {
  type CardFrame,
  COUNTS,
  cardOf,
  hover,
  marksOn,
  type SeenCard,
  takesPresses,
  textBox,
  until,
} from '../../scripts/hovering';
import type { Note } from '../../src/notes/schema';
import type { Requests } from '../../src/protocol/messages';
import type { Rig } from './rig';

/** Sends a request to the background from an extension page. */
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

/** Waits until the notes on a term are these texts, in any order. */
export async function stored(own: Page, term: string, texts: string[]): Promise<void> {
  let last: string[] = [];
  await until(`${JSON.stringify(texts)} to be stored`, async () => {
    last = (await notesOn(own, term)).map(({ text }) => text).sort();
    return last.join('\0') === [...texts].sort().join('\0');
  }).catch((error) => {
    throw new Error(`${error.message} There are ${JSON.stringify(last)}.`);
  });
}

/** Deletes all notes on a term, for the next test. */
export async function clear(own: Page, term: string): Promise<void> {
  await ask(own, 'delete', { ids: (await notesOn(own, term)).map(({ id }) => id), deleted: true });
}

/** Rests the pointer on a word of a page until its card is there. */
export async function cardAt(rig: Rig, page: Page, text: string, heading = text): Promise<SeenCard> {
  await page.bringToFront();
  await marksOn(page);
  await hover(page, await textBox(page, text));
  return cardOf(rig.browser, page, heading);
}

/**
 * Presses the element with that text, by script, once presses count. In Firefox, the driver cannot click on
 * the card.
 */
export const press = (card: CardFrame, text: string) =>
  pressFound(
    card,
    `“${text}”`,
    `[...document.querySelectorAll('summary,button')].find((each) => each.textContent === ${JSON.stringify(text)})`,
  );

/**
 * Presses what an expression finds, in the same step in which it is sure that presses count: a card that grows or
 * moves takes none for a while, and may do so at any moment. `what`: the words for it.
 */
export async function pressFound(card: CardFrame, what: string, expression: string): Promise<void> {
  await takesPresses(card);
  await until(`${what} to press`, () =>
    card.evaluate<boolean>(`(() => {
      if (!(${COUNTS})) return false;
      const found = ${expression};
      found?.click();
      return Boolean(found);
    })()`),
  );
}

/** Opens a card fully, which is a peek at first. */
export async function openFully(card: CardFrame): Promise<void> {
  await takesPresses(card);
  await until('the whole card', () =>
    card.evaluate<boolean>(`(() => {
      document.querySelector('.counts:enabled')?.click();
      return document.querySelector('.statements') !== null;
    })()`),
  );
}

/** Shows what can be done about the mark. */
export async function openMenu(card: CardFrame): Promise<void> {
  await takesPresses(card);
  await until('the menu', () =>
    card.evaluate<boolean>(`(() => {
      document.querySelector('.menu[aria-expanded=false]')?.click();
      return document.querySelector('.mention') !== null;
    })()`),
  );
}

/** Presses a button that asks once more, and then its question until that is answered. */
export async function pressTwice(card: CardFrame, text: string, question: string): Promise<void> {
  await press(card, text);
  await says(card, question);
  await until('the answer to be taken', () =>
    card.evaluate<boolean>(`(() => {
      const found = [...document.querySelectorAll('button')].find((each) => each.textContent === ${JSON.stringify(question)});
      found?.click();
      return found === undefined;
    })()`),
  );
}

/** Deletes the first note of a card in a page. */
export const deleteNote = (card: CardFrame) => pressTwice(card, 'Delete', 'Delete?');

/** Waits until a surface shows a text. */
export async function says(card: CardFrame, text: string): Promise<void> {
  await until(`“${text}” to be said`, () =>
    card.evaluate<boolean>(`document.body.innerText.includes(${JSON.stringify(text)})`),
  );
}

/**
 * Presses a button that opens an editor, and waits until the editor has the keyboard focus. From then on, the
 * page's keyboard types into it.
 */
export async function openEditor(card: CardFrame, button: 'Add note' | 'Edit'): Promise<void> {
  await press(card, button);
  await until('the keyboard in the editor', () =>
    card.evaluate<boolean>(`document.hasFocus() && document.activeElement?.localName === 'textarea'`),
  );
}

/** The text in the editor of a card. */
export const written = (card: CardFrame) =>
  card.evaluate<string>(`document.querySelector('textarea')?.value ?? ''`);

/** Waits until that is the text in the editor of a card: its process gets the keys later than the driver sends them. */
export async function hasWritten(card: CardFrame, text: string): Promise<void> {
  await until(`“${text}” in the editor`, async () => (await written(card)) === text).catch(async (error) => {
    throw new Error(`${error.message} There is “${await written(card)}”.`);
  });
}
