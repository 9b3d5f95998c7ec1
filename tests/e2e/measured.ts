/** What a page can measure while a card opens over it. */
import type { Page } from 'puppeteer-core';
import { type CardFrame, cardOf, HOST, hover, noCard, pause, type Spot } from '../../scripts/hovering';
import type { Rig } from './rig';

/**
 * Records whatever a page can measure while a card opens: where its edges are, every element's box, the
 * window and its scroll positions, the registry of highlights, and resources.
 */
export const WATCH = `
  window.record = () => {
    // Every place of the card's edges; and all else as it is when the card rests: what comes between depends on the moment.
    const places = new Set();
    let seen = new Set();
    const edges = () => {
      let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
      for (let y = 0; y < innerHeight; y += 2)
        for (let x = 0; x < innerWidth; x += 60)
          if (document.elementFromPoint(x, y)?.matches('${HOST}')) [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
      return ['edges', left, top, right, bottom];
    };
    const keep = (...what) => seen.add(JSON.stringify(what));
    const look = () => {
      places.add(JSON.stringify(edges()));
      seen = new Set();
      for (const each of document.querySelectorAll('*')) {
        const { x, y, width, height } = each.getBoundingClientRect();
        keep(each.localName, x, y, width, height, each.scrollHeight, each.scrollTop, each.clientWidth, each.getAttribute('style'));
      }
      keep('window', innerWidth, innerHeight, scrollX, scrollY, visualViewport.height, frames.length, history.length, document.title);
      keep('registry', ...[...CSS.highlights.keys()].map((name) => [name, CSS.highlights.get(name).size]));
      keep('active', document.activeElement?.localName, document.hasFocus());
      // Only some page of a site asks for its icon.
      keep('resources', ...performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.endsWith('/favicon.ico')));
    };
    const timer = setInterval(look, 150);
    look();
    return () => { clearInterval(timer); look(); return [...places, ...seen].sort(); };
  };`;

/**
 * What a page with `WATCH` records while the card of that heading opens and closes, and the time (ms) until the card
 * was open. `meanwhile`: what is done with the open card.
 */
export async function recorded(
  rig: Rig,
  page: Page,
  spot: Spot,
  heading: string | undefined,
  meanwhile?: (card: CardFrame) => Promise<void>,
): Promise<{ seen: string[]; time: number }> {
  await page.evaluate('window.done = record()');
  const start = performance.now();
  await hover(page, spot);
  const card = await cardOf(rig.browser, page, heading);
  const time = performance.now() - start;
  await meanwhile?.(card);
  await pause(200);
  const seen = (await page.evaluate('done()')) as string[];
  await page.keyboard.press('Escape');
  await noCard(page);
  return { seen, time };
}

/** The places of a card's edges among what was recorded: one where no card was open, and one for each size and place. */
export const edges = (seen: readonly string[]) => seen.filter((each) => each.startsWith('["edges",'));
