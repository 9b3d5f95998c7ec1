/**
 * `npm run pictures`: makes the three animated pictures of the README in docs/pictures/, and a still picture of every
 * view in docs/pictures/views/, by using Gloss in a real Chromium. `npm run pictures popup notes-3`: only those whose
 * names begin like that. It builds only if there is no build. To see changes, run `npm run build chrome` first.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { need, start } from './browsers';
import { Film, type FilmSize } from './film';
import { cardOf, marksOn, noCard, pause, type Spot, takesPresses, textBox, until } from './hovering';
import { root, runProgram } from './packages';
import { atRest, ends, frameOf, middle, noteButton, openPopup, settle } from './scene';
import { serveDemo } from './serve';
import { takeViews } from './views';
import { CARD_PAGES } from './views-of-cards';
import { surfacePages } from './views-of-pages';

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
/** Uses Gloss as a person would, and records the pages. */
type Scene = (film: Film, page: Page, browser: Browser) => Promise<void>;

/** Resolves to 1 if a picture could not be made or is too large. */
export async function run(wanted: string[]): Promise<number> {
  const isWanted = (name: string) => wanted.length === 0 || wanted.some((each) => name.startsWith(each));
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
  const { url, stop } = await serveDemo({ ...CARD_PAGES, ...surfacePages() });
  // The driver cannot set scale or size of the popup's page. The popup takes its scale and available height
  // from the browser.
  const { browser, base } = await start('chrome', built, {
    args: [`--force-device-scale-factor=${SIZE.scale}`, '--screen-info={2400x1800}'],
  });
  try {
    mkdirSync(join(root, 'docs', 'pictures'), { recursive: true });
    let tooLarge = 0;
    for (const [name, scene] of Object.entries({ hovering, searching, noting })) {
      if (!isWanted(name)) continue;
      const path = join('docs', 'pictures', `${name}.webp`);
      const picture = await take(browser, url, scene);
      writeFileSync(join(root, path), picture);
      const size = Math.round(picture.length / 1000);
      if (size > MOST) tooLarge++;
      console.log(`${path}: ${size} kB${size > MOST ? `, more than ${MOST} kB` : ''}`);
    }
    await takeViews({ browser, base, url }, isWanted);
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

/** Rests the pointer on a term, and opens a quotation on its card. */
async function hovering(film: Film, page: Page, browser: Browser): Promise<void> {
  film.show(page);
  await film.look(900);
  await rest(film, page, browser, 'Governance Forum', 'IGF');
  await film.look(1_900);
  const card = await frameOf(page);
  await takesPresses(await cardOf(browser, page, 'IGF'));
  const foot = await card.waitForSelector('.counts');
  await click(film, page, await middle(foot));
  // The press may have moved the card.
  await until('the whole card', () =>
    card.evaluate(() => {
      document.querySelector<HTMLElement>('.counts:enabled')?.click();
      return document.querySelector('.opens') !== null;
    }),
  );
  await click(film, page, await middle(await card.waitForSelector('.opens')));
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
  // The policy of the popup allows no style element.
  await popup.evaluate((height) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`.popup { block-size: ${height}px; }`);
    document.adoptedStyleSheets.push(sheet);
  }, POPUP.height);
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
  // The bar takes a press only once it was seen for long enough.
  await until('the bar to take the press', async () => {
    if (!(await noteButton(page, to))) return true;
    await page.mouse.click(note.x, note.y);
    await pause(60);
    return false;
  });
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
