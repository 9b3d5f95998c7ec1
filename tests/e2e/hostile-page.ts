/** What a hostile page does to have the user press what the user does not see, and how it is found out. */
import type { Page } from 'puppeteer-core';
import { type CardFrame, pause, type Spot } from '../../scripts/hovering';
import { LONG_ENOUGH } from '../../src/platform/sight';
import type { Rig } from './rig';

/** A page with one mention, which can be scrolled. */
export const TEXT = `<!doctype html><html lang="en"><title>Text</title><style>body{font:18px/1.6 serif;margin:40px;max-width:600px}</style>
<p>Ministers of BRICS spoke of many things, and went home.</p><p>Nothing here.</p><div style="height:2000px"></div>`;

/** A script that lays something over everything, and lets the pointer through. */
export const COVER = (where: string, again: boolean) => `
  const cover = document.createElement('div');
  cover.popover = 'manual';
  cover.style = 'inset:0;margin:0;border:0;width:100vw;height:100vh;background:#fff;pointer-events:none';
  ${where}.append(cover);
  cover.showPopover();
  ${again ? 'window.war = setInterval(() => { cover.hidePopover(); cover.showPopover(); }, 60);' : ''}`;
const CLOSED = `const box = document.createElement('div'); document.body.append(box); const root = box.attachShadow({ mode: 'closed' });`;
/** Everything that a page can lay over a card that is open. */
export const ATTACKS: Record<string, string> = {
  'an element in the top layer that is put on top again and again': COVER('document.body', true),
  'the same in a closed shadow root': CLOSED + COVER('root', true),
  'the same, although it hides its events from extensions': `addEventListener('toggle', (event) => event.stopImmediatePropagation(), true); ${COVER('document.body', true)}`,
  'a view transition': `document.head.insertAdjacentHTML('beforeend', '<style>::view-transition{background:#fff;pointer-events:none}::view-transition-group(root){animation-duration:60s}</style>');
    document.startViewTransition(() => {});`,
};

/** The middle of the card's *Delete*, or of what is in its place; CSS px of the page. Not in Firefox. */
export async function deleteIn(page: Page, card: CardFrame): Promise<Spot | undefined> {
  const at = await card.evaluate<Spot | null>(`(() => {
    const found = [...document.querySelectorAll('button')].find((each) => /^Delete/.test(each.textContent));
    found?.scrollIntoView({ block: 'center' });
    const box = found?.getBoundingClientRect();
    return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
  })()`);
  const frame = page.frames().find((each) => each.url().includes('/popover.html'));
  const box = await (await frame?.frameElement())?.boundingBox();
  return at && box ? { x: box.x + at.x, y: box.y + at.y } : undefined;
}

/**
 * Presses *Delete* and whatever is in its place, as often as an attacker could wish. In Firefox, a script presses: the
 * driver cannot click on the card.
 */
export async function pressOften({ which }: Rig, page: Page, card: CardFrame): Promise<void> {
  const end = performance.now() + 3 * LONG_ENOUGH + 1_000;
  while (performance.now() < end) {
    if (which === 'firefox')
      await card.evaluate(
        `[...document.querySelectorAll('button')].find((each) => /^Delete/.test(each.textContent))?.click()`,
      );
    else {
      const at = await deleteIn(page, card);
      if (at) await page.mouse.click(at.x, at.y);
    }
    await pause(90);
  }
}

/** Whether a card takes presses. */
export const isReady = (card: CardFrame) =>
  card.evaluate<boolean>(`document.documentElement.hasAttribute('data-ready')`);

/** Events that a script of the page makes at a position, on what is there and on the root element. */
export const forge = (page: Page, { x, y }: Spot, types: string[]) =>
  page.evaluate(
    (x, y, types) => {
      const at = document.elementFromPoint(x, y) as Element;
      for (const pointerType of ['mouse', 'touch'])
        for (const type of types)
          for (const target of [at, document.documentElement])
            target.dispatchEvent(
              type.startsWith('key')
                ? new KeyboardEvent(type, { key: 'Escape', bubbles: true, cancelable: true })
                : new PointerEvent(type, {
                    bubbles: true,
                    composed: true,
                    clientX: x,
                    clientY: y,
                    pointerType,
                  }),
            );
    },
    x,
    y,
    types,
  );
