/** What the animated pictures and the still ones share: pages at rest, cards, the popup. */
import type { Browser, ElementHandle, Frame, Page } from 'puppeteer-core';
import { HOST, isOpen, pause, type Spot, until } from './hovering';

/**
 * Time between two screenshots that are compared, ms. It is longer than any animation, so two equal
 * screenshots mean that the page is at rest.
 */
const REST = 160;

/** Makes a picture the same on every machine: colours of that scheme, no fade-in. */
export async function settle(page: Page, scheme: 'light' | 'dark' = 'light'): Promise<void> {
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
}

/** Waits until the card's frame shows a card, and returns the frame. */
export async function frameOf(page: Page): Promise<Frame> {
  return until('the card', async () => {
    const open = await isOpen(page);
    const frame = page.frames().find((each) => each.url().includes('/popover.html'));
    return open && (await frame?.$('.card, h1, textarea')) ? frame : undefined;
  });
}

export async function middle(element: ElementHandle | null): Promise<Spot> {
  const box = await element?.boundingBox();
  if (!box) throw new Error('There is nothing to click.');
  return { x: box.x + Math.min(box.width / 2, 50), y: box.y + box.height / 2 };
}

/** Presses the toolbar button, as a person does. */
export async function openPopup(browser: Browser, page: Page): Promise<Page> {
  const [extension] = [...(await browser.extensions()).values()];
  await extension?.triggerAction(page);
  const target = await browser.waitForTarget((each) => each.url().endsWith('/popup.html'));
  const popup = await target.asPage();
  await popup.waitForSelector('input');
  return popup;
}

/** The positions where a text of the page begins and ends, CSS px. */
export async function ends(page: Page, text: string): Promise<[Spot, Spot]> {
  return until(`the text “${text}”`, () =>
    page.evaluate((text) => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
        const at = node.data.indexOf(text);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        const lines = [...range.getClientRects()];
        const [first, last] = [lines[0] as DOMRect, lines.at(-1) as DOMRect];
        return [
          { x: Math.round(first.left + 1), y: Math.round(first.y + first.height / 2) },
          { x: Math.round(last.right), y: Math.round(last.y + last.height / 2) },
        ] as [Spot, Spot];
      }
      return undefined;
    }, text),
  );
}

/** The middle of *Note*, the last button but one of the bar below the end of a selection. */
export async function noteButton(page: Page, end: Spot): Promise<Spot | undefined> {
  const right = await page.evaluate(
    (x, y, host) => {
      let right = 0;
      for (let at = x - 320; at < x + 320; at++)
        if (document.elementFromPoint(at, y)?.matches(host)) right = at;
      return right;
    },
    end.x,
    end.y + 38,
    HOST,
  );
  return right > 0 ? { x: right - 58, y: end.y + 38 } : undefined;
}

/** Waits until two screenshots in a row are equal. */
export async function atRest(page: Page): Promise<void> {
  let before = await page.screenshot();
  await until('the page to come to rest', async () => {
    await pause(REST);
    const now = await page.screenshot();
    const same = Buffer.compare(before, now) === 0;
    before = now;
    return same;
  });
}
