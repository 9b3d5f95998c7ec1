/**
 * A browser and a site. Each test of notes on passages uses its own page, because notes stay in the store.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest';
import type { Which } from '../../scripts/browsers';
import { until } from '../../scripts/hovering';
import type { Note } from '../../src/notes/schema';
import type { Requests } from '../../src/protocol/messages';
import { choose, painted, paints, select } from './noted';
import { ask } from './notes';
import { launch, PROSE, type Rig, type Site, serve } from './rig';
import { stayBehind } from './surfaces';

/** A passage of PROSE. */
export const WORDS = 'Engineers at the ITU wrote telecommunication standards';

/** The beginning of a page. `more`: further HTML for its head. */
export const head = (title: string, more = '') =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>${more}<style>body{font:18px/1.6 serif;margin:40px;max-width:600px}</style>`;
export const paragraphs = (lines: string[]) => lines.map((line) => `<p>${line}</p>`).join('\n');
export const LINES = [
  'The forum met in Kyoto in October and heard delegates from ninety countries.',
  'Its secretariat sits in Geneva, under the wing of the United Nations.',
  'Critics say that the forum decides nothing, and that this is its strength.',
  'Whoever writes about it has to know its quarrels, and those of its neighbours.',
];
/** A page without an ambiguous mention; QUOTE is a passage of it. */
export const STORY = head('Story') + paragraphs(LINES);
export const QUOTE = 'Critics say that the forum decides nothing';

/**
 * Reloads a web page. Firefox's driver sometimes reports its own reload as aborted, so the page reloads
 * itself.
 */
export async function reload(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.assign(window, { isOld: true });
    location.reload();
  });
  await until('the page to load anew', () =>
    page.evaluate(() => !('isOld' in window) && document.readyState === 'complete'),
  );
}

/** Highlights a passage of a page in green with the bar. */
export async function highlight(page: Page, from: string, to = from): Promise<void> {
  await select(page, from, to);
  await choose(page, 'green');
  await until('the highlight', async () => (await painted(page)).some((each) => each.startsWith('green')));
}

export interface NotedSite {
  rig: Rig;
  site: Site;
  /** The body of each page by its path. A test may add pages, and change them. */
  pages: Parameters<typeof serve>[0];
  /** The path of the test's own page, which is PROSE at first. */
  path: string;
  /** Opens a page of the site, by default the test's own. It is closed at the end of the test. */
  open(at?: string): Promise<Page>;
  /** Waits until so many notes on the test's own page are stored: a passage is painted before it is. */
  stored(count: number): Promise<Note[]>;
  /** Sends a request to the background from an extension page. */
  ask<K extends keyof Requests>(kind: K, data: Requests[K]['request']): Promise<Requests[K]['reply']>;
  /**
   * Opens STORY as the test's own page, and highlights QUOTE. `more`: other pages, by the end of their path.
   */
  story(more?: Record<string, string>): Promise<Page>;
}

/**
 * Sets up a browser and a site for the tests of a `describe`. The returned object is filled in before the
 * first test.
 */
export function notedSite(which: Which): NotedSite {
  let turn = 0;
  const on: NotedSite = {
    pages: {},
    path: '',
    async open(at = on.path) {
      const page = await on.rig.open(on.site.at(at));
      onTestFinished(() => page.close());
      return page;
    },
    async ask(kind, data) {
      const own = await on.rig.openOwn('options.html');
      try {
        return await ask(own, kind, data);
      } finally {
        await own.close();
      }
    },
    stored: (count) =>
      until(`${count} notes on the page`, async () => {
        const { notes } = await on.ask('notes', { page: { address: on.site.at(on.path) } });
        return notes.length === count && notes;
      }),
    async story(more = {}) {
      on.pages[on.path] = STORY;
      for (const [name, body] of Object.entries(more)) on.pages[on.path + name] = body;
      const page = await on.open();
      await highlight(page, QUOTE);
      await paints(page, [`green: ${QUOTE}`]);
      return page;
    },
  } as NotedSite;
  beforeAll(async () => {
    on.rig = await launch(which);
    on.site = await serve(on.pages);
    await stayBehind(on.rig);
  });
  afterAll(async () => {
    on.site?.close();
    await on.rig?.close();
  });
  beforeEach(() => {
    on.path = `/${++turn}`;
    on.pages[on.path] = PROSE;
  });
  return on;
}
