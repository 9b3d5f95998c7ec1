/** Makes notes on a page as a person does, and reads what is painted. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { beside, frameOf, HOST, type Place, pause, type Spot, until } from '../../scripts/hovering';

/** The positions where a text begins and ends, CSS px of its frame. Scrolls it into view. */
async function endsOf(place: Place, text: string): Promise<[Spot, Spot]> {
  return until(`the text “${text}”`, async () => {
    const ends = await beside(place).evaluate((text) => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
        const at = node.data.indexOf(text);
        if (at < 0) continue;
        Element.prototype.scrollIntoView.call(node.parentElement, { block: 'center', behavior: 'instant' });
        const letter = (offset: number) => {
          const range = document.createRange();
          range.setStart(node as Text, offset);
          range.setEnd(node as Text, offset + 1);
          return range.getBoundingClientRect();
        };
        const isRtl = node.parentElement !== null && getComputedStyle(node.parentElement).direction === 'rtl';
        const [first, last] = [letter(at), letter(at + text.length - 1)];
        // Chromium 156 does not begin a selection at some fractions of a pixel.
        return [
          {
            x: Math.round(isRtl ? first.right - 1 : first.left + 1),
            y: Math.round((first.top + first.bottom) / 2),
          },
          { x: Math.round(isRtl ? last.left : last.right), y: Math.round((last.top + last.bottom) / 2) },
        ] as [Spot, Spot];
      }
      return null;
    }, text);
    return ends ?? undefined;
  });
}

/** The selected text, with white space collapsed. */
const selection = (place: Place) =>
  beside(place).evaluate(() => String(getSelection()).replace(/\s+/g, ' ').trim());

/** How what is selected in a page or frame is selected once more. */
const selecting = new WeakMap<Place, () => Promise<void>>();
/** Remembers how something was selected by the pointer, for `barOfSelection`. */
export const selectedBy = (place: Place, again: () => Promise<void>) => void selecting.set(place, again);

/** Drags the pointer from the beginning of one text to the end of another, or of the same text. */
export async function select(page: Page, from: string, to = from, place: Place = page): Promise<void> {
  selectedBy(place, () => select(page, from, to, place));
  const offset = await originOf(place);
  await until('the selection', async () => {
    // Pressing on an existing selection would drag it.
    await beside(place).evaluate(() => getSelection()?.removeAllRanges());
    const [first] = await endsOf(place, from);
    const [, last] = await endsOf(place, to);
    const [start] = from === to ? [first] : await endsOf(place, from);
    const end = from === to ? last : (await endsOf(place, to))[1];
    await page.mouse.move(offset.x + start.x, offset.y + start.y);
    await page.mouse.down();
    await page.mouse.move(offset.x + start.x + 8, offset.y + start.y);
    await page.mouse.move(offset.x + end.x, offset.y + end.y, { steps: 4 });
    await page.mouse.up();
    const selected = await selection(place);
    return selected.startsWith(from.slice(0, 3)) && selected.endsWith(to.slice(-3));
  });
}

/** The offset of a frame's viewport in the page's viewport. */
async function originOf(place: Place): Promise<Spot> {
  const frame = frameOf(place);
  if (!frame.parentFrame()) return { x: 0, y: 0 };
  const box = await (await frame.frameElement())?.boundingBox();
  return { x: Math.round(box?.x ?? 0), y: Math.round(box?.y ?? 0) };
}

interface Bar {
  left: number;
  top: number;
  right: number;
}

/**
 * The box of the bar beside selected text, CSS px of its frame. The page itself can see only that an element
 * exists.
 */
async function barBox(place: Place): Promise<Bar | undefined> {
  const box = await beside(place).evaluate((host) => {
    /** What is at a point, also in the open shadow roots of the page. */
    const at = (tree: DocumentOrShadowRoot, x: number, y: number): Element | null => {
      const element = tree.elementFromPoint(x, y);
      // A form may have a field of that name.
      const inner: unknown = element && Reflect.get(Element.prototype, 'shadowRoot', element);
      return inner instanceof ShadowRoot && inner !== tree ? at(inner, x, y) : element;
    };
    const isBar = (x: number, y: number) =>
      Element.prototype.matches.call(at(document, x, y) ?? document.body, host);
    for (let y = 1; y < innerHeight; y += 20)
      for (let x = 1; x < innerWidth; x += 100) {
        if (!isBar(x, y)) continue;
        let [left, top, right] = [x, y, x];
        while (isBar(left - 1, y)) left--;
        while (isBar(right + 1, y)) right++;
        const middle = (left + right) >> 1;
        while (isBar(middle, top - 1)) top--;
        return { left, top, right };
      }
    return null;
  }, HOST);
  return box ?? undefined;
}

/** Whether the bar, or a card, is at a point of its frame (CSS px). */
export const isBarAt = (place: Place, x: number, y: number) =>
  beside(place).evaluate(
    (host, x, y) => Element.prototype.matches.call(document.elementFromPoint(x, y) ?? document.body, host),
    HOST,
    x,
    y,
  );

export const bar = (place: Place) => until('the bar', () => barBox(place));

/** Time (ms) without a bar after which something is selected once more. */
const STILL = 4_000;

