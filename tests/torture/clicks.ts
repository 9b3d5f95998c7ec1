/** Pages that forge events, or have the user press what the user does not see. */
import type { Page } from 'puppeteer-core';
import type { Which } from '../../scripts/browsers';
import {
  cardOf,
  hover,
  isOpen,
  noCard,
  pause,
  type SeenCard,
  takesPresses,
  textBox,
  until,
} from '../../scripts/hovering';
import { LONG_ENOUGH } from '../../src/platform/sight';
import { ATTACKS, COVER, deleteIn, forge, isReady, pressOften, TEXT } from '../e2e/hostile-page';
import { bar, hasBar, painted, select } from '../e2e/noted';
import { notesOn, openFully, says } from '../e2e/notes';
import { PROSE } from '../e2e/rig';
import { type Attacked, attack } from './attacked';
import type { Ground, Scenario } from './scenario';

/** Wait (ms) after which something that should have happened counts as not happening. */
const PATIENCE = 20_000;

const forged = (where: Which): Scenario => ({
  name: 'events that a page forges',
  where,
  inShort: true,
  run: ({ tally, isShort }) =>
    attack(where, { '/': PROSE }, async ({ rig, open }) => {
      const page = await open();
      /** Forges events at a position again and again, and tells whether a card was open at any time. */
      const opens = async (text: string, types: string[]) => {
        const spot = await textBox(page, text);
        let wasOpen = false;
        for (let i = 0; i < (isShort ? 6 : 20) && !wasOpen; i++) {
          tally.tries++;
          await forge(page, spot, types);
          await pause(100);
          wasOpen = await isOpen(page);
        }
        return wasOpen;
      };
      const EVERY = ['pointermove', 'pointerdown', 'pointerup', 'click'];
      tally.keeps(!(await opens('BRICS', EVERY)), 'events of the page opened the first card');
      // From now on, the script for hovering is loaded.
      await hover(page, await textBox(page, 'BRICS'));
      await cardOf(rig.browser, page, 'BRICS');
      await page.keyboard.press('Escape');
      await noCard(page);
      await page.mouse.move(1, 1);
      for (const types of [['pointermove'], ['click']])
        tally.keeps(!(await opens('BRICS', types)), `a ${types[0]} of the page opened a card`);
      if (await isOpen(page)) await page.keyboard.press('Escape');

      await hover(page, await textBox(page, 'BRICS'));
      await cardOf(rig.browser, page, 'BRICS');
      for (const type of ['pointerdown', 'pointerleave', 'keydown', 'pointermove']) {
        tally.tries++;
        await forge(page, { x: 900, y: 20 }, [type]);
        // A card that is left closes after 300 ms.
        await pause(500);
        tally.keeps(await isOpen(page), `a ${type} of the page closed the card`);
      }
      await page.keyboard.press('Escape');
      await noCard(page);
      await page.mouse.move(1, 1);

      tally.tries++;
      await page.evaluate(() => {
        const paragraph = document.querySelectorAll('p')[1] as Element;
        getSelection()?.selectAllChildren(paragraph);
        for (const target of [paragraph, document, window])
          for (const type of ['pointerdown', 'pointerup', 'mouseup', 'click'])
            target.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true }));
      });
      await pause(400);
      tally.keeps(!(await hasBar(page)), 'events of the page brought the bar');
      tally.keeps((await rig.errors()).length === 0, `the reader failed: ${(await rig.errors())[0]}`);
    }),
});

/** How a page can cover a card; the first of them is the cheapest in each browser. */
const WAYS = Object.entries(ATTACKS);

/** Presses *Delete* on a card under an attack. Something of the note must be left, and the user be told. */
async function pressUnder(
  { rig, own, noted }: Attacked,
  [name, script]: [string, string],
  { tally }: Pick<Ground, 'tally'>,
): Promise<void> {
  const { page, card } = await noted();
  await openFully(card);
  await takesPresses(card);
  await page.evaluate(`{ ${script} }`);
  await until('the card to notice', async () => !(await isReady(card)), PATIENCE).catch(() => undefined);
  await pressOften(rig, page, card);
  tally.tries++;
  tally.keeps((await notesOn(own, 'brics')).length === 1, `under ${name}, presses deleted a note`);
  const isSaid = await says(card, 'Something on this page covers the card.').then(
    () => true,
    () => false,
  );
  tally.keeps(isSaid, `under ${name}, the card does not say that it is covered`);
  await page.close();
}

