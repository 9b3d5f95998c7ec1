import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, it, onTestFinished } from 'vitest';
import { caughtUp, marksEveryBlock, opens, restsAt, shows } from './marked';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';

const UN = 'United Nations';
const IGF = 'Internet Governance Forum';

/** Description, HTML, and the expected marks. */
const PROSE: [string, string, string[]][] = [
  ['a paragraph', `<p>The ${UN} met.</p>`, [UN]],
  [
    'a list and blocks with nothing between them',
    `<ul><li>${UN}</li><li>${IGF}</li></ul><p>on the ${IGF}</p><p>The ${UN}</p>`,
    [UN, UN, IGF, IGF],
  ],
  [
    'a line broken by hand',
    '<p>The Internet<br>Governance Forum<br>The BRICS<br>met.</p>',
    [`InternetGovernance Forum`, 'BRICS'],
  ],
  [
    'inline elements',
    '<p>The <b>Internet</b> <i>Gover<em>nance</em></i> <a href="#">Forum</a> met.</p>',
    [IGF],
  ],
  [
    'words that a comment or an empty element parts',
    '<p>The United<!-- --> <span></span>Nations met.</p>',
    [UN],
  ],
  ['words with a space that does not break', '<p>The United&nbsp;Nations met.</p>', ['United\u00a0Nations']],
  ['a link around blocks', `<a href="#"><h3>${UN}</h3><p>${IGF}</p></a>`, [UN, IGF]],
  ['text between blocks', `<div>Of the ${UN}<p>to the</p>${IGF}</div>`, [UN, IGF]],
  [
    'a table',
    `<table><caption>Of the ${UN}</caption><tr><th>${IGF}</th><td>The ${UN}</td></tr></table>`,
    [UN, UN, IGF],
  ],
  ['a definition list', `<dl><dt>${UN}</dt><dd>${IGF}</dd></dl>`, [UN, IGF]],
  [
    'an SVG drawing',
    `<svg width="400" height="40"><text y="20">The <tspan>United</tspan> Nations met</text></svg>`,
    [UN],
  ],
  ['an open details', `<details open><summary>${UN}</summary><p>${IGF}</p></details>`, [UN, IGF]],
  ['text that only helpers of the blind skip', `<p aria-hidden="true">The ${UN}</p>`, [UN]],
  ['faint text', `<p style="opacity:.3">The ${UN}</p>`, [UN]],
  [
    'what is visible in an invisible box',
    `<div style="visibility:hidden"><p style="visibility:visible">${UN}</p></div>`,
    [UN],
  ],
  ['an element without a box of its own', `<p style="display:contents">The ${UN}</p>`, [UN]],
  ['text of the page’s own elements', `<x-card><x-line>The ${UN}</x-line></x-card>`, [UN]],
  [
    'a declarative shadow root',
    `<div><template shadowrootmode="open"><p>The ${UN}</p></template></div>`,
    [UN],
  ],
  [
    'a shadow root in a shadow root',
    `<div><template shadowrootmode="open"><div><template shadowrootmode="open"><p>The ${UN}</p></template></div></template></div>`,
    [UN],
  ],
  [
    'text in a slot, and text around it',
    `<div><template shadowrootmode="open"><p>On the ${IGF}</p><slot></slot></template><p>The ${UN}</p></div>`,
    [UN, IGF],
  ],
];

