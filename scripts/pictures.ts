/**
 * `npm run pictures`: makes the three animated pictures of the README in docs/pictures/ by using Gloss in a
 * real Chromium. It builds only if there is no build. To see changes, run `npm run build chrome` first.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, ElementHandle, Frame, Page } from 'puppeteer-core';
import { need, start } from './browsers';
import { Film, type FilmSize } from './film';
import { cardOf, marksOn, noCard, pause, type Spot, textBox, until } from './hovering';
import { root, runProgram } from './packages';
import { serveDemo } from './serve';

/**
 * The README shows the pictures 700 px wide. Text then has four fifths of its size, and is sharp on a dense
 * screen.
 */
const SIZE: FilmSize = { width: 880, height: 580, scale: 1.6 };
/** The popup's real width, and a height at which it fits into the picture, CSS px. */
const POPUP = { width: 420, height: 440 };
/** Height of the browser's toolbar on the picture of the popup, CSS px. */
const BAR = 36;
/** Largest size of a picture, kB. A README loads all three at once. */
const MOST = 400;
/** Time that the last frame stays before the picture repeats, ms. */
const LAST = 4_000;
/**
 * Time between two screenshots that are compared, ms. It is longer than any animation, so two equal
 * screenshots mean that the page is at rest.
 */
const REST = 160;

/** Uses Gloss as a person would, and records the pages. */
type Scene = (film: Film, page: Page, browser: Browser) => Promise<void>;

/** Resolves to 1 if a picture could not be made or is too large. */
export async function run(): Promise<number> {
  try {
    need('chrome');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
  const built = join(root, '.output', 'chrome-mv3');
  if (!existsSync(join(built, 'manifest.json'))) {
    const status = await runProgram(['wxt'], ['build', '-b', 'chrome', '--mv3'], 'on failure');
    if (status !== 0) return status;
  }
  const { url, stop } = await serveDemo();
  // The driver cannot set scale or size of the popup's page. The popup takes its scale and available height
  // from the browser.
  const { browser } = await start('chrome', built, {
    args: [`--force-device-scale-factor=${SIZE.scale}`, '--screen-info={2400x1800}'],
  });
  try {
    mkdirSync(join(root, 'docs', 'pictures'), { recursive: true });
    let tooLarge = 0;
    for (const [name, scene] of Object.entries({ hovering, searching, noting })) {
      const path = join('docs', 'pictures', `${name}.webp`);
      const picture = await take(browser, url, scene);
      writeFileSync(join(root, path), picture);
      const size = Math.round(picture.length / 1000);
      if (size > MOST) tooLarge++;
      console.log(`${path}: ${size} kB${size > MOST ? `, more than ${MOST} kB` : ''}`);
    }
    return tooLarge > 0 ? 1 : 0;
  } finally {
    await browser.close();
    stop();
  }
}

/** Makes the animated WebP file of a scene on the demo page. */
async function take(browser: Browser, url: string, scene: Scene): Promise<Uint8Array> {
  const page = await browser.newPage();
  await page.setViewport({ width: SIZE.width, height: SIZE.height, deviceScaleFactor: SIZE.scale });
  await settle(page);
  await page.goto(url);
  await marksOn(page);
  const film = new Film(SIZE, { x: 620, y: 330 });
  await scene(film, page, browser);
  const picture = await film.develop(browser);
  await page.close();
  return picture;
}

/** Makes the picture the same on every machine: light colours, no fade-in. */
async function settle(page: Page): Promise<void> {
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: 'light' },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
}

/** Rests the pointer on a term, and opens a quotation on its card. */
async function hovering(film: Film, page: Page, browser: Browser): Promise<void> {
  film.show(page);
  await film.look(900);
  await rest(film, page, browser, 'Governance Forum', 'IGF');
  await film.look(1_900);
  const card = await frameOf(page);
  await click(film, page, await middle(await card.waitForSelector('summary')));
  await atRest(page);
  await film.look(LAST);
}

/** Opens the popup, types a name with a typing error, and opens the card that is found. */
async function searching(film: Film, page: Page, browser: Browser): Promise<void> {
  const bar = await toolbar(browser);
  film.show(bar);
  film.show(page, { y: BAR });
  await film.look(900);
  const button = { x: SIZE.width - 32, y: BAR / 2 };
  film.glide(button);
  film.press();
  film.keep();
  await page.bringToFront();
  const popup = await openPopup(browser, page);
  await settle(popup);
  await popup.addStyleTag({ content: `.popup { block-size: ${POPUP.height}px; }` });
  film.show(popup, { x: SIZE.width - POPUP.width - 10, y: BAR + 4, isRaised: true });
  await atRest(popup);
  await film.look(1_500);
  for (const letters of 'cyber diplomcy'.match(/../g) ?? []) {
    await popup.keyboard.type(letters);
    await atRest(popup);
    await film.look(180);
  }
  await film.look(1_400);
  await popup.keyboard.press('Enter');
  await until('the card', () => popup.evaluate(() => document.querySelector('.card') !== null));
  await atRest(popup);
  await film.look(LAST);
  await popup.close();
  await bar.close();
}

