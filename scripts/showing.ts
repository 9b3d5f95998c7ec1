/** One term's card on the demo page, without a window to be seen: what the demo prints and the README's picture shows. */
import type { Browser, Page } from 'puppeteer-core';
import { cardOf, hover, marksOn, type SeenCard, textBox } from './hovering';

const VIEWPORT = { width: 1000, height: 760 };

export interface Shown {
  page: Page;
  card: SeenCard;
}

/** Open the page and rest the pointer on a term's first mention until its card is there. */
export async function showCard(browser: Browser, url: string, term: string): Promise<Shown> {
  const page = await browser.newPage();
  await page.setViewport(VIEWPORT);
  await page.goto(url);
  // A pointer that rests before there is a mark under it would rest in vain.
  await marksOn(page);
  await hover(page, await textBox(page, term));
  return { page, card: await cardOf(browser, page, term) };
}
