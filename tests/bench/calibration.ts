/**
 * Measures how fast the machine is now. A fixed piece of work is timed throughout a bench, and reported next
 * to the times.
 */
import type { Browser } from 'puppeteer-core';
import { median } from './numbers';

const RUNS = 5;

/**
 * Time of the fixed piece of work in a page of this browser now, ms. The median of a few runs, after one run
 * that compiles it.
 */
export async function calibrate(browser: Browser): Promise<number> {
  const page = await browser.newPage();
  try {
    await page.evaluate(fixedWork);
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) times.push(await page.evaluate(fixedWork));
    return median(times);
  } finally {
    await page.close();
  }
}

/**
 * Runs in the page: times a fixed piece of work of the kinds that Gloss does, ms. It hashes letters, fills
 * and reads a hash table, and joins and searches text. It must never change, because it makes the figures of
 * different days comparable.
 */
function fixedWork(): number {
  const began = performance.now();
  const seen = new Map<number, number>();
  const words: string[] = [];
  let state = 1;
  for (let at = 0; at < 200_000; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const key = Math.imul(state, 0x01000193) >>> 16;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    if (at % 8 === 0) words.push(key.toString(36));
  }
  const text = words.join(' ');
  let found = seen.size;
  for (const match of text.matchAll(/\b[a-z]\d[a-z]\b/g)) found += match.index;
  for (let at = 0; at < text.length; at++) found = Math.imul(found ^ text.charCodeAt(at), 0x01000193);
  // The result is used, so that no compiler removes the work.
  return performance.now() - began + (found === 0 ? 1 : 0);
}