/** A message of an honest page, or one that covers once: the card goes to the top again, and works. */
async function coveredOnce({ noted }: Attacked, { tally }: Pick<Ground, 'tally'>): Promise<void> {
  const { page, card } = await noted();
  await takesPresses(card);
  await page.evaluate(`{ ${COVER('document.body', false)} }`);
  // Long enough for the browser to tell the card that it is covered.
  await pause(2 * LONG_ENOUGH);
  tally.tries++;
  const isBack = await until('the card to be back', () => isReady(card), PATIENCE).catch(() => false);
  tally.keeps(isBack, 'a card that is covered once stays covered');
  await page.close();
}

/** Distance that the page scrolls under the pointer, CSS px. */
const SCROLLED = 40;
/** Tries until a press comes soon enough after the scrolling. */
const MOST_TRIES = 8;

/** What a press met, how long after the scrolling it came (ms), and whether the card asks *Delete?*. */
interface Met {
  on: string | null;
  after: number;
  isTaken: boolean;
}

/** Scrolls the card so that *Delete* comes under the pointer, and presses at once. */
async function pressedAtOnce(page: Page, card: SeenCard): Promise<Met> {
  await page.evaluate('scrollTo(0, 0)');
  await takesPresses(card);
  const at = await deleteIn(page, card);
  if (!at) throw new Error('The card has no button to delete.');
  await page.mouse.move(at.x, at.y - SCROLLED - 5);
  await page.mouse.move(at.x, at.y - SCROLLED);
  await takesPresses(card);
  await card.evaluate(`addEventListener('pointerdown', ({ timeStamp, target }) => {
    globalThis.pressed = { on: target.textContent.slice(0, 20), at: performance.timeOrigin + timeStamp };
  }, { capture: true, once: true })`);
  const scrolledAt = (await page.evaluate(
    `(scrollTo(0, ${SCROLLED}), performance.timeOrigin + performance.now())`,
  )) as number;
  await pause(60);
  await page.mouse.down();
  await page.mouse.up();
  await pause(150); // The card draws its question.
  const pressed = await card.evaluate<{ on: string; at: number } | null>('globalThis.pressed ?? null');
  const isTaken = await card.evaluate<boolean>(
    `[...document.querySelectorAll('button')].some(({ textContent }) => textContent === 'Delete?')`,
  );
  return { on: pressed?.on ?? null, after: (pressed?.at ?? 0) - scrolledAt, isTaken };
}

/** Tries until a press meets *Delete* soon enough; on a machine that is too slow, none does. */
async function metDelete(page: Page, card: SeenCard): Promise<Met | undefined> {
  for (let left = MOST_TRIES; left > 0; left--) {
    const met = await pressedAtOnce(page, card);
    if (met.on === 'Delete' && met.after < LONG_ENOUGH - 50) return met;
  }
  return undefined;
}

async function pressTooSoon({ noted }: Attacked, { tally }: Pick<Ground, 'tally'>): Promise<void> {
  const { page, card } = await noted();
  await openFully(card);
  tally.tries++;
  const soon = await metDelete(page, card);
  if (soon) tally.keeps(!soon.isTaken, 'a press on what has just come under the pointer counted');
  await page.close();
}

async function barCovered({ rig, open }: Attacked, { tally }: Pick<Ground, 'tally'>): Promise<void> {
  const page = await open();
  await page.evaluate(`{ ${COVER('document.body', true)} }`);
  await select(page, 'many things');
  const { right, top } = await bar(page);
  for (let i = 0; i < 12; i++, await pause(100)) {
    tally.tries++;
    if (await hasBar(page)) await page.mouse.click(right - 140, top + 14);
  }
  const made = await painted(page);
  tally.keeps(made.length === 0, `clicks on a covered bar highlighted ${made}`);
  tally.keeps((await rig.errors()).length === 0, `the reader failed: ${(await rig.errors())[0]}`);
  await page.close();
}

const covered = (where: Which): Scenario => ({
  name: 'presses on a card and a bar that the page covers',
  where,
  inShort: true,
  run: ({ tally, isShort }) =>
    attack(where, { '/': TEXT }, async (on) => {
      for (const way of isShort ? WAYS.slice(0, 1) : WAYS) await pressUnder(on, way, { tally });
      await barCovered(on, { tally });
      // In Firefox, the driver cannot click on the card, and a card that was covered once stays so until it is free.
      if (where === 'firefox') return;
      await coveredOnce(on, { tally });
      await pressTooSoon(on, { tally });
    }),
});

export const CLICKS: readonly Scenario[] = (['chrome', 'firefox'] as const).flatMap((where) => [
  forged(where),
  covered(where),
]);
