/** What the attacks of a page on the card share: a browser, a page of Gloss, and a site with the page. */
import type { Page } from 'puppeteer-core';
import type { Which } from '../../scripts/browsers';
import { marksOn, type SeenCard } from '../../scripts/hovering';
import { ask, cardAt, notesOn } from '../e2e/notes';
import { launch, type Rig, serve } from '../e2e/rig';

export interface Attacked {
  rig: Rig;
  /** A page of the extension. */
  own: Page;
  /** Opens a page of the site, and waits for its marks. */
  open(path?: string): Promise<Page>;
  /** Opens a page of the site with the card of BRICS, on which there is a note. */
  noted(path?: string): Promise<{ page: Page; card: SeenCard }>;
}

/** Runs an attack in a browser that has not seen Gloss before. `pages`: the bodies of the site by path. */
export async function attack(
  where: Which,
  pages: Record<string, string>,
  run: (on: Attacked) => Promise<void>,
): Promise<void> {
  const rig = await launch(where);
  const site = await serve(pages);
  try {
    const own = await rig.openOwn('options.html');
    const open = async (path = '/') => {
      const page = await rig.open(site.at(path));
      await marksOn(page);
      return page;
    };
    const noted = async (path = '/') => {
      if ((await notesOn(own, 'brics')).length === 0)
        await ask(own, 'write', {
          id: crypto.randomUUID(),
          target: { kind: 'term', term: 'brics' },
          changes: { text: 'Mine' },
        });
      const page = await open(path);
      return { page, card: await cardAt(rig, page, 'BRICS') };
    };
    await run({ rig, own, open, noted });
  } finally {
    site.close();
    await rig.close();
  }
}
