/**
 * Reads the marks of a page from the ranges of its highlight, and waits until the reader has caught up with
 * the page. Both work in the driver's own world: a page that breaks its own DOM can neither deceive nor
 * notice them.
 */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { beside, cardOf, frameOf, hover, noCard, type Place, type Spot, until } from '../../scripts/hovering';
import type { Rig } from './rig';

/** The middle of a mark's first line, CSS px of its frame, and the marked text. */
interface Seen extends Spot {
  text: string;
}

/**
 * All marks, or those that begin inside the element of a selector, including its shadow roots. The result
 * says if a mark is left over, no longer fits its text, or is painted by no style. `reveal`: before
 * measuring, scrolls the first mark of that text into view.
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
      // In Firefox, an iterator cannot pass from the page into another world.
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
          // The mark of invisible text is invisible.
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

/** The texts of the marks, sorted. `within`: only those inside the element of that selector. */
export async function marked(place: Place, within?: string): Promise<string[]> {
  return (await read(place, within ?? null, null)).map(({ text }) => text).sort();
}

/**
 * Waits until exactly these texts are marked, in any order. If no change is expected, `restsAt` proves more.
 */
export async function shows(place: Place, texts: string[], within?: string, timeout = 20_000): Promise<void> {
  await expect.poll(() => marked(place, within), { timeout, interval: 25 }).toEqual([...texts].sort());
}

/**
 * Has the first mention of each term in every block marked, for tests that tell by the marks what was found. By default
 * there are fewer (`marks-and-bar.test.ts`).
 */
export async function marksEveryBlock(rig: Rig): Promise<void> {
  const own = await rig.openOwn('options.html');
  await own.evaluate(
    `(globalThis.browser ?? chrome).runtime.sendMessage({ kind: 'set', data: { marks: 'block' } })`,
  );
  await own.close();
}

/** A form that no test page contains. Its mark shows that the reader has caught up. */
const SIGN = 'International Telecommunication Union';

/**
 * Waits until the reader has read all earlier changes: a new text of a paragraph is read after them. The
 * paragraph is created by the first call, and stays in the page, empty.
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

/** Expects exactly these marks once the reader has caught up with the page. */
export async function restsAt(place: Place, texts: string[], within?: string): Promise<void> {
  await caughtUp(place);
  expect(await marked(place, within)).toEqual([...texts].sort());
}

/** The position of a mark, CSS px of the page's viewport. Scrolls it into view. */
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
 * Rests the pointer on a mark, and expects the card of that heading to open and close. Closes it with Escape,
 * because in Chromium a pointer that the driver moves out of a cross-site frame does not leave the frame.
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
