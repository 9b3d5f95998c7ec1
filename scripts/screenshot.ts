/**
 * `npm run screenshot`: makes docs/picture.png, the card of ITU on the demo page. It builds only where there is no build yet:
 * run `npm run build chrome` first to see what has changed since.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { need, start } from './browsers';
import { pause, until } from './hovering';
import { root, runProgram } from './packages';
import { serveDemo } from './serve';
import { showCard } from './showing';

/** ms between two looks, longer than the card takes to fade in (120 ms): two that are alike show it at rest. */
const REST = 160;

try {
  need('chrome');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
const built = join(root, '.output', 'chrome-mv3');
if (!existsSync(join(built, 'manifest.json'))) {
  const status = await runProgram(['wxt'], ['build', '-b', 'chrome', '--mv3'], true);
  if (status !== 0) process.exit(status);
}

const { url, stop } = await serveDemo();
const { browser } = await start('chrome', built);
try {
  const { page } = await showCard(browser, url, 'ITU');
  // The same picture on every machine.
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
  const picture = join('docs', 'picture.png');
  writeFileSync(join(root, picture), await atRest(page));
  console.log(`The card of ITU on the demo page: ${picture}`);
} finally {
  await browser.close();
  stop();
}

/** A picture of the page once two in a row are alike. */
async function atRest(page: Page): Promise<Uint8Array> {
  let before = await page.screenshot();
  return until('the card to come to rest', async () => {
    await pause(REST);
    const now = await page.screenshot();
    const same = Buffer.compare(before, now) === 0;
    before = now;
    return same && now;
  });
}
