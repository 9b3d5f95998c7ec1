/** Marks are visible wherever a block is and wherever it is moved. Unmarked elements pay nothing for them. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { caughtUp, marked, marksEveryBlock, shows } from './marked';
import { choose, paints, select } from './noted';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';
import { stayBehind } from './surfaces';

const UN = 'United Nations';
const IGF = 'Internet Governance Forum';
const WORDS = 'Whoever writes about it has to know its quarrels';

/**
 * Where the text is, its HTML, and a selector of each element that must be painted. ` / ` in a selector
 * enters a shadow root.
 */
const STANDS: [string, string, string[]][] = [
  ['a block', `<article><p>The ${UN} met.</p></article>`, ['p']],
  ['inline elements', `<p>The <a href="#"><b>United <i>Na<em>tions</em></i></b></a> met.</p>`, ['b', 'em']],
  ['a cell', `<table><tr><td>Of the <span>${UN}</span></td></tr></table>`, ['td', 'td span']],
  ['text between blocks', `<div>Of the ${UN}<p>to us</p></div>`, ['div']],
  [
    'a shadow root',
    `<div><template shadowrootmode="open">The <b>${UN}</b></template></div>`,
    ['div', 'div / b'],
  ],
  [
    'a block of a shadow root in a shadow root',
    `<div><template shadowrootmode="open"><div><template shadowrootmode="open"><p>The <b>${UN}</b></p></template></div></template></div>`,
    ['div / div / p', 'div / div / b'],
  ],
  ['a slot', `<div><template shadowrootmode="open"><slot></slot></template><p>The ${UN}</p></div>`, ['p']],
  [
    'an SVG drawing',
    `<svg width="400" height="40"><text y="20">The <tspan>United</tspan> Nations met</text></svg>`,
    ['text', 'tspan'],
  ],
  [
    'HTML in an SVG drawing',
    `<svg width="400" height="40"><foreignObject width="400" height="40">The ${UN} met</foreignObject></svg>`,
    ['foreignObject'],
  ],
  ['elements with names of their own', `<x-card><o:p>The ${UN} met</o:p></x-card>`, ['x-card > *']],
  ['a form with odd fields', `<form><input name="localName"><p>The ${UN} met.</p></form>`, ['p']],
];

/** The change, the HTML before it, and the page's script. */
const COMES: [string, string, string][] = [
  ['a block is moved', `<p id="x">The ${UN} met.</p><aside><div></div></aside>`, 'box.append(x)'],
  ['what is around a block is moved', `<section id="x"><p>The ${UN} met.</p></section>`, 'box.append(x)'],
  [
    'a shadow root is moved',
    `<div id="x"><template shadowrootmode="open"><p>The ${UN} met.</p></template></div>`,
    'box.append(x)',
  ],
  ['an inline element is moved', `<p>The <b id="x">${UN}</b> met.</p>`, 'box.append(x)'],
  ['a block gets another one around it', `<p id="x">The ${UN} met.</p>`, 'x.before(box); box.append(x)'],
  ['a block comes in', '<p>Known.</p>', `box.innerHTML = '<dl><dd>The ${UN} met.</dd></dl>'`],
  ['a text comes in', '<p>Known.</p>', `box.append('The ${UN} met.')`],
  [
    'a page moves a block and throws away the style sheets',
    `<p id="x">The ${UN} met.</p>`,
    'document.adoptedStyleSheets = []; box.append(x)',
  ],
];
const BOX = '<main><blockquote><div id="box"></div></blockquote></main>';

const XHTML = `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" lang="en">
  <head><title>Strict</title></head><body><section><p>The <i>${UN}</i> met.</p></section><h2>Other</h2></body></html>`;

/** The text decoration of an element in its style for marks. */
const lineOf = (page: Page, path: string) =>
  page.evaluate((path) => {
    let tree: Element | ShadowRoot = document.documentElement;
    let element: Element | null = null;
    for (const selector of path.split(' / ')) {
      element = tree.querySelector(selector);
      if (!element) throw new Error(`No element ${path}.`);
      tree = element.shadowRoot ?? element;
    }
    return getComputedStyle(element as Element, '::highlight(gloss)').textDecorationLine;
  }, path);

describe.each(BROWSERS)('marks are seen, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which);
    await marksEveryBlock(rig);
    const page = (html: string) => `<!doctype html><html lang="en"><title>Seen</title>${html}<h2>Other</h2>`;
    site = await serve({
      ...Object.fromEntries(STANDS.map(([, html], at) => [`/stands/${at}`, page(html)])),
      ...Object.fromEntries(COMES.map(([, html], at) => [`/comes/${at}`, page(html + BOX)])),
      '/two': page(`<main><p>The ${UN} met.</p></main><aside><p>Nothing of it.</p></aside>`),
      '/many': page('<main></main>'),
      '/noted': page(`<p id="x">${WORDS}, and those of others.</p>${BOX}`),
      '/xhtml': { body: XHTML, headers: { 'content-type': 'application/xhtml+xml' } },
    });
    await stayBehind(rig);
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });

  const open = async (path: string) => {
    const page = await rig.open(site.at(path));
    onTestFinished(() => page.close());
    return page;
  };

  it.each(STANDS.map(([name, , elements], at) => ({ name, elements, path: `/stands/${at}` })))(
    'in $name',
    async ({ elements, path }) => {
      const page = await open(path);
      await shows(page, [UN]);
      for (const each of elements)
        await expect.poll(() => lineOf(page, each), { timeout: 20_000, message: each }).toBe('underline');
    },
  );

  it('in a page of XHTML', async () => {
    const page = await open('/xhtml');
    await shows(page, [UN]);
    expect(await lineOf(page, 'i')).toBe('underline');
  });

  it.each(COMES.map(([name, html, script], at) => ({ name, html, script, path: `/comes/${at}` })))(
    'when $name',
    async ({ html, script, path }) => {
      const page = await open(path);
      // Shadow roots are read later than the page.
      if (html.includes(UN)) await shows(page, [UN]);
      await caughtUp(page);
      await page.evaluate(script);
      await shows(page, [UN], '#box');
    },
  );

  it('in many blocks with always new element names', async () => {
    const page = await open('/many');
    await page.setViewport({ width: 1000, height: 4000 });
    await page.evaluate((text) => {
      const main = document.querySelector('main');
      for (let at = 0; at < 600; at++) {
        const block = document.createElement(`x-${at}`);
        block.textContent = text;
        main?.append(block);
      }
    }, `${IGF}. `);
    const all = (text: string) => text === IGF;
    await expect.poll(async () => (await marked(page)).filter(all).length, { timeout: 20_000 }).toBe(600);
  });

  it('when a passage with a note is moved', async () => {
    const page = await open('/noted');
    await select(page, WORDS);
    await choose(page, 'green');
    await paints(page, [`green: ${WORDS}`]);
    await page.evaluate('box.append(x)');
    await paints(page, [`green: ${WORDS}`]);
  });

  // Firefox does not inherit highlight styles, so there one rule matches every element.
  it.runIf(which === 'chrome')('and elements without a mark have no style for it', async () => {
    const page = await open('/two');
    await shows(page, [UN]);
    expect(await lineOf(page, 'main p')).toBe('underline');
    for (const each of ['body', 'main', 'aside', 'aside p', 'h2'])
      expect(await lineOf(page, each), each).toBe('none');
  });
});
