/** The popup at a glance: what fits into it, and the briefing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { marksOn, until } from '../../scripts/hovering';
import { barriersOn } from './axe';
import type { Surface } from './firefox';
import { click, says } from './page-in-front';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';
import { isThere, openPopup, picture } from './surfaces';

/** Forms in several words, one for each term: they need no evidence. */
const FORMS = readdirSync('assets/glossary')
  .flatMap(
    (file) => parse(readFileSync(`assets/glossary/${file}`, 'utf8')) as { forms: { en?: unknown[] } }[],
  )
  .flatMap(({ forms }) => forms.en?.find((each) => typeof each === 'string' && each.includes(' ')) ?? []);
const MANY = `<!doctype html><html lang="en"><title>A long report | With *stars* &amp; more</title>
${FORMS.map((form) => `<p>They spoke of ${form} here.</p>`).join('\n')}`;

describe.each(BROWSERS)('the popup in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({
      '/': PROSE,
      '/none': '<title>None</title><p>Nothing here.</p>',
      '/one': '<title>One</title><p>The Internet Governance Forum met.</p>',
      '/many': MANY,
    });
  });
  afterAll(async () => {
    site?.close();
    await rig?.close();
  });

  /** What does not fit into the popup without scrolling, and the rows of its terms. */
  const layout = (popup: Surface) =>
    popup.evaluate<{ height: number; hidden: number; wide: number; rows: number; foot: number }>(`(() => {
      const home = document.querySelector('.home');
      const tops = [...document.querySelectorAll('[aria-labelledby=page-terms] .terms > li')].map((each) => each.offsetTop);
      return {
        height: innerHeight,
        hidden: home.scrollHeight - home.clientHeight,
        wide: document.documentElement.scrollWidth - innerWidth,
        rows: new Set(tops).size,
        foot: Math.round(document.querySelector('footer').getBoundingClientRect().bottom),
      };
    })()`);

  it.each([
    ['/none', 'No terms found on this page.', 0],
    ['/one', '1 term on this page', 1],
    ['/', '4 terms on this page', 1],
    ['/many', 'terms on this page', 3],
  ])('shows all that matters of %s without scrolling', async (path, word, rows) => {
    const page = await rig.open(site.at(path));
    const popup = await openPopup(rig, page);
    await says(popup, word);
    await says(popup, 'Marks on 127.0.0.1');
    // The browser makes the popup as large as its content a moment later.
    await until('all to fit', async () => {
      const shown = await layout(popup);
      expect(shown).toMatchObject({ hidden: 0, wide: 0, rows });
      expect(shown.height).toBeLessThanOrEqual(600);
      expect(shown.foot).toBeLessThanOrEqual(shown.height);
      return true;
    });
    await picture(rig, '/popup.html', `.artifacts/popup-terms${path.replace('/', '-')}.png`);
    await page.close();
  });

  it('leads to all terms in the side panel', async () => {
    const page = await rig.open(site.at('/many'));
    const popup = await openPopup(rig, page);
    await says(popup, 'in the side panel');
    // More terms may be found in between.
    await until('the same number', async () => {
      const [all, heading = ''] = await popup.evaluate<string[]>(
        `['.all', '#page-terms'].map((each) => document.querySelector(each).textContent)`,
      );
      expect(all).toBe(`All ${heading.split(' ')[0]} in the side panel`);
      return true;
    });
    // Firefox opens its sidebar only for a press of a person, and the driver cannot press in a popup there.
    if (which === 'chrome') {
      await click(popup, '.all');
      await until('the side panel', () => isThere(rig, '/sidepanel.html'));
    }
    await page.close();
  });

  it('saves the briefing of the page as Markdown', async () => {
    const page = await rig.open(site.at('/many'));
    await marksOn(page);
    const popup = await openPopup(rig, page);
    await until('most of the terms', () =>
      popup.evaluate<boolean>(`parseInt(document.querySelector('#page-terms').textContent) > 20`),
    );
    await click(popup, '.here .deeds button', 'Briefing');
    await until('its buttons', () => popup.evaluate<boolean>(`document.querySelector('.briefing') !== null`));
    expect(await barriersOn(popup)).toEqual([]);
    await picture(rig, '/popup.html', '.artifacts/popup-briefing.png');
    await click(popup, '.briefing button', 'Save');
    const name = await until('the file', async () =>
      readdirSync(rig.downloads).find((each) => /^gloss-.*A-long-report.*\.md$/.test(each)),
    );
    const text = await until(
      'its text',
      async () => readFileSync(join(rig.downloads, name), 'utf8') || undefined,
    );
    expect(text).toMatch(
      /^# A long report \\\| With \\\*stars\\\* \\& more\n\n<http:\/\/127\.0\.0\.1:\d+\/many>/,
    );
    expect(text).toMatch(/\n### .+\n\n.+\n\n- .+ \(\*.+\*(?:, .*\d{4})?\)\n/);
    expect(text.match(/^### /gm)?.length).toBeGreaterThan(20);
    await page.close();
  });
});