/** Description and HTML. Nothing in them is marked. */
const NO_PROSE: [string, string][] = [
  ['words of two cells', '<table><tr><td>United</td><td>Nations</td></tr></table>'],
  ['words of two items', '<ul><li>United</li><li>Nations</li></ul>'],
  ['halves of words', '<p>The xBRICSx, the BRICSlike and a ZBRICS.</p>'],
  ['a field', `<input value="${UN}"><input placeholder="${UN}">`],
  ['a text area', `<textarea>${UN}</textarea>`],
  ['a choice', `<select><option>${UN}</option></select>`],
  ['an editor', `<div contenteditable><p>The ${UN}</p></div>`],
  ['an editor of plain text', `<div contenteditable="plaintext-only">The ${UN}</div>`],
  ['a text box drawn by the page', `<div role="textbox"><p>The ${UN}</p></div>`],
  ['a search box drawn by the page', `<div role="searchbox">The ${UN}</div>`],
  ['CodeMirror 5', `<div class="CodeMirror cm-s-default"><span>${UN}</span></div>`],
  ['CodeMirror 6', `<div class="cm-editor"><div class="cm-content">${UN}</div></div>`],
  ['Monaco', `<div class="editor monaco-editor vs"><div>${UN}</div></div>`],
  ['Ace', `<div class="ace_editor"><div>${UN}</div></div>`],
  ['code', `<p><code>${UN}</code> <kbd>${UN}</kbd> <samp>${UN}</samp></p>`],
  ['preformatted code', `<pre><code>${UN}</code></pre><pre class="hljs">${UN}</pre>`],
  ['a script and a style', `<script type="text/plain">${UN}</script><style>/* ${UN} */</style>`],
  ['a template', `<template><p>${UN}</p></template>`],
  ['what is for browsers without scripts', `<noscript><p>${UN}</p></noscript>`],
  ['what is hidden by its attribute', `<p hidden>${UN}</p><div hidden><p>${UN}</p></div>`],
  ['what is not displayed', `<p style="display:none">${UN}</p><div style="display:none"><p>${UN}</p></div>`],
  ['what is invisible', `<div style="visibility:hidden"><p>${UN}</p></div>`],
  ['what is skipped by content-visibility', `<div style="content-visibility:hidden"><p>${UN}</p></div>`],
  ['a closed dialog and a closed popover', `<dialog>${UN}</dialog><div popover>${UN}</div>`],
  ['text without a slot', `<div><template shadowrootmode="open"><p>Ours</p></template>The ${UN}</div>`],
  [
    'the stand-in of a filled slot',
    `<div><template shadowrootmode="open"><slot>${UN}</slot></template>Ours</div>`,
  ],
  [
    'an editor in a shadow root',
    `<div><template shadowrootmode="open"><div contenteditable>${UN}</div></template></div>`,
  ],
  ['a name inside a drawing', `<svg width="9" height="9"><title>${UN}</title><desc>${UN}</desc></svg>`],
];

/** Description, HTML, and the page's script that makes the text visible. */
const COMES_TO_LIGHT: [string, string, string][] = [
  ['a closed details', `<details id="x"><summary>More</summary><p>The ${UN}</p></details>`, 'x.open = true'],
  ['what was hidden by its attribute', `<div id="x" hidden><p>The ${UN}</p></div>`, 'x.hidden = false'],
  [
    'what a class hid',
    `<style>.off{display:none}</style><div id="x" class="off"><p>The ${UN}</p></div>`,
    'x.className = ""',
  ],
  [
    'what was invisible',
    `<div id="x" style="visibility:hidden"><p>The ${UN}</p></div>`,
    'x.removeAttribute("style")',
  ],
  ['a dialog', `<dialog id="x"><p>The ${UN}</p></dialog>`, 'x.showModal()'],
  ['a popover', `<div id="x" popover><p>The ${UN}</p></div>`, 'x.showPopover()'],
  [
    'an editor that is done',
    `<div id="x" contenteditable><p>The ${UN}</p></div>`,
    'x.removeAttribute("contenteditable")',
  ],
  [
    'a shadow root attached later',
    '<div id="x"></div>',
    `x.attachShadow({ mode: 'open' }).innerHTML = '<p>The ${UN}</p>'`,
  ],
  [
    'what comes into a shadow root',
    '<div id="x"><template shadowrootmode="open"><p>Ours</p></template></div>',
    `x.shadowRoot.querySelector('p').textContent = 'The ${UN}'`,
  ],
];

