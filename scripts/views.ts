/** Still pictures of every view of Gloss, in light and in dark colours, for `npm run pictures`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import type { Requests } from '../src/protocol/messages';
import { until } from './hovering';
import { root } from './packages';
import { atRest, openPopup, settle } from './scene';
import { cardViews } from './views-of-cards';
import { pageViews } from './views-of-pages';

type Scheme = 'light' | 'dark';

export interface Place {
  browser: Browser;
  /** Address of Gloss's own pages, with a trailing slash. */
  base: string;
  /** Address of the demo page, with a trailing slash. */
  url: string;
}

/** Makes pictures in one colour scheme. */
export interface Studio extends Place {
  scheme: Scheme;
  /** Whether the picture of that name is to be made. */
  wants(...names: string[]): boolean;
  /** Opens a page in a tab of that size, CSS px. */
  open(address: string, width?: number, height?: number): Promise<Page>;
  popup(page: Page): Promise<Page>;
  /** Opens the side panel of a page. */
  panel(page: Page): Promise<Page>;
  /** Takes the picture once the page is at rest. */
  take(page: Page, name: string): Promise<void>;
  /** Sends a request to the background. */
  ask<K extends keyof Requests>(kind: K, data: Requests[K]['request']): Promise<Requests[K]['reply']>;
}

/** Views that show what the user has made come last: they leave it behind. */
export async function takeViews(place: Place, isWanted: (name: string) => boolean): Promise<void> {
  for (const views of [cardViews, pageViews])
    for (const scheme of ['light', 'dark'] as const) await views(studioOf(place, scheme, isWanted));
}

function studioOf(place: Place, scheme: Scheme, isWanted: (name: string) => boolean): Studio {
  const { browser, base } = place;
  const surface = async (end: string) => {
    const target = await browser.waitForTarget((each) => each.url().endsWith(end));
    const page = await target.asPage();
    await settle(page, scheme);
    return page;
  };
  /** The page that requests are sent from. */
  let own: Promise<Page> | undefined;
  const studio: Studio = {
    ...place,
    scheme,
    wants: (...names) => names.some(isWanted),
    async open(address, width = 880, height = 580) {
      const page = await browser.newPage();
      await page.setViewport({ width, height, deviceScaleFactor: 1 });
      await settle(page, scheme);
      await page.goto(address);
      await page.bringToFront();
      return page;
    },
    async popup(page) {
      await page.bringToFront();
      const popup = await until('the popup', () => openPopup(browser, page));
      await settle(popup, scheme);
      return popup;
    },
    async panel(page) {
      const popup = await studio.popup(page);
      await popup.click('.open-panel');
      const panel = await surface('/sidepanel.html');
      await panel.waitForSelector('h1');
      return panel;
    },
    async take(page, name) {
      if (!isWanted(name)) return;
      await atRest(page);
      mkdirSync(join(root, 'docs', 'pictures', 'views'), { recursive: true });
      const path = join('docs', 'pictures', 'views', `${name}-${scheme}.webp`) as `${string}.webp`;
      await page.screenshot({ path, type: 'webp', quality: 70 });
      console.log(path);
    },
    async ask(kind, data) {
      own ??= browser.newPage().then(async (page) => {
        await page.goto(`${base}options.html`);
        return page;
      });
      const request = JSON.stringify({ kind, data });
      return (await own).evaluate(`chrome.runtime.sendMessage(${request})`) as ReturnType<typeof this.ask>;
    },
  };
  return studio;
}
