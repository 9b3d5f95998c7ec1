/** Text is read as it is seen: ruby, boxes that touch in the source only, components that come late, preformatted text. */
import { beforeAll, describe, expect, it } from 'vitest';
import { marksEveryBlock, opens, restsAt, shows } from './marked';
import { says } from './page-in-front';
import { BROWSERS } from './rig';
import { servedSite } from './served-site';
import { openPopup, picture, stayBehind } from './surfaces';

const HEAD =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Seen</title><style>body{font:18px/1.6 serif;margin:40px}</style>';
const UN = 'United Nations';
const IGF = 'Internet Governance Forum';
/** A name that is broken between lines of a quotation. */
const QUOTED = 'Internet\n> Governance Forum';
/** A mail with a quotation, as an archive of a mailing list shows it. */
const MAIL = `From: Someone at example.org
Date: Mon, 12 May 2025

> Will the ${QUOTED}
> meet in Kyoto this year?

Yes. It is of the United
   Nations, and the ministers of BRICS --
all of them -- are invited.
`;
const CODE = `if (forum["BRICS"] === null) { throw new Error(\`\${x}\`); } // BRICS
for (const [key, value] of Object.entries(map)) { out[key] = value["BRICS"] ?? {}; }`;
const DEFINE = (tag: string, mode: string) =>
  `customElements.define('${tag}', class extends HTMLElement {
    connectedCallback() { this.attachShadow({ mode: '${mode}' }).innerHTML = '<p>The ministers of <b>BRICS</b> met.</p>'; } });`;

const PAGES: Record<string, string> = {
  '/ruby': `<p id="each"><ruby>联<rp>(</rp><rt>lián</rt><rp>)</rp>合<rp>(</rp><rt>hé</rt><rp>)</rp>国<rp>(</rp><rt>guó</rt><rp>)</rp></ruby>举行会议。</p>
    <p id="apart"><ruby>联<rt>lián</rt></ruby><ruby>合<rt>hé</rt></ruby><ruby>国<rt>guó</rt></ruby>举行会议。</p>`,
  '/boxes': `<style>.b{display:block}.f{display:flex;gap:8px}.g{display:grid}.i span{display:inline-block}.t{display:table-cell;padding:4px}
      .drop{float:left;font-size:54px;line-height:1;padding-right:4px}.m{margin-inline-start:.5em}</style>
    <p id="block"><span class="b">The ${IGF}</span><small class="b">Riyadh</small></p>
    <div id="flex" class="f"><span>BRICS</span><b>Kazan</b></div>
    <p id="grid" class="g"><a href="#">${UN}</a><a href="#">Geneva</a></p>
    <p id="cell"><span class="t">BRICS</span><span class="t">Kazan</span></p>
    <p id="margin"><span>BRICS</span><span class="m">Kazan</span></p>
    <p id="letters" class="i"><span>B</span><span>R</span><span>I</span><span>C</span><span>S</span> met.</p>
    <p id="initial"><span class="drop">U</span>nited Nations is a name, and this is a paragraph of some words about it.</p>
    <p id="inline">B<b>RI</b>CS and the <i>U</i>nited Nations met, not brics<em>on</em>.</p>
    <p id="wrapped" style="width:6em">The ministers of <b>BR</b><i>ICS</i> met.</p>
    <div id="folded" hidden><p><span class="b">BRICS</span><span class="b">Kazan</span></p></div>`,
  '/late': `<p>The ${UN} met.</p><x-late></x-late><x-never></x-never><button>Show</button><script>
    setTimeout(() => { ${DEFINE('x-late', 'open')} }, 6000);
    document.querySelector('button').onclick = () => { document.body.append(document.createElement('x-view'));
      setTimeout(() => { ${DEFINE('x-view', 'open')} }, 700); };</script>`,
  '/closed': `<style>x-shut{display:block;margin:30px 0}</style><p>The ${UN} met.</p><x-shut></x-shut><script>${DEFINE('x-shut', 'closed')}</script>`,
  '/editor': `<div contenteditable style="height:90vh">The ministers of BRICS met.</div>`,
  '/pre': `<p>The ${UN} met.</p><pre id="mail">${MAIL.replaceAll('>', '&gt;')}</pre>
    <pre id="code">${CODE}</pre><pre class="hljs">The ministers of BRICS met here.</pre>
    <div class="highlight"><pre>The ministers of BRICS met there.</pre></div><pre><code>The BRICS</code> met</pre>`,
};

