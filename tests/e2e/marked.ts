/**
 * What is marked on a page, told from the highlight's own ranges; and when the reader has caught up with the page. Both work in a
 * world of the driver's own: a page that breaks its own DOM can neither lie to them nor notice them.
 */
import type { Frame, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { cardOf, hover, noCard, type Spot, until } from '../../scripts/hovering';
import type { Rig } from './rig';

/** A page, or one frame of it. */
export type Place = Page | Frame;

/** The part of the driver that works beside the page's scripts, in a world of its own. */
interface Apart {
  isolatedRealm(): Pick<Frame, 'evaluate'>;
}

const frameOf = (place: Place): Frame => ('mainFrame' in place ? place.mainFrame() : place);
const beside = (place: Place) => (frameOf(place) as unknown as Apart).isolatedRealm();

/** The middle of a mark's first line, CSS px of its frame, and what it marks. */
interface Seen extends Spot {
  text: string;
}

/**
 * Every mark, or those that begin in the element of a selector, shadow roots under it included. A mark that is left over, that no
 * longer fits its text, or that no style paints says so. `reveal`: scroll the first mark of that text into view before measuring.
 */
function read(place: Place, within: string | null, reveal: string | null): Promise<Seen[]> {
  return beside(place).evaluate(
    (within, reveal) => {
      const seen: Seen[] = [];
      const box = within === null ? null : document.querySelector(within);
      if (within !== null && box === null) throw new Error(`No element ${within}.`);
      const isIn = (node: Node | null): boolean =>
        node !== null && (node === box || isIn(node instanceof ShadowRoot ? node.host : node.parentNode));
      const isPainted = ({ parentElement }: Node) =>
        parentElement !== null &&
        getComputedStyle(parentElement, '::highlight(gloss)').textDecorationLine === 'underline';
      // An iterator does not pass from Firefox's page into another world.
      CSS.highlights
        .get('gloss')
        ?.forEach(({ startContainer: node, startOffset, endContainer, endOffset }) => {
          if (box !== null && !isIn(node)) return;
          const range = new Range();
          try {
            range.setStart(node, startOffset);
            range.setEnd(endContainer, endOffset);
          } catch {
            seen.push({ text: '(beyond its text)', x: 0, y: 0 });
            return;
          }
          let text = range.toString();
          if (!node.isConnected || !endContainer.isConnected) text += ' (left over)';
          else if (!isPainted(node)) text += ' (not painted)';
          if (text === reveal && !seen.some((mark) => mark.text === text)) {
            Element.prototype.scrollIntoView.call(node.parentElement, {
              block: 'center',
              behavior: 'instant',
            });
          }
          const line = range.getClientRects()[0];
          // Where text is not to be seen, nobody sees its mark.
          if (
            node.isConnected &&
            (!line || getComputedStyle(node.parentElement as Element).visibility !== 'visible')
          )
            return;
          seen.push({ text, x: line ? line.x + line.width / 2 : 0, y: line ? line.y + line.height / 2 : 0 });
        });
      return seen;
    },
    within,
    reveal,
  );
}

/** The texts of the marks, sorted; `within`: of those in the element of that selector. */
export async function marked(place: Place, within?: string): Promise<string[]> {
  return (await read(place, within ?? null, null)).map(({ text }) => text).sort();
}

/** Wait until exactly these are marked, in any order. Where nothing new is to come, `restsAt` tells more. */
export async function shows(place: Place, texts: string[], within?: string, timeout = 20_000): Promise<void> {
  await expect.poll(() => marked(place, within), { timeout, interval: 25 }).toEqual([...texts].sort());
}

/** A form that no test page has: what tells that the reader has caught up. */
const SIGN = 'International Telecommunication Union';

/**
 * Wait until the reader has read all that happened before: what a paragraph says now is read after it. The paragraph is made with the
 * first call, and stays in the page, empty.
 */
export async function caughtUp(place: Place, timeout = 30_000): Promise<void> {
  const isMarked = async () => (await marked(place)).some((text) => text.startsWith(SIGN));
  const say = (text: string) =>
    beside(place).evaluate((text) => {
      let paragraph = document.querySelector('#gloss-sign');
      if (!paragraph) {
        paragraph = document.createElementNS('http://www.w3.org/1999/xhtml', 'p');
        paragraph.id = 'gloss-sign';
        paragraph.setAttribute('style', 'position:fixed;top:0;left:0;margin:0;font-size:9px');
        document.querySelector('body')?.append(paragraph);
      }
      paragraph.textContent = text;
    }, text);
  await say(SIGN);
  await until('the reader to catch up', isMarked, timeout);
  await say('');
  await until('the sign to be unmarked', async () => !(await isMarked()), timeout);
}

/** When the reader has caught up with the page, exactly these are marked. */
export async function restsAt(place: Place, texts: string[], within?: string): Promise<void> {
  await caughtUp(place);
  expect(await marked(place, within)).toEqual([...texts].sort());
}

/** Where a mark is seen, CSS px of the page's viewport. It is scrolled into view. */
export async function spotOf(place: Place, text: string): Promise<Spot> {
  const frame = frameOf(place);
  const { x, y } = await until(`the mark “${text}”`, async () =>
    (await read(frame, null, text)).find((mark) => mark.text === text),
  );
  if (!frame.parentFrame()) return { x, y };
  const outer = await (await frame.frameElement())?.boundingBox();
  return { x: x + (outer?.x ?? 0), y: y + (outer?.y ?? 0) };
}

/**
 * Rest the pointer on a mark, and see the card of that heading come and go. It goes by Escape: in Chromium, a pointer that the driver
 * moves out of a frame of another site does not leave it.
 */
export async function opens(
  rig: Rig,
  page: Page,
  text: string,
  heading: string,
  place: Place = page,
): Promise<void> {
  await hover(page, await spotOf(place, text));
  await cardOf(rig.browser, page, heading);
  await (await frameOf(place).frameElement())?.focus();
  await page.keyboard.press('Escape');
  await noCard(page);
  await page.mouse.move(1, 1);
}
