/** Where the card goes: never over the line of its mention, whatever the window; and how high it is at first. */
import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardOf, hover, marksOn, noCard, takesPresses, textBox, until } from '../../scripts/hovering';
import type { Digest } from '../../src/digest/schema';
import { openFully } from './notes';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';

/** Windows, CSS px. The last two: 1366×657 and 1920×969 at a zoom of 200 %. */
const WINDOWS = [
  [1280, 600],
  [1366, 657],
  [1440, 789],
  [1920, 969],
  [400, 800],
  [683, 328],
  [960, 484],
] as const;
/** Places of a mention in the window: parts of its width and height. */
const ACROSS = [0.02, 0.5, 0.9];
const DOWN = [0.03, 0.2, 0.4, 0.6, 0.8, 0.94];

/** One in so many terms is tried; all of them take a minute. */
const EACH = Number(process.env.GLOSS_EACH_TERM ?? 4);
/** The terms with a form that has one sense, which a page needs nothing else to be marked for. */
const terms = (
  JSON.parse(readFileSync(`.output/${BROWSERS[0]}-mv3/digest.json`, 'utf8')) as Digest
).terms.flatMap(({ label, forms }) => {
  const form = forms.find(({ lang, ambiguous }) => lang === 'en' && !ambiguous);
  return form ? [{ label, form: form.text }] : [];
});

/** All 18 places of each window take a few minutes; otherwise every third is tried, another one in each window. */
const IS_WHOLE = process.env.GLOSS_EACH_TERM === '1';
const places = (window: number) =>
  ACROSS.flatMap((x) => DOWN.map((y) => ({ x, y }))).filter((_, at) => IS_WHOLE || at % 3 === window % 3);
const PAGE = `<style>body{margin:0}p{position:fixed;margin:0;font:16px/20px sans-serif;white-space:nowrap}</style>
  <p id="one">The BRICS met.</p>
  <script>window.put = (x, y) => {
    one.style.top = innerHeight * y + 'px';
    one.style.left = Math.min(innerWidth * x, innerWidth - one.offsetWidth) + 'px';
  };</script>`;

const TERMS = `<style>p{margin:60px 20px}</style>${terms.map(({ form }) => `<p>${form}</p>`).join('')}`;

describe.each(BROWSERS)('the place of the card, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({ '/': PAGE, '/terms': TERMS });
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });

  /** Where the card takes the pointer, on a grid of 4 px: the whole rows and columns of the window that it covers. */
  const covered = (page: Page) =>
    page.evaluate(() => {
      const box = { left: 1e4, top: 1e4, right: -1, bottom: -1 };
      const host = (x: number, y: number) =>
        document.elementFromPoint(x, y)?.matches('div:empty:not([class],[id],[style])');
      for (let y = 1; y < innerHeight; y += 2)
        for (let x = 1; x < innerWidth; x += 40)
          if (host(x, y)) {
            box.left = Math.min(box.left, x);
            box.right = Math.max(box.right, x);
            box.top = Math.min(box.top, y);
            box.bottom = Math.max(box.bottom, y);
          }
      // The sides, on a finer grid.
      const middle = (box.top + box.bottom) / 2;
      for (let x = 1; x < innerWidth; x += 2)
        if (box.right >= 0 && host(x, middle)) {
          box.left = Math.min(box.left, x);
          box.right = Math.max(box.right, x);
        }
      const line = (document.querySelector('p') as Element).getBoundingClientRect();
      return { box, line: { top: line.top, bottom: line.bottom }, width: innerWidth, height: innerHeight };
    });

  it.each(WINDOWS)(
    'is above or below its line and 8 px from the edges, as a peek and fully, in %s × %s',
    async (width, height) => {
      const page = await rig.open(site.at());
      await page.setViewport({ width, height });
      await marksOn(page);
      const over: string[] = [];
      for (const { x, y } of places(width)) {
        await page.evaluate(`put(${x}, ${y})`);
        await page.mouse.move(width / 2, y < 0.5 ? height - 2 : 2);
        await hover(page, await textBox(page, 'BRICS'));
        const card = await cardOf(rig.browser, page, 'BRICS');
        for (const is of ['peek', 'full']) {
          if (is === 'full') await openFully(card);
          const { box, line } = await until('the card to be still', async () => {
            const first = await covered(page);
            const second = await covered(page);
            return JSON.stringify(first) === JSON.stringify(second) && first.box.right > 0 && first;
          });
          const isOver = box.top < line.bottom && box.bottom > line.top;
          const isAtEdge =
            Math.min(box.top, box.left) < 8 || box.bottom > height - 7 || box.right > width - 7;
          if (isOver || isAtEdge) over.push(`${is} at ${x}, ${y}: ${JSON.stringify({ box, line })}`);
        }
        await page.keyboard.press('Escape');
        await noCard(page);
      }
      expect(over).toEqual([]);
      await page.close();
    },
  );

  it('is a peek of at most 200 px for nearly all terms', async () => {
    const listed = terms.filter((_, at) => at % EACH === 0);
    const page = await rig.open(site.at('/terms'));
    await marksOn(page);
    const heights: [height: number, label: string][] = [];
    for (const { form, label } of listed) {
      await page.mouse.move(900, 2);
      await hover(page, await textBox(page, form));
      const card = await cardOf(rig.browser, page, label).catch(() => undefined);
      if (card) heights.push([await card.evaluate<number>('innerHeight'), label]);
      await page.keyboard.press('Escape');
      await noCard(page);
    }
    expect(heights.length).toBeGreaterThan(0.9 * listed.length);
    heights.sort(([a], [b]) => a - b);
    const [most, widest] = heights[Math.floor(0.95 * (heights.length - 1))] as [number, string];
    console.log(
      `${which}: peeks of ${heights.length} terms: ${heights[0]?.[0]} to ${heights.at(-1)} px, 95 %: ${most} px`,
    );
    expect(most, widest).toBeLessThanOrEqual(200);
    await page.close();
  });

  it('follows a mention that the page moves without an event, and goes with one that is hidden', async () => {
    const page = await rig.open(site.at());
    await marksOn(page);
    await page.evaluate('put(0.1, 0.1)');
    await hover(page, await textBox(page, 'BRICS'));
    const card = await cardOf(rig.browser, page, 'BRICS');
    await takesPresses(card);
    const before = (await covered(page)).box.top;
    await page.evaluate('put(0.1, 0.3)');
    await until('the card to follow', async () => (await covered(page)).box.top > before + 100);
    await page.evaluate('one.style.display = "none"');
    await noCard(page);
    await page.close();
  });
});
