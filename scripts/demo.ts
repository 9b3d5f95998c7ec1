/**
 * `npm start`: builds Gloss and opens a browser with it on the demo page. Without a display (or with `--headless`) it hovers a
 * term with real pointer events, prints the card's text and writes a screenshot. `--browser firefox` chooses the browser.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { find, need, start, type Which } from './browsers.ts';
import { root } from './install.mjs';
import { runProgram } from './packages.ts';
import { serveDemo } from './serve.ts';
import { showCard } from './showing.ts';

const args = process.argv.slice(2);
const asked = args.includes('--browser') ? args[args.indexOf('--browser') + 1] : undefined;
if (asked !== undefined && asked !== 'chrome' && asked !== 'firefox') {
  console.error(`--browser takes chrome or firefox, not ${asked}.`);
  process.exit(2);
}
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const headless = args.includes('--headless') || !hasDisplay;

let which: Which = asked ?? 'chrome';
if (!asked && !find('chrome') && find('firefox')) which = 'firefox';
try {
  need(which);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

console.log('Building …');
const built = await runProgram(['wxt'], ['build', '-b', which, '--mv3'], true);
if (built !== 0) process.exit(built);

const { url, stop } = await serveDemo();
const { browser } = await start(which, join(root, '.output', `${which}-mv3`), { headless });
if (headless) {
  try {
    const { page, card } = await showCard(browser, url, 'IGF');
    console.log(`\n${await card.text()}\n`);
    mkdirSync(join(root, '.artifacts'), { recursive: true });
    const picture = join('.artifacts', `start-${which}.png`);
    await page.screenshot({ path: join(root, picture) as `${string}.png` });
    console.log(`The card of IGF on the demo page: ${picture}`);
  } finally {
    await browser.close();
    stop();
  }
} else {
  const page = await browser.newPage();
  await page.goto(url);
  console.log(`Gloss is loaded, and the demo page is open at ${url}. Close the browser to end.`);
  await new Promise<void>((resolve) => browser.once('disconnected', () => resolve()));
  stop();
}
