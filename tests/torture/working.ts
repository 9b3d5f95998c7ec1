/** Whether Gloss works as it should, whatever has happened to the ground under it. */
import type { Page } from 'puppeteer-core';
import { cardOf, hover, marksOn, noCard, textBox, until } from '../../scripts/hovering';
import { ask } from '../e2e/notes';
import type { Rig, Site } from '../e2e/rig';

/** Reading: a new page of prose is marked, and a card opens at a mention. The problems; none if it works. */
export async function problemsOfReading(rig: Rig, site: Site): Promise<string[]> {
  const page = await rig.open(site.at());
  try {
    await marksOn(page);
    await hover(page, await textBox(page, 'BRICS'));
    const card = await cardOf(rig.browser, page, 'BRICS');
    if (!/[0-9] statements?/.test(await card.text())) return ['the card has no statement'];
    await page.keyboard.press('Escape');
    await noCard(page);
    return [];
  } catch (error) {
    return [`a page cannot be read: ${error instanceof Error ? error.message : error}`];
  } finally {
    await page.close();
  }
}

/** Search: documents are found. */
export async function problemsOfSearch(own: Page): Promise<string[]> {
  const found = await ask(own, 'search', { query: 'internet governance forum', limit: 5 }).catch(
    (error: Error) => error.message,
  );
  if (typeof found === 'string') return [`the search fails: ${found}`];
  return found.some(({ kind }) => kind === 'term') ? [] : ['the search finds no term'];
}

/** Notes: a note is written, edited, listed and found. */
export async function problemsOfNotes(own: Page): Promise<string[]> {
  const id = crypto.randomUUID();
  try {
    await until('a note to be written', async () => {
      const target = { kind: 'term', term: 'itu' } as const;
      return ask(own, 'write', { id, target, changes: { text: 'Working again' } });
    });
    await ask(own, 'write', { id, changes: { tags: ['again'] } });
    const { notes } = await ask(own, 'notes', { ids: [id] });
    if (JSON.stringify(notes[0]?.tags) !== '["again"]') return ['a note that was edited is not listed'];
    await until('the note to be found', async () => {
      const { found } = await ask(own, 'find-notes', { query: 'working again' });
      return found.length > 0;
    });
    await ask(own, 'delete', { ids: [id], deleted: true });
    return [];
  } catch (error) {
    return [`notes do not work: ${error instanceof Error ? error.message : error}`];
  }
}

/** Whether a card offers to store a note again that could not be stored: an expression. */
export const IS_FAILED = `document.querySelector('.not-saved') !== null`;

/** Waits until a page of the extension says something of the safety of the notes. Resolves to whether it did. */
export function saysOfSafety(own: Page, text: string): Promise<boolean> {
  return until(`“${text}” to be said`, () =>
    own.evaluate((text) => document.querySelector('.safety')?.textContent?.includes(text) ?? false, text),
  ).catch(() => false);
}