/** Draws a browser's toolbar with the button of Gloss, because no screenshot shows the real one. */
async function toolbar(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: SIZE.width, height: BAR, deviceScaleFactor: SIZE.scale });
  const icon = readFileSync(join(root, 'assets', 'icons', 'gloss.svg')).toString('base64');
  await page.setContent(`
    <style>
      body { display: flex; align-items: center; gap: 12px; height: ${BAR}px; margin: 0; padding: 0 20px;
        box-sizing: border-box; font: 14px system-ui, sans-serif; color: #444; background: #e4e8ee; }
      span { flex: 1; padding: 4px 14px; border-radius: 99px; background: #fff; }
      img { width: 22px; height: 22px; }
    </style>
    <span>geneva.example/a-morning</span><img src="data:image/svg+xml;base64,${icon}">`);
  return page;
}

/** Selects a sentence, writes a note on it, and shows the note again after a reload. */
async function noting(film: Film, page: Page): Promise<void> {
  film.show(page);
  // The passage contains no term, so resting there opens the note and not a term's card.
  const passage = 'for others, a place to listen';
  await film.look(900);
  const [from, to] = await ends(page, passage);
  film.glide(from);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= 8; step++) {
    const at = { x: from.x + ((to.x - from.x) * step) / 8, y: from.y + ((to.y - from.y) * step) / 8 };
    await page.mouse.move(at.x, at.y);
    film.point(at);
    await film.look(70);
  }
  await page.mouse.up();
  const note = await until('the bar', () => noteButton(page, to));
  await film.look(900);
  await click(film, page, note);
  const card = await frameOf(page);
  await card.waitForSelector('textarea');
  await until('the keyboard', () => card.evaluate(() => document.activeElement?.localName === 'textarea'));
  await atRest(page);
  await film.look(600);
  for (const word of 'Who only listens? Ask the panel.'.split(/(?<= )/)) {
    await page.keyboard.type(word);
    await atRest(page);
    await film.look(210);
  }
  await film.look(900);
  const aside = { x: 810, y: 470 };
  await click(film, page, aside);
  await noCard(page);
  await page.reload();
  await until('the highlight', () =>
    page.evaluate(() => [...CSS.highlights.keys()].some((name) => name.startsWith('gloss-note'))),
  );
  await atRest(page);
  await film.look(1_200);
  const [again] = await ends(page, passage);
  await restAt(film, page, { x: again.x + 120, y: again.y });
  await atRest(page);
  await film.look(LAST);
}

/** Moves to a term, rests there, and waits for the card with that heading. */
async function rest(film: Film, page: Page, browser: Browser, text: string, heading: string): Promise<void> {
  await restAt(film, page, await textBox(page, text));
  await cardOf(browser, page, heading);
  await atRest(page);
}

async function restAt(film: Film, page: Page, spot: Spot): Promise<void> {
  film.glide(spot);
  // Jumps to a point near the term. A slow movement would open the cards of mentions on the way.
  await page.mouse.move(spot.x - 20, spot.y - 2);
  await page.mouse.move(spot.x, spot.y, { steps: 4 });
  await pause(40);
  await page.mouse.move(spot.x + 1, spot.y);
  await frameOf(page);
}

async function click(film: Film, page: Page, spot: Spot): Promise<void> {
  film.glide(spot);
  film.press();
  await page.mouse.move(spot.x, spot.y, { steps: 4 });
  await page.mouse.down();
  await page.mouse.up();
}

/** Waits until the card's frame shows a card, and returns the frame. */
async function frameOf(page: Page): Promise<Frame> {
  return until('the card', async () => {
    const open = await page.evaluate(
      () => document.querySelector('div[popover=manual]:popover-open') !== null,
    );
    const frame = page.frames().find((each) => each.url().includes('/popover.html'));
    return open && (await frame?.$('.card, h1, textarea')) ? frame : undefined;
  });
}

async function middle(element: ElementHandle | null): Promise<Spot> {
  const box = await element?.boundingBox();
  if (!box) throw new Error('There is nothing to click.');
  return { x: box.x + Math.min(box.width / 2, 50), y: box.y + box.height / 2 };
}

/** Presses the toolbar button, as a person does. */
async function openPopup(browser: Browser, page: Page): Promise<Page> {
  const [extension] = [...(await browser.extensions()).values()];
  await extension?.triggerAction(page);
  const target = await browser.waitForTarget((each) => each.url().endsWith('/popup.html'));
  const popup = await target.asPage();
  await popup.waitForSelector('input');
  return popup;
}

/** The positions where a text of the page begins and ends, CSS px. */
async function ends(page: Page, text: string): Promise<[Spot, Spot]> {
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

/** The middle of *Note*, the last button of the bar below the end of a selection. */
async function noteButton(page: Page, end: Spot): Promise<Spot | undefined> {
  const right = await page.evaluate(
    ({ x, y }) => {
      let right = 0;
      for (let at = x - 200; at < x + 200; at++)
        if (document.elementFromPoint(at, y)?.getAttribute('popover') === 'manual') right = at;
      return right;
    },
    { x: end.x, y: end.y + 38 },
  );
  return right > 0 ? { x: right - 26, y: end.y + 38 } : undefined;
}

/** Waits until two screenshots in a row are equal. */
async function atRest(page: Page): Promise<void> {
  let before = await page.screenshot();
  await until('the page to come to rest', async () => {
    await pause(REST);
    const now = await page.screenshot();
    const same = Buffer.compare(before, now) === 0;
    before = now;
    return same;
  });
}