/** Description, HTML, and the page's script that scrolls to the text. */
const FAR: [string, string, string][] = [
  [
    'text far below that the page lets the browser skip',
    `<div style="height:9000px"></div><div id="x" style="content-visibility:auto;contain-intrinsic-size:auto 50px"><p>The ${UN}</p></div>`,
    'x.scrollIntoView()',
  ],
  [
    'text far down in a box that scrolls',
    `<div id="x" style="height:200px;overflow:auto"><div style="height:9000px"></div><p>The ${UN}</p></div>`,
    'x.scrollTo(0, 9999)',
  ],
];

const sections = (cases: [string, string, ...unknown[]][]) =>
  `<!doctype html><html lang="en"><title>Where</title>${cases.map(([, html], at) => `<section id="c${at}">${html}</section>`).join('\n')}`;

const XHTML = `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
  <head><title>Strict</title></head><body><p>The ministers of <b>BRICS</b> met.</p><p>The United<br/>Nations</p><p id="p"/></body></html>`;

describe.each(BROWSERS)('where text is, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which);
    await marksEveryBlock(rig);
    site = await serve({
      '/prose': sections(PROSE),
      '/no-prose': sections(NO_PROSE),
      ...Object.fromEntries(
        COMES_TO_LIGHT.map(([, html], at) => [`/light/${at}`, `<!doctype html><p>Known.</p>${html}`]),
      ),
      ...Object.fromEntries(FAR.map(([, html], at) => [`/far/${at}`, `<!doctype html><p>Known.</p>${html}`])),
      '/glued': `<ul><li>${UN}</li><li>${IGF}</li></ul>`,
      '/glued-words': `<p>They spoke about the ${IGF}</p><p>The next</p>`,
      '/glued-lines': '<p>The United<br>Nations met.</p>',
      '/glued-evidence': '<ul><li>BRICS summit</li><li>ITU telecommunication</li></ul>',
      '/xhtml': { body: XHTML, headers: { 'content-type': 'application/xhtml+xml' } },
    });
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

  describe.each([
    ['prose is marked', '/prose', PROSE],
    ['what is not prose, or not to be seen, is not marked', '/no-prose', NO_PROSE],
  ] as [string, string, [string, string, string[]?][]][])('%s', (_name, path, cases) => {
    let page: Page;
    beforeAll(async () => {
      page = await rig.open(site.at(path));
      // The whole page is near the viewport, so all of it is painted.
      await page.setViewport({ width: 1000, height: 4000 });
      await caughtUp(page);
    });
    afterAll(() => page.close());

    it.each(cases.map(([name, , texts], at) => ({ name, texts: texts ?? [], within: `#c${at}` })))(
      '$name',
      ({ texts, within }) => shows(page, texts, within),
    );
  });

  it.each([
    ['/glued', [UN, IGF]],
    ['/glued-words', [IGF]],
    ['/glued-lines', ['UnitedNations']],
    ['/glued-evidence', ['BRICS', 'ITU']],
  ])('a page without white space between blocks is read like any other: %s', async (path, texts) => {
    await shows(await open(path), texts);
  });

  it.each(COMES_TO_LIGHT.map(([name, , script], at) => ({ name, script, path: `/light/${at}` })))(
    '$name is marked once it is seen',
    async ({ script, path }) => {
      const page = await open(path);
      await restsAt(page, []);
      await page.evaluate(script);
      await shows(page, [UN]);
    },
  );

  it.each(FAR.map(([name, , script], at) => ({ name, script, path: `/far/${at}` })))(
    '$name is marked once it is near',
    async ({ script, path }) => {
      const page = await open(path);
      await caughtUp(page);
      await page.evaluate(script);
      await shows(page, [UN]);
    },
  );

  it('a page of XHTML is marked, also after changes, and has cards', async () => {
    const page = await open('/xhtml');
    await shows(page, ['BRICS', 'UnitedNations']);
    await page.evaluate(() => document.querySelector('#p')?.append(`The Internet Governance Forum`));
    await shows(page, ['BRICS', IGF, 'UnitedNations']);
    await opens(rig, page, 'BRICS', 'BRICS');
  });
});
