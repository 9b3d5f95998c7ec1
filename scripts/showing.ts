/** Opens one term's card on the demo page without a window, for `npm start -- --headless`. */
import type { Browser, Page } from 'puppeteer-core';
import { cardOf, hover, marksOn, type SeenCard, textBox } from './hovering';

const VIEWPORT = { width: 1000, height: 760 };

export interface Shown {
  page: Page;
  card: SeenCard;
}

/** Opens the page, and rests the pointer on a term's first mention until its card appears. */
export async function showCard(browser: Browser, url: string, term: string): Promise<Shown> {
  const page = await browser.newPage();
  await page.setViewport(VIEWPORT);
  await page.goto(url);
  // A pointer that rests before the mark appears would not open the card.
  await marksOn(page);
  await hover(page, await textBox(page, term));
  return { page, card: await cardOf(browser, page, term) };
}
