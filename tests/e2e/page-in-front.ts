/**
 * What the tests of the page in front share: pages, and the state of popup, side panel and toolbar button.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Which } from '../../scripts/browsers';
import { until } from '../../scripts/hovering';
import type { Surface } from './firefox';
import { launch, PROSE, type Rig, type Site, serve } from './rig';
import { buttonOf, stayBehind } from './surfaces';

const MANY = `<!doctype html><title>Long</title><h1>News</h1>${'<p>Nothing of note here.</p>'.repeat(200)}
<p>At last the <b>BRICS</b> met.</p>${'<p>Nothing of note here.</p>'.repeat(200)}`;

/** The terms that a surface lists, each with its count. */
const listed = (surface: Surface) =>
  surface.evaluate<string[]>(
    `[...document.querySelectorAll('[aria-labelledby=page-terms] .terms button')].map((each) => each.textContent)`,
  );
export const lists = (surface: Surface, ...terms: string[]) =>
  until('the list', async () => {
    expect(await listed(surface)).toEqual(terms);
    return true;
  });
export const says = (surface: Surface, text: string) =>
  until(`“${text}”`, () =>
    surface.evaluate<boolean>(`document.body.innerText.includes(${JSON.stringify(text)})`),
  );
export const click = (surface: Surface, selector: string, text = '') =>
  until(`${selector} “${text}” to press`, () =>
    surface.evaluate<boolean>(`(() => {
      const found = [...document.querySelectorAll(${JSON.stringify(selector)})].find((each) => each.textContent.includes(${JSON.stringify(text)}) && !each.disabled);
      if (found) setTimeout(() => found.click()); // The click may close the surface that it is in.
      return found !== undefined;
    })()`),
  );
export const lit = (page: Page) =>
  page.evaluate(() =>
    [...(CSS.highlights.get('gloss-flash') ?? [])].map(({ startContainer, startOffset, endOffset }) =>
      (startContainer as Text).data.slice(startOffset, endOffset),
    ),
  );
export const marks = (page: Page) => page.evaluate(() => CSS.highlights.get('gloss')?.size ?? 0);
/** The title of the toolbar button where so many terms are on the page. */
export const titleOf = (terms: number) =>
  terms === 0 ? 'Gloss' : `Gloss: ${terms} ${terms === 1 ? 'term' : 'terms'} on this page`;
export const shows = (rig: Rig, badge: string, title = titleOf(Number(badge))) =>
  until('the button', async () => {
    const isPaused = title.includes('paused');
    const { grey = isPaused, ...shown } = await buttonOf(rig);
    expect(shown).toEqual({ badge, title });
    expect(grey).toBe(isPaused);
    return true;
  });
export const PROSE_TERMS = [
  'IGF 4 (mentions)',
  'ITU 2 (mentions)',
  'BRICS 1 (mentions)',
  'Cyber diplomacy 1 (mentions)',
];
export interface InFront {
  rig: Rig;
  site: Site;
  /** Another site. A page of the first site contains a frame of it. */
  other: Site;
}

/**
 * Sets up a browser and two sites for the tests of a `describe`. The returned object is filled in before the
 * first test.
 */
export function inFront(which: Which): InFront {
  const on = {} as InFront;
  beforeAll(async () => {
    on.rig = await launch(which);
    await stayBehind(on.rig);
    on.other = await serve({ '/': PROSE });
    on.site = await serve({
      '/': PROSE,
      '/second': PROSE,
      '/long': MANY,
      '/plain': '<p>Nothing here.</p>',
      '/frames': `<!doctype html><p>The International Telecommunication Union met.</p><iframe src="${on.other.at()}" width="600" height="600"></iframe>`,
      '/file.pdf': {
        headers: { 'content-type': 'application/pdf' },
        body: '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>',
      },
    });
  });
  afterAll(async () => {
    on.site?.close();
    on.other?.close();
    await on.rig?.close();
  });
  return on;
}
