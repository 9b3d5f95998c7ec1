/**
 * Pages with form fields named after every property of an element, and images named after every property of
 * the document.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { beside, cardOf, noCard, until } from '../../scripts/hovering';
import type { Surface } from './firefox';
import { marksEveryBlock, opens, restsAt, shows, spotOf } from './marked';
import { choose, paints, select } from './noted';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';
import { command, isThere, openPanel, openPopup, stayBehind } from './surfaces';

/** A page without clobbering. It provides the names: all properties of a form and of the document. */
const EMPTY = '<!doctype html><html lang="en"><title>Empty</title>';
const namesOf = (page: Page, root: 'form' | 'document') =>
  page.evaluate((root) => {
    const names = new Set<string>();
    let at: object | null = root === 'form' ? document.createElement('form') : document;
    for (; at && at !== Object.prototype; at = Object.getPrototypeOf(at) as object | null)
      for (const name of Object.getOwnPropertyNames(at)) names.add(name);
    return [...names];
  }, root);

const fields = (names: string[]) =>
  `<span>${names.map((name) => `<input name="${name}" style="width:4px;border:0;padding:0">`).join('')}</span>`;

/** A passage of this page gets a note. */
const QUOTE = 'heard delegates from ninety countries';
const UN = 'United Nations';
const pageOf = (
  form: string[],
  doc: string[],
) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Clobbered</title>
<style>body{font:16px/1.4 serif;margin:10px;width:700px}img,input{height:4px}.long{height:200px;overflow:auto}i{display:block;height:600px}</style>
<p>The ministers of BRICS met.</p>
<form id="a" tabindex="0">${fields(form)}Directly in the form, the United Nations ${QUOTE}.
  <h2>Cyber diplomacy in a heading of a form</h2></form>
<form id="b" class="long">${fields(form)}<i></i><p id="p">Far down, the Internet Governance Forum met.</p><i></i></form>
<p>${doc.map((name) => `<img name="${name}" alt="">`).join('')}</p>`;

/** The texts that are lit by a flash, if they are in view. */
const lit = (page: Page) =>
  beside(page).evaluate(() => {
    const texts: string[] = [];
    CSS.highlights.get('gloss-flash')?.forEach((place) => {
      const range = new Range();
      range.setStart(place.startContainer, place.startOffset);
      range.setEnd(place.endContainer, place.endOffset);
      const { top, bottom } = range.getBoundingClientRect();
      if (top >= 0 && bottom <= innerHeight) texts.push(`${range}`);
    });
    return texts.join();
  });

const click = (surface: Surface, selector: string, text = '') =>
  until(`${selector} “${text}” to press`, () =>
    surface.evaluate<boolean>(`(() => {
      const found = [...document.querySelectorAll(${JSON.stringify(selector)})].find((each) => each.textContent.includes(${JSON.stringify(text)}));
      if (found) setTimeout(() => found.click()); // The click may close the surface that it is in.
      return found !== undefined;
    })()`),
  );

describe.each(BROWSERS)('a page whose forms and images bear the names of the DOM, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  const pages: Record<string, string> = { '/empty': EMPTY };
  beforeAll(async () => {
    rig = await launch(which);
    await marksEveryBlock(rig);
    site = await serve(pages);
    await stayBehind(rig);
    const empty = await rig.open(site.at('/empty'));
    pages['/'] = pageOf(await namesOf(empty, 'form'), await namesOf(empty, 'document'));
    await empty.close();
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });

  const IN_FORM = ['Cyber diplomacy', UN];
  const open = async () => {
    const page = await rig.open(site.at('/'));
    onTestFinished(() => page.close());
    await shows(page, IN_FORM, '#a');
    return page;
  };

  it('is really clobbered', async () => {
    const page = await open();
    const seen = await page.evaluate(`(() => {
      const [form] = Document.prototype.querySelectorAll.call(document, 'form');
      return [form.parentElement, form.closest, form.isConnected, document.body, document.title].map(String).join();
    })()`);
    expect(seen).toMatch(
      /^(\[object HTMLInputElement\],){3}\[object HTMLImageElement\],\[object HTMLImageElement\]$/,
    );
  });

  it('is marked inside and outside its forms, also when they change, disappear and return', async () => {
    const page = await open();
    await beside(page).evaluate(() =>
      Node.prototype.appendChild.call(
        document.querySelector('#a') as Node,
        new Text(' The ministers of BRICS met.'),
      ),
    );
    await shows(page, ['BRICS', ...IN_FORM], '#a');
    await beside(page).evaluate(() => {
      const form = document.querySelector('#a') as Element;
      Object.assign(globalThis, { gone: form });
      Element.prototype.remove.call(form);
    });
    await restsAt(page, ['BRICS'], 'p');
    await beside(page).evaluate('document.body.append(gone)');
    await restsAt(page, ['BRICS', ...IN_FORM], '#a');
  });

  it('shows the card of a mention in a form, and returns the keyboard focus to the form', async () => {
    const page = await open();
    await opens(rig, page, UN, UN);
    await beside(page).evaluate(() => HTMLElement.prototype.focus.call(document.querySelector('#a')));
    await command(rig, 'open-mention');
    await cardOf(rig.browser, page, 'BRICS');
    await until('the keyboard in the card', () =>
      beside(page).evaluate(() => document.activeElement?.localName === 'div'),
    );
    await page.keyboard.press('Escape');
    await noCard(page);
    await until('the keyboard in the form', () =>
      beside(page).evaluate(() => document.activeElement === document.querySelector('#a')),
    );
  });

  it('reports to the popup, which scrolls to a mention out of view in a form', async () => {
    const page = await open();
    const popup = await openPopup(rig, page);
    await click(popup, '.terms button', 'IGF');
    await click(popup, '.find');
    await until('the light', async () => (await lit(page)) === 'Internet Governance Forum');
    await until('the popup to close', async () => !(await isThere(rig, '/popup.html')));
  });

  it('keeps notes on passages after a reload, and the side panel lists and shows them', async () => {
    const page = await open();
    await select(page, QUOTE);
    await choose(page, 'green');
    await paints(page, [`green: ${QUOTE}`]);
    await page.reload().catch(() => page.reload());
    await paints(page, [`green: ${QUOTE}`]);
    const panel = await openPanel(rig, page);
    await click(panel, '.page-notes .go');
    await until('the light', async () => (await lit(page)) === QUOTE);
  });

  it('causes no error in Gloss', async () => {
    await spotOf(await open(), UN);
    expect(await rig.errors()).toEqual([]);
  });
});
