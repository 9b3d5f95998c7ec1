/**
 * What a large digest costs a browser that is at rest: memory 60 s after its start, with one page, beside the same with the
 * bundled digest alone.
 *
 *     node scripts/run.mjs tests/bench/large-memory.ts [TERMS] [RUNS]
 *
 * TERMS (120,000) are imported as CSV in an earlier session. Prints JSON: MiB, medians of RUNS (3), one after the other;
 * *anonymous* is what is in no file. Needs a build for Chrome, and Linux.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, ElementHandle } from 'puppeteer-core';
import { until } from '../../scripts/hovering';
import { root } from '../../scripts/packages';
import { serve } from '../e2e/rig';
import { tables } from './importing';
import { median } from './numbers';
import { installed, type Memory, memoryAfter } from './whole-browser';

const SETTLED = 60_000;
const PATIENCE = 600_000;

export async function run(args: string[]): Promise<number> {
  const [terms = 120_000, runs = 3] = args.map(Number);
  const home = mkdtempSync(join(tmpdir(), 'gloss-large-'));
  const build = process.env.GLOSS_BUILD ?? join(root, '.output', 'chrome-mv3');
  const { names, texts } = tables(terms, 1);
  const file = join(home, names[0] ?? 'words.csv');
  writeFileSync(file, texts[0] ?? '');
  const site = await serve({
    '/': '<!doctype html><html lang="en"><title>A page</title><p>The ministers of BRICS met.</p>',
  });
  try {
    const profiles = {
      bundled: await installed(join(home, 'bundled'), site.at(), build),
      large: await installed(join(home, 'large'), site.at(), build, (browser) => imported(browser, file)),
    };
    const found: Record<string, Memory[]> = { bundled: [], large: [] };
    for (let run = 0; run < runs; run++)
      for (const [name, profile] of Object.entries(profiles))
        found[name]?.push(await memoryAfter(SETTLED, profile, site.at()));
    const figures = Object.entries(found).map(([name, all]) => [
      name,
      {
        pss: Math.round(median(all.map(({ pss }) => pss))),
        anonymous: Math.round(median(all.map(({ anonymous }) => anonymous))),
      },
    ]);
    console.log(JSON.stringify({ terms, runs, ...Object.fromEntries(figures) }));
    return 0;
  } finally {
    site.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Adds a glossary through the page of digests, and waits until it is in effect. */
async function imported(browser: Browser, file: string): Promise<void> {
  const [id] = [...(await browser.extensions()).keys()];
  const own = await browser.newPage();
  await own.goto(`chrome-extension://${id}/digests.html`);
  const input = (await own.waitForSelector('.add input[type=file]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(file);
  const press = await own.waitForSelector('.preview .deeds button', { timeout: PATIENCE });
  await press?.evaluate((button) => (button as HTMLElement).click());
  await until(
    'the digest to be in effect',
    () => own.evaluate(() => document.querySelector('.said')?.textContent?.includes('Done.') === true),
    PATIENCE,
  );
}
