/**
 * What one page costs a whole Chromium in CPU time: of all its processes, from the address of the page until some seconds
 * later. The background is awake.
 *
 *     node scripts/run.mjs tests/bench/page-cpu.ts [BUILD…]
 *
 * Compares a browser without an extension with one for each folder of a build (the last build for Chrome), which load the
 * same pages of the corpus in turn. Prints JSON: ms, medians, and the median of the differences from no extension in the
 * same turn. Linux only. Takes about 15 s for a turn of three browsers.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { pause } from '../../scripts/hovering';
import { root } from '../../scripts/packages';
import { startChromium } from './lab';
import { median } from './numbers';
import { servePages } from './pages';
import { memoryOf } from './whole-browser';

/** Two pages with mentions of the bundled terms, and two without. */
const PAGES = [
  'readability__yahoo-3.html',
  'readability__youth.html',
  'readability__nytimes-4.html',
  'readability__aktualne.html',
];
const TURNS = 10;
/** Time until a browser is settled, and time that a page is looked at, ms. */
const SETTLED = 15_000;
const LOOKED = 4_000;

export async function run(builds: string[]): Promise<number> {
  const folders = builds.length > 0 ? builds : [join(root, '.output', 'chrome-mv3')];
  const home = mkdtempSync(join(tmpdir(), 'gloss-cpu-'));
  const pages = await servePages();
  // An extension of which nothing runs, so that every browser is started in one way.
  const none = join(home, 'none');
  mkdirSync(none);
  writeFileSync(join(none, 'manifest.json'), '{"manifest_version":3,"name":"None","version":"1"}');
  const arms = ['none', ...folders];
  const browsers: Browser[] = [];
  try {
    for (const [at, arm] of arms.entries())
      browsers.push(await startChromium(at === 0 ? none : arm, join(home, `profile-${at}`)));
    await pause(SETTLED);
    const found = PAGES.map(() => arms.map((): number[] => []));
    // The first turn of each page compiles what all later ones have compiled.
    for (let turn = 0; turn <= TURNS; turn++)
      for (const [number, name] of PAGES.entries())
        for (const [at, browser] of browsers.entries()) {
          const took = await timeOf(browser, pages.at('plain', name));
          if (turn > 0) found[number]?.[at]?.push(took);
        }
    const over = (at: number, of: readonly number[][]) =>
      Math.round(median((of[at] ?? []).map((took, turn) => took - (of[0]?.[turn] ?? 0))));
    const figures = found.map((of, number) => [
      PAGES[number],
      Object.fromEntries(
        arms.map((arm, at) => [arm, { ms: Math.round(median(of[at] ?? [])), over: over(at, of) }]),
      ),
    ]);
    console.log(JSON.stringify({ turns: TURNS, ...Object.fromEntries(figures) }, null, 1));
    return 0;
  } finally {
    for (const browser of browsers) await browser.close();
    pages.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** CPU time (ms) of a browser while it loads a page and shows it. */
async function timeOf(browser: Browser, address: string): Promise<number> {
  const pid = browser.process()?.pid ?? 0;
  const page = await browser.newPage();
  try {
    // Before the page has a process, so that nothing of it is counted out when an older one ends.
    const before = memoryOf(pid).cpu;
    await page.goto(address);
    await pause(LOOKED);
    return memoryOf(pid).cpu - before;
  } finally {
    await page.close();
    await pause(300);
  }
}