describe.each(BROWSERS)('text as it is seen, in %s', (which) => {
  const on = servedSite(
    which,
    {
      ...Object.fromEntries(Object.entries(PAGES).map(([path, body]) => [path, HEAD + body])),
      '/note.xml': {
        body: '<?xml version="1.0"?><note><to>Nobody</to></note>',
        headers: { 'content-type': 'application/xml' },
      },
      '/drawing.svg': {
        body: '<svg xmlns="http://www.w3.org/2000/svg"><text y="20">BRICS</text></svg>',
        headers: { 'content-type': 'image/svg+xml' },
      },
      '/mail.txt': { body: MAIL, headers: { 'content-type': 'text/plain; charset=utf-8' } },
      '/code.txt': { body: `${CODE}\n`.repeat(20), headers: { 'content-type': 'text/plain; charset=utf-8' } },
    },
    stayBehind,
  );
  const { open } = on;
  beforeAll(() => marksEveryBlock(on.rig));

  it('readings over single characters do not break a name', async () => {
    const page = await open('/ruby');
    await shows(page, ['联lián合hé国'], '#apart');
    await shows(page, ['联(lián)合(hé)国'], '#each');
  });

  it.each([
    ['blocks', '#block', [IGF]],
    ['items of a flexbox', '#flex', ['BRICS']],
    ['items of a grid', '#grid', [UN]],
    ['cells', '#cell', ['BRICS']],
    ['elements with a margin between them', '#margin', ['BRICS']],
  ])('inline elements laid out as %s are words of their own', async (_, within, texts) => {
    await shows(await open('/boxes'), texts, within);
  });

  it.each([
    ['letters in boxes of their own', '#letters', ['BRICS']],
    ['an initial that floats', '#initial', [UN]],
    ['inline elements', '#inline', ['BRICS', UN]],
    ['inline elements where a line is short', '#wrapped', ['BRICS']],
  ])('%s are parts of one word', async (_, within, texts) => {
    await shows(await open('/boxes'), texts, within);
  });

  it('hidden boxes are words of their own by their style', async () => {
    const page = await open('/boxes');
    await shows(page, ['BRICS'], '#flex');
    await page.evaluate(() => document.querySelector('#folded')?.removeAttribute('hidden'));
    await shows(page, ['BRICS'], '#folded');
  });

  it('a component that gets its shadow root late is read', async () => {
    const page = await open('/late');
    await shows(page, ['BRICS', UN], undefined, 30_000);
    await page.click('button');
    await shows(page, ['BRICS', 'BRICS', UN], undefined, 30_000);
  });

  it('a component with a closed shadow root is read, marked and hovered', async () => {
    const page = await open('/closed');
    await shows(page, ['BRICS', UN]);
    await opens(on.rig, page, 'BRICS', 'BRICS');
    expect(await on.rig.errors()).toEqual([]);
  });

  it('preformatted prose is read, and code is not', async () => {
    const page = await open('/pre');
    await shows(page, ['BRICS', QUOTED, 'United\n   Nations'], '#mail');
    await restsAt(page, ['BRICS', QUOTED, 'United\n   Nations', UN]);
  });

  it('a file of plain text is read, and one of code is not', async () => {
    await shows(await open('/mail.txt'), ['BRICS', QUOTED, 'United\n   Nations']);
    const code = await open('/code.txt');
    await restsAt(code, []);
  });

  it.each([
    ['an editor', '/editor', 'This page is an editor.'],
    ['an XML file', '/note.xml', 'This is an XML file.'],
    ['an SVG image', '/drawing.svg', 'This is an SVG image.'],
    ['a file of code', '/code.txt', 'This page is code or data.'],
  ])('the popup names %s', async (_, path, word) => {
    const page = await open(path);
    const popup = await openPopup(on.rig, page);
    await says(popup, word);
    await picture(on.rig, '/popup.html', `.artifacts/popup-kind-${which}.png`);
  });
});
