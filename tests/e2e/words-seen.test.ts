/** Words that a page draws in its own way, or lays something over: they stay as they are, and their cards come. */
import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { cardOf, hover, marksOn, noCard, pause, textBox, until } from '../../scripts/hovering';
import { marksEveryBlock } from './marked';
import { choose, select } from './noted';
import { BROWSERS } from './rig';
import { servedSite } from './served-site';
import { stayBehind } from './surfaces';

const HEAD =
  '<!doctype html><html lang="en"><title>Words</title><style>body{font:24px/1.6 sans-serif;margin:40px;background:#fff}</style>';
const TEASER =
  '<style>article{position:relative;padding:20px;width:560px}a::after{content:"";position:absolute;inset:0;z-index:1}</style>';
const [BRICS, UN] = ['The ministers of BRICS met in the hall.', 'The United Nations met.'];

const PAGES: Record<string, string> = {
  '/filled': `<style>.skin p{color:#fff;-webkit-text-fill-color:#124}</style><p id="plain">${UN}</p>
    <h2 style="color:#fff;-webkit-text-fill-color:#124">${UN}</h2>
    <h3 style="color:transparent;-webkit-text-fill-color:#124">${BRICS}</h3>
    <h4 style="color:#fff;-webkit-text-stroke:1px #a22">${BRICS}</h4>
    <button onclick="document.body.className='skin'">Skin</button>`,
  '/noted': `<p>The first of all words.</p><h2 style="color:#fff;-webkit-text-fill-color:#124">Some other words.</h2>
    <h4 style="color:#fff;-webkit-text-stroke:1px #a22">Last of them.</h4><div>${UN}</div>`,
  '/layer': `<style>.layer{position:relative;width:800px;height:80px}canvas,span{position:absolute;left:20px;top:20px}span{color:transparent;white-space:pre;font:20px sans-serif}</style>
    <div class="layer"><canvas width="760" height="40"></canvas><span>${BRICS}</span></div>`,
  '/stretched': `${TEASER}<article><h3><a href="#x">Report of the week</a></h3><p>${BRICS}</p></article>`,
  '/stretched-around': `${TEASER}<article>${BRICS} <a href="#x">More of it</a></article>`,
  '/covered': `${TEASER}<style>a::after{background:#fffe}</style><article><h3><a href="#x">Report</a></h3><p>${BRICS}</p></article><p>${UN}</p>`,
  '/under-image': `<p id="p">${BRICS}</p><img alt="" style="position:absolute;left:0;top:0;width:700px;height:120px;opacity:.9"><p style="margin-top:120px">${UN}</p>`,
  '/whole': `<p style="user-select:all">${BRICS}</p><div style="user-select:all"><b>${UN}</b></div>`,
};

describe.each(BROWSERS)('words of a page, in %s', (which) => {
  const on = servedSite(
    which,
    Object.fromEntries(Object.entries(PAGES).map(([path, body]) => [path, HEAD + body])),
    stayBehind,
  );
  const open = async (path: string) => {
    const page = await on.open(path);
    await marksOn(page);
    return page;
  };
  /** The elements that hold a mark of a highlight. */
  const marked = (page: Page, highlight = 'gloss') =>
    page.evaluate((highlight) => {
      const names: string[] = [];
      CSS.highlights.get(highlight)?.forEach(({ startContainer }) => {
        names.push(startContainer.parentElement?.localName ?? '');
      });
      return names;
    }, highlight);
  beforeAll(() => marksEveryBlock(on.rig));

  it('that it fills or outlines with colours are left as they are, and have their cards', async () => {
    const page = await open('/filled');
    // The first marks are fitted to the style of their text once the attending script is loaded.
    await until('the mark in plain text alone', async () => (await marked(page)).join() === 'p');
    await hover(page, await textBox(page, 'BRICS'));
    await cardOf(on.rig.browser, page, 'BRICS');
  });

  it('that it fills with a colour from now on lose their mark', async () => {
    const page = await open('/filled');
    await page.click('button');
    await until('the mark to go', async () => (await marked(page)).length === 0);
  });

  it('that it fills with a colour keep it under the colour of a note', async () => {
    const page = await open('/noted');
    const drawn = async (element: string, text: string) => {
      await select(page, text, text);
      await choose(page, 'yellow');
      return until('the note', () =>
        page.evaluate((element) => {
          const style: string[] = [];
          for (const [name, highlight] of CSS.highlights)
            highlight.forEach(({ startContainer: { parentElement } }) => {
              if (!name.startsWith('gloss-note') || parentElement?.localName !== element) return;
              const { color, backgroundColor } = getComputedStyle(parentElement, `::highlight(${name})`);
              style.push(color, backgroundColor);
            });
          return style[0] !== undefined && style;
        }, element),
      );
    };
    const yellow = 'rgba(255, 208, 0, 0.36)';
    expect(await drawn('p', 'The first of all words')).toEqual(['rgb(0, 0, 0)', yellow]);
    expect(await drawn('h2', 'Some other words')).toEqual(['rgb(17, 34, 68)', yellow]);
    expect(await drawn('h4', 'Last of them')).toEqual(['rgb(170, 34, 34)', yellow]);
  });

  it('that are transparent, over the picture of a page, have a line that is seen', async () => {
    const page = await open('/layer');
    await until('the line', async () => (await marked(page, 'gloss-clear')).join() === 'span');
    await until('its rule', () =>
      page.$eval(
        'span',
        (span) => getComputedStyle(span, '::highlight(gloss-clear)').textDecorationLine === 'underline',
      ),
    );
    // The picture of this page is empty, so all that is drawn there is the line. To remove the highlight instead, and to
    // compare, does not do: it comes back.
    const { x, y } = await textBox(page, 'BRICS');
    const shot = (y: number) =>
      page.screenshot({ clip: { x: x - 15, y, width: 30, height: 16 }, encoding: 'base64' });
    const empty = await shot(y + 60);
    await until('the line to be drawn', async () => (await shot(y)) !== empty);
  });

  it.each(['/stretched', '/stretched-around'])('under a stretched link have their card: %s', async (path) => {
    const page = await open(path);
    await hover(page, await textBox(page, 'BRICS'));
    await cardOf(on.rig.browser, page, 'BRICS');
  });

  it.each(['/covered', '/under-image'])('that something hides have no card: %s', async (path) => {
    const page = await open(path);
    await hover(page, await textBox(page, 'BRICS'));
    await pause(1_000);
    await noCard(page);
    await hover(page, await textBox(page, 'United Nations'));
    await cardOf(on.rig.browser, page, 'United Nations');
  });

  it('that are selected as a whole have their card', async () => {
    const page = await open('/whole');
    await hover(page, await textBox(page, 'BRICS'));
    await cardOf(on.rig.browser, page, 'BRICS');
    await hover(page, await textBox(page, 'United Nations'));
    await cardOf(on.rig.browser, page, 'United Nations');
  });
});
