/** What a hand does to make a note on a page, and what is painted then. */
import type { Frame, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { pause, type Spot, until } from '../../scripts/hovering';
import type { Place } from './marked';

/** The part of the driver that works beside the page's scripts, in a world of its own. */
interface Apart {
  isolatedRealm(): Pick<Frame, 'evaluate'>;
}
const frameOf = (place: Place): Frame => ('mainFrame' in place ? place.mainFrame() : place);
const beside = (place: Place) => (frameOf(place) as unknown as Apart).isolatedRealm();

/** Where a text begins and ends on the page, CSS px of its frame, scrolled into view. */
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
        // Chromium 156 begins no selection at some fractions of a pixel.
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

/** What is selected, white space joined. */
const selection = (place: Place) =>
  beside(place).evaluate(() => String(getSelection()).replace(/\s+/g, ' ').trim());

/** Drag the pointer over the page from the beginning of one text to the end of another, or of itself. */
export async function select(page: Page, from: string, to = from, place: Place = page): Promise<void> {
  const offset = await originOf(place);
  await until('the selection', async () => {
    // What is pressed on a selection would be dragged along.
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

/** Where a frame's own viewport begins in the page's. */
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

/** Where the bar beside selected text is seen, CSS px of its frame: the page sees nothing of it but that something is there. */
async function barBox(place: Place): Promise<Bar | undefined> {
  const box = await beside(place).evaluate(() => {
    if (!document.querySelector('div[popover=manual]:popover-open')) return null;
    const isBar = (x: number, y: number) =>
      Element.prototype.getAttribute.call(document.elementFromPoint(x, y) ?? document.body, 'popover') ===
      'manual';
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
  });
  return box ?? undefined;
}

export const bar = (place: Place) => until('the bar', () => barBox(place));
export const noBar = (place: Place) => until('the bar to go', async () => !(await barBox(place)));
export const hasBar = async (place: Place) => (await barBox(place)) !== undefined;

/** How long (ms) a bar that must not come is waited for. One that comes is there within a tenth of that. */
const ABSENCE = 250;

/** Looks for a bar for a while, and fails when one comes. `what`: said then. */
export async function noBarComes(place: Place, what?: string): Promise<void> {
  for (const end = performance.now() + ABSENCE; performance.now() < end; await pause(25))
    expect(await hasBar(place), what).toBe(false);
}

const CHOICES = ['yellow', 'green', 'blue', 'pink', 'purple'] as const;

/** Click a colour of the bar, or *Note*. */
export async function choose(
  page: Page,
  choice: (typeof CHOICES)[number] | 'note',
  place: Place = page,
): Promise<void> {
  const { left, top, right } = await bar(place);
  const { x, y } = await originOf(place);
  const at = choice === 'note' ? right - 20 : left + 17 + 30 * CHOICES.indexOf(choice);
  await page.mouse.click(x + at, y + top + 14);
}

/** Every passage that is painted, as colour and text, sorted; one that no style paints says so. */
export async function painted(place: Place): Promise<string[]> {
  const seen = await beside(place).evaluate(() => {
    const seen: string[] = [];
    // An iterator does not pass from Firefox's page into another world.
    CSS.highlights.forEach((highlight, name) => {
      const colour = /^gloss-note-(.*)/.exec(name)?.[1];
      if (colour === undefined) return;
      const pieces: string[] = [];
      highlight.forEach(({ startContainer, startOffset, endContainer, endOffset }) => {
        const range = document.createRange();
        range.setStart(startContainer, startOffset);
        range.setEnd(endContainer, endOffset);
        const style = getComputedStyle(startContainer.parentElement as Element, `::highlight(${name})`);
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

/** Wait until exactly these are painted. */
export async function paints(place: Place, passages: string[], timeout = 20_000): Promise<void> {
  await expect.poll(() => painted(place), { timeout, interval: 40 }).toEqual([...passages].sort());
}
