/** Pages that change under the reader, by their own scripts and styles, and how the keyboard finds its way on them. */
import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  cardOf,
  HOST,
  hover,
  impatience,
  isOpen,
  marksOn,
  pause,
  textBox,
  until,
} from '../../scripts/hovering';
import { GRACE } from '../../src/page/card/hover';
import { marksEveryBlock, shows } from './marked';
import { choose, paints, select } from './noted';
import { openFully } from './notes';
import { shows as showsNumber } from './page-in-front';
import { BROWSERS } from './rig';
import { servedSite } from './served-site';
import { command, stayBehind } from './surfaces';

const HEAD =
  '<!doctype html><html lang="en"><title>Living</title><style>body{font:18px/1.6 serif;margin:40px}</style>';
const [BRICS, UN, IGF] = [
  'The ministers of BRICS met.',
  'The United Nations met.',
  'The Internet Governance Forum met.',
];
const FAR = '<div style="height:1500px"></div>';
/** A component with prose in its shadow root. */
const component = (tag: string) =>
  `<${tag}><template shadowrootmode="open"><p>${BRICS}</p></template></${tag}>`;

const PAGES: Record<string, string> = {
  '/anew': `<p id="p">${BRICS}</p><p>${UN}</p><p>${IGF}</p>
    <script>let n = 0; setInterval(() => { p.innerHTML = ++n + ': ${BRICS}'; }, 60)</script>`,
  '/clock': `<p>Now: <span id="t">0</span> ${BRICS}</p><p>${UN}</p><p>${IGF}</p>
    <script>let n = 0; setInterval(() => { t.textContent = ++n; }, 300)</script>`,
  '/header': `<style>body{margin:0}header{position:sticky;top:0;height:130px;background:#124;z-index:9}</style>
    <header></header><p>${IGF}</p>${FAR}<p>${BRICS}</p>${FAR}<p>${UN}</p>${FAR}`,
  '/unseen': `<style>.for-ears{position:absolute;left:-9999px}.slides{width:400px;overflow:hidden}.slides>div{display:flex;width:1200px}.slides p{flex:0 0 400px}
    .folded{height:20px;overflow:clip}</style><p class="for-ears">${IGF}</p><div class="slides"><div><p>One</p><p>${BRICS}</p></div></div>
    <div class="folded"><p>More</p><p>The ITU telecommunication union met.</p></div><p>${UN}</p>`,
  '/cleared': `<p>${UN}</p><input><button>Dark</button><script>
    document.querySelector('input').oninput = () => CSS.highlights.clear();
    document.querySelector('button').onclick = () => { document.adoptedStyleSheets = [new CSSStyleSheet()]; };</script>`,
  '/folded': `<style>.off{display:none}</style><p>${UN}</p><details><summary>More</summary><p>${BRICS}</p></details><p class="off">${IGF}</p>`,
  '/zoomed': `<style>html{zoom:1.5}</style><p>First.</p><p style="margin:100px 0 0 150px">${BRICS}</p>`,
  '/backdrop': `<style>::backdrop{background:rgb(0 0 0/.6);display:block}</style><p>${BRICS}</p>`,
  '/dialog': `<p>Behind</p><dialog style="width:600px;height:300px">${component('x-article')}</dialog><script>document.querySelector('dialog').showModal()</script>`,
  '/rewritten': `<p style="white-space:nowrap">${BRICS}</p><script>const p = document.querySelector('p');
    addEventListener('rewrite', () => { p.textContent = p.textContent; }); addEventListener('grow', () => { p.append(' More.'); });</script>`,
  '/inside': `<x-app><template shadowrootmode="open"><dialog style="width:600px;height:300px"><slot></slot></dialog></template><p>${BRICS}</p></x-app>
    <script>document.querySelector('x-app').shadowRoot.querySelector('dialog').showModal()</script>`,
};

