/** What a person's hand and eye do with Gloss, for the demo and the end-to-end tests: find a word, rest on it, read the card. */
import type { Browser, Frame, Page } from 'puppeteer-core';

export interface Spot {
  x: number;
  y: number;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Try until `attempt` gives something, every 25 ms; throws with `what` when `ms` are over. */
export async function until<T>(what: string, attempt: () => Promise<T | undefined | false>, ms = 10_000): Promise<T> {
  const end = performance.now() + ms;
  let last: unknown;
  while (performance.now() < end) {
    try {
      const got = await attempt();
      if (got !== undefined && got !== false) return got as T;
    } catch (error) {
      last = error;
    }
    await pause(25);
  }
  throw new Error(`Waited ${ms} ms in vain for ${what}.`, { cause: last });
}

/** The middle of the `nth` place where `text` stands in the page's (or frame's) own text, scrolled into view; CSS px. */
export async function textBox(page: Page | Frame, text: string, nth = 0): Promise<Spot> {
  return until(`the text “${text}”`, async () => {
    const spot = await page.evaluate(
      (text, nth) => {
        const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          for (let at = (node as Text).data.indexOf(text); at >= 0; at = (node as Text).data.indexOf(text, at + 1)) {
            if (nth-- > 0) continue;
            node.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + text.length);
            const box = range.getClientRects()[0];
            return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
          }
        }
        return undefined;
      },
      text,
      nth,
    );
    return spot ?? undefined;
  });
}

/** Move the pointer there as a hand does, and rest. */
export async function hover(page: Page, { x, y }: Spot): Promise<void> {
  await page.mouse.move(x - 40, y - 30);
  await page.mouse.move(x, y, { steps: 6 });
  await pause(40);
  await page.mouse.move(x + 1, y); // A hand is never quite still.
}

export interface SeenCard {
  frame: Frame;
  text(): Promise<string>;
}

/** Wait until the card shows in a page (or in one of its frames) and has a heading. */
export async function cardOf(_browser: Browser, page: Page, heading?: string): Promise<SeenCard> {
  const frame = await until(`the card${heading ? ` of ${heading}` : ''}`, async () => {
    for (const frame of page.frames()) {
      if (!frame.url().includes('/popover.html')) continue;
      const seen = await frame.evaluate(() => document.querySelector('h1')?.textContent);
      if (seen && (heading === undefined || seen === heading)) return frame;
    }
    return undefined;
  });
  return { frame, text: () => frame.evaluate(() => document.body.innerText) };
}
