/** A term of the reader's own beside thousands of others: it is marked before all are joined anew, and stays so. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/hovering';
import { MANY_TERMS } from '../../src/background/own-overlay';
import { glossaryPage } from './glossary-files';
import { ask, cardAt, says } from './notes';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';

const TEXT = `<!doctype html><html lang="en"><title>Sluices</title><p style="font: 18px/2 serif; margin: 60px">
A penstock is closed by word7word. The old weirgate is open. The ministers of BRICS met.</p>`;
/** Most of the terms that there are when own terms are laid over them. */
const ROWS = Array.from({ length: MANY_TERMS }, (_, i) => `word${i}word,Word number ${i}`).join('\r\n');

describe.each(BROWSERS)('a term of one’s own beside many, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  let page: Page;
  let own: Page;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({ '/': TEXT });
    page = await rig.open(site.at());
    own = await rig.openOwn('digests.html');
    const files = glossaryPage(own);
    await files.choose({ 'many.csv': `term,definition\r\n${ROWS}\r\n` });
    await files.tells('many.csv');
    await files.press('Add');
    await marks('BRICS', 'word7word');
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });

  /** Waits until exactly these words are marked on the page. */
  const marks = async (...words: string[]) => {
    await page.bringToFront();
    const wanted = [...words].sort().join();
    await until(
      `${wanted} to be marked`,
      async () =>
        (await page.evaluate(`[...(CSS.highlights.get('gloss') ?? [])].map((range) => {
          const live = document.createRange();
          live.setStart(range.startContainer, range.startOffset);
          live.setEnd(range.endContainer, range.endOffset);
          return live.toString();
        }).sort().join()`)) === wanted,
      60_000,
    );
  };
  const id = crypto.randomUUID();
  /** Waits until the set in effect has the own terms: then a search finds them, and no longer finds others. */
  const finds = (query: string, label: string | undefined) =>
    until(
      `${query} to find ${label}`,
      async () => {
        const results = JSON.stringify(await ask(own, 'search', { query, limit: 5 }));
        const found = results.includes(`"${label ?? query}"`);
        return label === undefined ? !found : found;
      },
      60_000,
    );

  it('is marked, has its card, and is found once all are joined', async () => {
    await ask(own, 'write-term', { id, changes: { label: 'penstock', gist: 'It holds water back.' } });
    await marks('BRICS', 'penstock', 'word7word');
    await says(await cardAt(rig, page, 'penstock'), 'It holds water back');
    await page.keyboard.press('Escape');
    await finds('penstock', 'penstock');
    await marks('BRICS', 'penstock', 'word7word');
  });

  it('is changed, and gone when it is deleted', async () => {
    await ask(own, 'write-term', { id, changes: { label: 'weirgate' }, seen: { label: 'penstock' } });
    await marks('BRICS', 'weirgate', 'word7word');
    await ask(own, 'delete-terms', { ids: [id], deleted: true });
    await marks('BRICS', 'word7word');
    await finds('weirgate', undefined);
    await marks('BRICS', 'word7word');
    expect(await ask(own, 'card', { term: `own-${id}` })).toBeNull();
  });

  it.each<[string, string[]]>([
    ['off', ['word7word']],
    ['on', ['BRICS', 'word7word']],
  ])('sees the bundled digest switched %s, too', async (state, words) => {
    const digests = glossaryPage(own);
    await digests.press('On: The three documents');
    await marks(...words);
    await own.bringToFront();
    await digests.tells(`“The three documents” is ${state}. Done. Open pages are marked anew.`);
    await marks(...words);
    expect(await rig.errors()).toEqual([]);
  });
});