describe.each(BROWSERS)('a page that lives, in %s', (which) => {
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
  /** Goes to the next mention, or the one before, and expects the card of that heading. */
  const goes = async (page: Page, heading: string, order = 'next-mention') => {
    await command(on.rig, order);
    await cardOf(on.rig.browser, page, heading);
  };
  beforeAll(() => marksEveryBlock(on.rig));

  it('and has a clock in a paragraph: the keyboard goes from mention to mention', async () => {
    const page = await open('/clock');
    await goes(page, 'BRICS');
    await goes(page, 'United Nations');
    await goes(page, 'IGF');
    await goes(page, 'United Nations', 'previous-mention');
  });

  it('and makes its text anew all the time: the keyboard goes past it', async () => {
    const page = await open('/anew');
    // The mention in the text that never rests is marked at one moment, and not at the next.
    const visited = new Set<string>();
    const goOn = async () => {
      await command(on.rig, 'next-mention');
      await pause(500);
      // Longer than a slow machine needs for a card: the next command takes it away.
      const card = await cardOf(on.rig.browser, page, undefined, 4_000).catch(() => undefined);
      const heading = await card?.evaluate<string>('document.querySelector("h1")?.textContent ?? ""');
      if (heading) visited.add(heading);
      return visited.has('United Nations') && visited.has('IGF');
    };
    await until('the others', goOn, 90_000);
    expect(await on.rig.errors()).toEqual([]);
  });

  it.each(['grow', 'rewrite'])('and does “%s” with its text: the open card stays as it is', async (deed) => {
    const page = await open('/rewritten');
    const spot = await textBox(page, 'BRICS');
    // On a busy machine, a page may be marked anew too late for the card to wait. Then that is tried again.
    await until(
      'the page to be marked anew in time',
      async () => {
        await hover(page, spot);
        const card = await cardOf(on.rig.browser, page, 'BRICS');
        await openFully(card);
        const late = await page.evaluate(async (deed) => {
          const isMarked = () =>
            [...((CSS.highlights.get('gloss') ?? []) as Iterable<StaticRange>)].some(
              ({ startContainer }) => startContainer.isConnected,
            );
          CSS.highlights.get('gloss')?.clear();
          dispatchEvent(new Event(deed));
          const began = performance.now();
          while (!isMarked()) await new Promise((resolve) => setTimeout(resolve, 20));
          return performance.now() - began;
        }, deed);
        if (late > GRACE / 2) return false;
        await page.mouse.move(spot.x - 2, spot.y);
        await pause(GRACE + 500); // Longer than a card whose words are gone stays, and than another waits to come.
        expect(await isOpen(page)).toBe(true);
        expect(await card.evaluate<boolean>('document.querySelector(".statements") !== null')).toBe(true);
        return true;
      },
      60_000,
    );
  });

  it('and has a header that stays: the keyboard puts no mention under it', async () => {
    const page = await open('/header');
    await page.evaluate('scrollTo({ top: 3000, behavior: "instant" })');
    await goes(page, 'United Nations');
    await goes(page, 'BRICS', 'previous-mention');
    const top = await page.evaluate(() => document.querySelectorAll('p')[1]?.getBoundingClientRect().top);
    expect(top).toBeGreaterThan(130);
  });

  it('and keeps text from the eyes: the keyboard does not go there, and scrolls nothing', async () => {
    const page = await open('/unseen');
    await goes(page, 'United Nations');
    await goes(page, 'United Nations');
    expect(await page.evaluate(() => document.querySelector('.slides')?.scrollLeft)).toBe(0);
  });

  it('and takes the marks away: they come again', async () => {
    const page = await open('/cleared');
    await shows(page, ['United Nations']);
    await page.click('input');
    await page.keyboard.type('x');
    await shows(page, ['United Nations']);
    await page.click('button');
    await until('the new sheets', () => page.evaluate(() => document.adoptedStyleSheets.length > 0));
    await shows(page, ['United Nations']);
  });

  it('and shows what it hid, by a press or a class: the number follows', async () => {
    const page = await open('/folded');
    await showsNumber(on.rig, '1');
    await page.click('summary');
    await showsNumber(on.rig, '2');
    await page.evaluate(() => document.querySelector('.off')?.classList.remove('off'));
    await showsNumber(on.rig, '3');
    await page.click('summary');
    await showsNumber(on.rig, '2');
  });

  it('and is zoomed by its style: the card stands beside the word, in its usual size', async () => {
    const page = await open('/zoomed');
    const spot = await textBox(page, 'BRICS');
    await hover(page, spot);
    const card = await cardOf(on.rig.browser, page, 'BRICS');
    // The card is the only thing of its layer that takes the pointer.
    const edgesOf = () =>
      page.evaluate((host) => {
        const found: number[][] = [];
        for (let y = 0; y < innerHeight; y += 4)
          for (let x = 0; x < innerWidth; x += 4)
            if (document.elementFromPoint(x, y)?.matches(host)) found.push([x, y]);
        const [xs, ys] = [found.map(([x = 0]) => x), found.map(([, y = 0]) => y)];
        return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys) };
      }, HOST);
    await until('the card in its place', async () => {
      expect(await card.evaluate<number>('innerWidth')).toBe(420);
      const edges = await edgesOf();
      expect(edges.right - edges.left).toBeGreaterThan(405);
      expect(Math.abs(edges.left - (spot.x - 40))).toBeLessThan(30);
      expect(edges.top - spot.y).toBeGreaterThan(5);
      expect(edges.top - spot.y).toBeLessThan(50);
      return true;
    });
  });

  it('and dims what is behind its dialogs: the card dims nothing', async () => {
    const page = await open('/backdrop');
    await hover(page, await textBox(page, 'BRICS'));
    await cardOf(on.rig.browser, page, 'BRICS');
    // A backdrop belongs to an element in the top layer, and no element that the page's rules can match is there.
    expect(await page.$(':popover-open')).toBeNull();
    expect(await page.$eval(HOST, (host) => getComputedStyle(host, '::backdrop').display)).toBe('none');
  });

  it('and is printed: neither the card nor a line under a word is on paper', async () => {
    const page = await open('/backdrop');
    await hover(page, await textBox(page, 'BRICS'));
    await cardOf(on.rig.browser, page, 'BRICS');
    const seen = () =>
      page.$eval(HOST, (host) => [
        getComputedStyle(host).display,
        getComputedStyle(document.querySelector('p') as Element, '::highlight(gloss)').textDecorationLine,
      ]);
    expect(await seen()).toEqual(['contents', 'underline']);
    if (which === 'firefox') return; // Its driver cannot show a page as it is printed.
    await page.emulateMediaType('print');
    expect(await seen()).toEqual(['none', 'none']);
  });

  it.each([
    ['a component in it', '/dialog'],
    ['a component around it', '/inside'],
  ])('and has an open dialog with %s: the card is in front and takes the pointer', async (_name, path) => {
    const page = await open(path);
    const spot = path === '/dialog' ? await componentText(page) : await textBox(page, 'BRICS');
    await hover(page, spot);
    const moveALittle = impatience(page);
    // What is inert is not found. (The driver does not see a card that is in a component.)
    await until('the card', async () => {
      await moveALittle();
      return page.evaluate(
        (x, y, host) => {
          const at = (tree: DocumentOrShadowRoot): Element | null => {
            const element = tree.elementFromPoint(x, y);
            return element?.shadowRoot ? at(element.shadowRoot) : element;
          };
          return at(document)?.matches(host);
        },
        spot.x,
        spot.y + 60,
        HOST,
      );
    });
  });

  it('and has an open dialog in a component: the bar beside selected text takes presses', async () => {
    const page = await open('/inside');
    await select(page, 'The ministers');
    await choose(page, 'green');
    await paints(page, ['green: The ministers']);
  });

  // Firefox ends the scripts of an extension with it.
  it.runIf(which === 'chrome')('and outlives the extension: no dead mark stays on it', async () => {
    const page = await open('/folded');
    await showsNumber(on.rig, '1');
    await on.rig.browser.installExtension(resolve('.output/chrome-mv3'));
    await until('the marks to go', () => page.evaluate(() => CSS.highlights.size === 0));
    expect(await on.rig.errors()).toEqual([]);
  });

  /** The middle of the mention in the component of the dialog, CSS px. */
  const componentText = (page: Page) =>
    page.evaluate(() => {
      const text = document.querySelector('x-article')?.shadowRoot?.querySelector('p')?.firstChild as Text;
      const range = document.createRange();
      const at = text.data.indexOf('BRICS');
      range.setStart(text, at);
      range.setEnd(text, at + 5);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
});
