/**
 * `npm start`: builds Gloss and opens a browser with it on the demo page. Without a display (or with
 * `--headless`) it hovers a term with real pointer events, prints the card's text and writes a screenshot.
 * `--browser firefox` chooses the browser.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { find, need, start, type Which } from './browsers';
import { root, runProgram } from './packages';
import { serveDemo } from './serve';
import { showCard } from './showing';

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** Resolves to the exit status. With a window, resolves after the browser is closed. */
export async function run(args: string[]): Promise<number> {
  const asked = args.includes('--browser') ? args[args.indexOf('--browser') + 1] : undefined;
  if (asked !== undefined && asked !== 'chrome' && asked !== 'firefox') {
    console.error(`--browser takes chrome or firefox, not ${asked}.`);
    return 2;
  }
  const which: Which = asked ?? (!find('chrome') && find('firefox') ? 'firefox' : 'chrome');
  try {
    need(which);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
  console.log('Building …');
  const built = await runProgram(['wxt'], ['build', '-b', which, '--mv3'], 'on failure');
  if (built !== 0) return built;

  const headless = args.includes('--headless') || !hasDisplay;
  const { url, stop } = await serveDemo();
  const { browser } = await start(which, join(root, '.output', `${which}-mv3`), {
    headless,
    isWelcomed: !headless,
  });
  try {
    await (headless ? hoverOnce(browser, url, which) : browse(browser, url));
  } finally {
    await browser.close().catch(() => undefined);
    stop();
  }
  return 0;
}

/** Hovers a term of the demo page, prints its card and takes a screenshot. */
async function hoverOnce(browser: Browser, url: string, which: Which): Promise<void> {
  const { page, card } = await showCard(browser, url, 'IGF');
  console.log(`\n${await card.text()}\n`);
  mkdirSync(join(root, '.artifacts'), { recursive: true });
  const picture = join('.artifacts', `start-${which}.png`);
  await page.screenshot({ path: join(root, picture) as `${string}.png` });
  console.log(`The card of IGF on the demo page: ${picture}`);
}

/** Shows the demo page until the browser is closed. */
async function browse(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto(url);
  console.log(`Gloss is loaded, and the demo page is open at ${url}. Close the browser to end.`);
  await new Promise<void>((resolve) => browser.once('disconnected', () => resolve()));
}
