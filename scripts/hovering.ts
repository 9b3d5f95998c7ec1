/**
 * Simulates a reader's hand and eye, for the demo and the end-to-end tests: find a word, rest the pointer on
 * it, read the card.
 */
import type { Browser, Frame, Page } from 'puppeteer-core';

export interface Spot {
  x: number;
  y: number;
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Calls `attempt` every 25 ms until it returns something. Throws with `what` after `ms`. */
export async function until<T>(
  what: string,
  attempt: () => Promise<T | undefined | false>,
  ms = 20_000,
): Promise<T> {
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

/**
 * The middle of the `nth` occurrence of `text` in the text of the page or frame, after scrolling it into
 * view; CSS pixels.
 */
export async function textBox(page: Page | Frame, text: string, nth = 0): Promise<Spot> {
  return until(`the text “${text}”`, async () => {
    const spot = await page.evaluate(
      (text, nth) => {
        const walker = document.createTreeWalker(
          document.body ?? document.documentElement,
          NodeFilter.SHOW_TEXT,
        );
        let left = nth;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const { data } = node as Text;
          for (let at = data.indexOf(text); at >= 0; at = data.indexOf(text, at + 1)) {
            if (left-- > 0) continue;
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

/**
 * Waits until something is marked on a page. Needed before hovering: a pointer that rests before the mark
 * appears does not open the card.
 */
export async function marksOn(page: Page, ms?: number): Promise<void> {
  await until('the marks', () => page.evaluate(() => (CSS.highlights.get('gloss')?.size ?? 0) > 0), ms);
}

/** Where the pointer of a page was rested last. */
const rested = new WeakMap<Page, Spot>();
/**
 * Time (ms) without a card after which the hand moves a little. A page that is marked anew just then has no card until
 * the pointer moves.
 */
const STILL = 4_000;

/** Moves the pointer to a place in steps, as a hand does, and rests there. */
export async function hover(page: Page, { x, y }: Spot): Promise<void> {
  rested.set(page, { x, y });
  // The pointer jumps there: on a busy machine, a slow way would rest on whatever lies on it, and open that.
  await page.mouse.move(Math.max(1, x - 3), y);
  await page.mouse.move(x, y, { steps: 3 });
  await pause(40);
  await page.mouse.move(x + 1, y); // A hand is never completely still, so the pointer moves once more.
}

/** The extension's frame in a page, with what both browsers can do with it. */
export interface CardFrame {
  /** Evaluates an expression in the card. */
  evaluate<T>(expression: string): Promise<T>;
}

/**
 * All popover frames of a page. Firefox's driver does not report an extension's frame, so this uses the
 * browser's protocol.
 */
async function cardFrames(browser: Browser, page: Page): Promise<CardFrame[]> {
  if (!(await isFirefox(browser))) {
    return page
      .frames()
      .filter((frame) => frame.url().includes('/popover.html'))
      .map((frame) => ({ evaluate: <T>(expression: string) => frame.evaluate(expression) as Promise<T> }));
  }
  const bidi = (browser as unknown as { connection: Bidi }).connection;
  const { result } = await bidi.send('browsingContext.getTree', {});
  const found: CardFrame[] = [];
  // `page.url()` is wrong for the extension's own pages.
  const address = await page.evaluate(() => location.href);
  const visit = (contexts: Context[], inPage: boolean) => {
    for (const { context, url, children } of contexts) {
      const here = inPage || url === address;
      if (here && url.includes('/popover.html')) found.push(bidiFrame(bidi, context));
      visit(children ?? [], here);
    }
  };
  visit(result.contexts, false);
  return found;
}

interface Context {
  context: string;
  url: string;
  children?: Context[];
}

interface Bidi {
  // biome-ignore lint/suspicious/noExplicitAny: the driver has no types for its connection and answers.
  send(method: string, params: object): Promise<{ result: any }>;
}

function bidiFrame(bidi: Bidi, context: string): CardFrame {
  return {
    async evaluate<T>(expression: string) {
      const { result } = await bidi.send('script.evaluate', {
        target: { context },
        awaitPromise: true,
        expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
      });
      if (result.type !== 'success') throw new Error(JSON.stringify(result));
      return JSON.parse(result.result.value) as T;
    },
  };
}

export interface SeenCard extends CardFrame {
  text(): Promise<string>;
}

/**
 * Matches the elements of Gloss in a page, the hosts of the card and the bar: they are bare and empty, as no other `div`
 * of the pages in the tests is. A page that tampers with one says so in `data-deed`.
 */
export const HOST = 'div:empty:not([class],[id],[style]),div[data-deed]';

/** A page, or one frame of it. */
export type Place = Page | Frame;

/** The part of the driver that runs in its own world in the page. */
interface Apart {
  isolatedRealm(): Pick<Frame, 'evaluate'>;
}

export const frameOf = (place: Place): Frame => ('mainFrame' in place ? place.mainFrame() : place);

/** The driver's own world in a page or frame, which the page can neither deceive nor notice. */
export const beside = (place: Place) => (frameOf(place) as unknown as Apart).isolatedRealm();

/** Whether a card or a bar takes the pointer somewhere in a frame. That is all that can be seen of one from outside. */
async function isInFront(frame: Frame): Promise<boolean> {
  return beside(frame).evaluate((host) => {
    // An image or a field of the page may bear a method's name.
    const { querySelector, elementFromPoint } = Document.prototype;
    const { matches } = Element.prototype;
    if (!querySelector.call(document, host)) return false;
    // A host has no box of its own, unless the page makes it a popover. (Some pages have bare elements themselves.)
    const isHost = (element: Element) =>
      matches.call(element, host) &&
      (getComputedStyle(element).display === 'contents' || matches.call(element, ':popover-open'));
    for (let y = 4; y < innerHeight; y += 16)
      for (let x = 4; x < innerWidth; x += 60) {
        const element = elementFromPoint.call(document, x, y);
        if (element && isHost(element)) return true;
      }
    return false;
  }, HOST);
}

/** Whether a card or a bar is open in the page or in a frame of it. */
export async function isOpen(page: Page): Promise<boolean> {
  for (const frame of page.frames()) if (await isInFront(frame).catch(() => false)) return true; // A frame may just be removed.
  return false;
}

/** A hand that moves the pointer of a page a little, each time that no card has come for long. To be called again and again. */
export function impatience(page: Page): () => Promise<void> {
  let moved = performance.now();
  return async () => {
    const spot = rested.get(page);
    if (!spot || performance.now() - moved <= STILL) return;
    moved = performance.now();
    await page.mouse.move(spot.x, spot.y);
    await page.mouse.move(spot.x + 1, spot.y);
  };
}

/** Waits until a card is visible in a page, optionally one with a given heading. */
export async function cardOf(browser: Browser, page: Page, heading?: string, ms?: number): Promise<SeenCard> {
  const moveALittle = impatience(page);
  const frame = await until(
    `the card${heading ? ` of ${heading}` : ''}`,
    async () => {
      if (!(await isOpen(page))) {
        await moveALittle();
        return undefined;
      }
      for (const frame of await cardFrames(browser, page)) {
        const seen = await frame.evaluate<string | null>('document.querySelector("h1")?.textContent ?? null');
        if (seen && (heading === undefined || seen === heading)) return frame;
      }
      return undefined;
    },
    ms,
  );
  await pause(150); // Wait for the fade-in.
  return { ...frame, text: () => frame.evaluate<string>('document.body.innerText') };
}

/** An expression: whether presses count. A card says so; other surfaces take them at once. */
export const COUNTS = `!location.pathname.endsWith('/popover.html') || document.documentElement.hasAttribute('data-ready')`;

/**
 * Waits until the card in a page takes presses: it must have been seen for long enough. Other surfaces take
 * them at once.
 */
export async function takesPresses(card: CardFrame, ms?: number): Promise<void> {
  await until('the card to take presses', () => card.evaluate<boolean>(COUNTS), ms).catch(
    async (error: Error) => {
      const state = await card.evaluate<string>(
        `[document.visibilityState, innerWidth, innerHeight, document.hasFocus()].join(' ')`,
      );
      throw new Error(`${error.message} Its frame: ${state}.`);
    },
  );
}

/** Waits until no card is visible in a page. */
export async function noCard(page: Page): Promise<void> {
  await until('the card to close', async () => !(await isOpen(page)));
}

/**
 * Waits for a tab with a page of the extension whose address contains `part`. The tab may be open already.
 */
export async function ownTab(browser: Browser, part: string, ms?: number): Promise<CardFrame> {
  return until(
    `a tab with ${part}`,
    async () => {
      if (!(await isFirefox(browser))) {
        const page = (await browser.pages()).find((page) => page.url().includes(part));
        return page && { evaluate: <T>(expression: string) => page.evaluate(expression) as Promise<T> };
      }
      const bidi = (browser as unknown as { connection: Bidi }).connection;
      const { result } = await bidi.send('browsingContext.getTree', {});
      const found = (result.contexts as Context[]).find(({ url }) => url.includes(part));
      return found && bidiFrame(bidi, found.context);
    },
    ms,
  );
}

const isFirefox = async (browser: Browser) => (await browser.version()).toLowerCase().includes('firefox');

/** Waits for a tab with a page of the extension whose address contains `part`, and closes it. */
export async function closeOwnTab(browser: Browser, part: string): Promise<void> {
  if (!(await isFirefox(browser))) {
    const target = await browser.waitForTarget((each) => each.type() === 'page' && each.url().includes(part));
    await (await target.page())?.close();
    return;
  }
  const bidi = (browser as unknown as { connection: Bidi }).connection;
  const context = await until(`a tab with ${part}`, async () => {
    const { result } = await bidi.send('browsingContext.getTree', {});
    return (result.contexts as Context[]).find(({ url }) => url.includes(part))?.context;
  });
  await bidi.send('browsingContext.close', { context });
}
