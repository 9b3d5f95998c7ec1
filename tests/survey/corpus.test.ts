import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { need } from '../../scripts/browsers';
import { pause } from '../../scripts/hovering';
import { BROWSERS, launch, type Rig, type Site, serve } from '../e2e/rig';

const PAGES = resolve('../shared/corpus/pages');
const files = existsSync(PAGES) ? readdirSync(PAGES).filter((name) => name.endsWith('.html')) : [];

/**
 * The page's own scripts and sub-resources are blocked, because two loads of the same page must give the same
 * tree.
 */
const STILL = { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:" };

interface Seen {
  /** `document.documentElement.outerHTML`, as SHA-256. */
  html: string;
  /** Sum of all layout shifts in Chromium. Firefox has no such measure. */
  shift: number;
  /** Number of painted marks. */
  marks: number;
}

async function look(page: Page, url: string, bytes: number): Promise<Seen> {
  await page.goto(url, { waitUntil: 'load', timeout: 60_000 });
  await pause(200 + bytes / 5_000);
  return page.evaluate(async () => {
    const html = new TextEncoder().encode(document.documentElement.outerHTML);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', html));
    let shift = 0;
    if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
      const observer = new PerformanceObserver(() => undefined);
      observer.observe({ type: 'layout-shift', buffered: true });
      for (const entry of observer.takeRecords())
        shift += (entry as PerformanceEntry & { value: number }).value;
    }
    return { html: hash.toHex?.() ?? [...hash].join(), shift, marks: CSS.highlights.get('gloss')?.size ?? 0 };
  });
}

describe.each(BROWSERS)('the pages of the corpus, in %s', (which) => {
  let rig: Rig;
  let plain: Browser;
  let site: Site;
  const errors: string[] = [];
  beforeAll(async () => {
    rig = await launch(which);
    plain = await puppeteer.launch({
      browser: which,
      executablePath: need(which),
      headless: true,
      args: which === 'chrome' && process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    const bodies = Object.fromEntries(
      files.map((name, at) => [
        `/${at}`,
        { body: readFileSync(resolve(PAGES, name), 'utf8'), headers: STILL },
      ]),
    );
    site = await serve(bodies);
  });
  afterAll(async () => {
    site.close();
    await rig.close();
    await plain.close();
  });

  it('is unchanged: same tree, no layout shift, no error of Gloss', async () => {
    expect(files.length).toBeGreaterThan(150);
    const withGloss = await rig.browser.newPage();
    const without = await plain.newPage();
    for (const page of [withGloss, without]) await page.setViewport({ width: 1000, height: 800 });
    withGloss.on('pageerror', (error) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (/extension:|reader\.js/.test(text)) errors.push(text);
    });
    const changed: string[] = [];
    const unreadable: string[] = [];
    let marks = 0;
    let read = 0;
    for (const [at, name] of files.entries()) {
      // A page takes Firefox as long as Chromium, and what Gloss does to a tree is the same in both.
      if (which === 'firefox' && at % 2 === 1) continue;
      read++;
      const bytes = readFileSync(resolve(PAGES, name)).length;
      const [ours, theirs] = await Promise.all([
        look(withGloss, site.at(`/${at}`), bytes).catch((error: unknown) => `${error}`),
        look(without, site.at(`/${at}`), bytes).catch((error: unknown) => `${error}`),
      ]);
      if (typeof theirs === 'string') {
        unreadable.push(`${name}: ${theirs}`); // The browser cannot load it without Gloss either.
        continue;
      }
      if (typeof ours === 'string') {
        changed.push(`${name}: ${ours}`);
        continue;
      }
      marks += ours.marks;
      if (ours.html !== theirs.html) changed.push(`${name}: another tree`);
      if (ours.shift > theirs.shift) {
        // Some pages occasionally shift by themselves, with and without Gloss. A shift by Gloss would be
        // there each time.
        const mine = [ours.shift];
        const alone = [theirs.shift];
        const isOurs = () => Math.min(...mine) > Math.max(...alone);
        for (let time = 0; time < 4 && isOurs(); time++) {
          const url = site.at(`/${at}`);
          const [again, before] = await Promise.all([look(withGloss, url, bytes), look(without, url, bytes)]);
          mine.push(again.shift);
          alone.push(before.shift);
        }
        if (isOurs()) {
          changed.push(`${name}: layout shifts of ${mine.join(', ')}; without Gloss ${alone.join(', ')}`);
        }
      }
    }
    expect(unreadable.length, unreadable.join('\n')).toBeLessThan(4);
    expect(changed).toEqual([]);
    expect(errors).toEqual([]);
    expect(marks).toBeGreaterThan(read / 16); // Otherwise nothing was read.
    console.info(
      `${which}: ${read} pages, ${marks} marks${unreadable.map((each) => `\n  not loaded by the browser alone: ${each}`).join('')}`,
    );
  }, 1_200_000);
});
