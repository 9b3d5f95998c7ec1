/** A browser and a site for the tests of a `describe`. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { Which } from '../../scripts/browsers';
import { launch, type Rig, type Site, serve } from './rig';

export interface ServedSite {
  rig: Rig;
  site: Site;
  /** Opens a page of the site. It is closed at the end of the test. */
  open(path: string): Promise<Page>;
}

/**
 * Starts a browser, and serves the pages. `rig` and `site` are there from the first test on. `prepare` is called once
 * with the browser.
 */
export function servedSite(
  which: Which,
  pages: Parameters<typeof serve>[0],
  prepare?: (rig: Rig) => Promise<unknown>,
): ServedSite {
  const on = {
    async open(path: string) {
      const page = await on.rig.open(on.site.at(path));
      onTestFinished(() => page.close());
      return page;
    },
  } as ServedSite;
  beforeAll(async () => {
    on.rig = await launch(which);
    await prepare?.(on.rig);
    on.site = await serve(pages);
  });
  afterAll(async () => {
    on.site?.close();
    await on.rig?.close();
  });
  return on;
}