/**
 * Waits for the bar beside what was selected first on a page. Of what was selected before the reader was there, it has not
 * heard: no bar comes until it is selected once more, as a person would.
 */
export async function barOfSelection(place: Place): Promise<Bar> {
  let since = performance.now();
  return until(
    'the bar',
    async () => {
      const shown = await barBox(place);
      if (shown || performance.now() - since < STILL) return shown;
      await selecting.get(place)?.();
      since = performance.now();
      return undefined;
    },
    60_000,
  );
}

export const noBar = (place: Place) => until('the bar to go', async () => !(await barBox(place)));
export const hasBar = async (place: Place) => (await barBox(place)) !== undefined;

/** Selects a text anew until a bar comes: the page may hear later that there is one again. */
export async function barComesBack(page: Page, text: string): Promise<void> {
  await until(
    'the bar to come back',
    async () => {
      await page.mouse.click(700, 700);
      await select(page, text);
      return until('the bar', () => barBox(page), 3_000);
    },
    60_000,
  );
}

/** Time to wait for a bar that must not appear, ms. A bar that does appear needs less than a tenth of it. */
const ABSENCE = 250;

/** Watches for a bar, and fails if one appears. `what`: the message of the failure. */
export async function noBarComes(place: Place, what?: string): Promise<void> {
  for (const end = performance.now() + ABSENCE; performance.now() < end; await pause(25))
    expect(await hasBar(place), what).toBe(false);
}

const CHOICES = ['yellow', 'green', 'blue', 'pink', 'purple'] as const;

/** Where the buttons of the bar are, CSS px from its right edge. The bar's own fonts decide how wide *Note* is. */
async function fromRight(place: Place, choice: Choice): Promise<number> {
  const note = await beside(place).evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
    pen.font = '600 13px system-ui, sans-serif';
    return pen.measureText('Note').width + 16;
  });
  /** Padding, and the width of *⋯* or of a colour with the gap beside it. */
  const [padding, small] = [3, 30];
  if (choice === 'more') return padding + 14;
  if (choice === 'note') return padding + small + note / 2;
  if (choice === 'look-up' || choice === 'explain' || choice === 'copy') {
    const colours = padding + small + note + 2 + small * CHOICES.length;
    return colours + { copy: 40, explain: 165, 'look-up': 245 }[choice];
  }
  return padding + small + note + 2 + small * (CHOICES.length - CHOICES.indexOf(choice)) - small + 14;
}

type Choice = (typeof CHOICES)[number] | 'note' | 'look-up' | 'explain' | 'copy' | 'more';

/**
 * Clicks a button of the bar. Clicks again until something happens, because the bar takes a click only when it was seen
 * for long enough. A bar that has just come may move to another place by itself: it is clicked only where it was twice.
 */
export async function choose(page: Page, choice: Choice, place: Place = page): Promise<void> {
  let last = await barOfSelection(place);
  const fromEdge = await fromRight(place, choice);
  let clicked: Bar | undefined;
  const isSame = (a: Bar, b: Bar) => a.left === b.left && a.top === b.top && a.right === b.right;
  await until('the bar to take the click', async () => {
    const now = await barBox(place);
    if (!now) {
      if (clicked) return true;
      last = await barOfSelection(place);
      return false;
    }
    // Another width: it says something in place of its buttons.
    if (clicked && now.right - now.left !== clicked.right - clicked.left) return true;
    if (isSame(now, last)) {
      clicked = now;
      const { x, y } = await originOf(place);
      await page.mouse.click(x + now.right - fromEdge, y + now.top + 14);
      await pause(60);
    }
    last = now;
    return false;
  });
}

/** Every painted passage, as colour and text, sorted. The result says if no style paints a passage. */
export async function painted(place: Place): Promise<string[]> {
  const seen = await beside(place).evaluate(() => {
    const seen: string[] = [];
    // In Firefox, an iterator cannot pass from the page into another world.
    CSS.highlights.forEach((highlight, name) => {
      const colour = /^gloss-note-(.*)/.exec(name)?.[1];
      if (colour === undefined) return;
      const pieces: string[] = [];
      highlight.forEach(({ startContainer, startOffset, endContainer, endOffset }) => {
        const range = document.createRange();
        range.setStart(startContainer, startOffset);
        range.setEnd(endContainer, endOffset);
        const tree = startContainer.getRootNode();
        const element = startContainer.parentElement ?? (tree instanceof ShadowRoot ? tree.host : null);
        const style = getComputedStyle(element ?? document.documentElement, `::highlight(${name})`);
        const isPainted =
          /^rgba?\(.*[^0)]\)?$/.test(style.backgroundColor) && style.backgroundColor !== 'rgba(0, 0, 0, 0)';
        pieces.push(
          `${range}${isPainted ? '' : ' (not painted)'}${startContainer.isConnected ? '' : ' (gone)'}`,
        );
      });
      for (const piece of pieces) seen.push(`${colour}: ${piece.replace(/\s+/g, ' ')}`);
    });
    return seen;
  });
  return seen.sort();
}

/** Waits until exactly these passages are painted. */
export async function paints(place: Place, passages: string[], timeout = 20_000): Promise<void> {
  await expect.poll(() => painted(place), { timeout, interval: 40 }).toEqual([...passages].sort());
}
