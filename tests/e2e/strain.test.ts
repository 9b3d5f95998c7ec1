import { beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/hovering';
import { LIST, LONG, ONE } from './hostile-pages';
import { caughtUp, marked, marksEveryBlock, opens, restsAt, shows } from './marked';
import { BROWSERS } from './rig';
import { servedSite } from './served-site';

const UN = 'United Nations';
const IGF = 'Internet Governance Forum';

/** 500 nested elements. With more, Chromium itself does not finish. */
const DEEP = `<!doctype html><html lang="en"><title>Deep</title><p>The ${IGF} met.</p>${'<div>'.repeat(500)}The ${UN} met.${'</div>'.repeat(500)}`;

describe.each(BROWSERS)('pages that ask much, in %s', (which) => {
  const on = servedSite(which, { '/long': LONG, '/one': ONE, '/deep': DEEP, '/list': LIST });
  const { open } = on;
  beforeAll(() => marksEveryBlock(on.rig));

  it('a page of 5 MB is marked in view, stays responsive, and is read to its end', async () => {
    const page = await open('/long');
    for (let press = 1; press <= 5; press++) {
      await page.click('button');
      await until('the press', () =>
        page.evaluate((press) => document.querySelector('button')?.textContent === `${press}`, press),
      );
    }
    await shows(page, [UN], '#p0', 20_000);
    await opens(on.rig, page, UN, UN);
    await page.evaluate(() => document.querySelector('#last')?.scrollIntoView());
    await shows(page, [IGF], '#last', 60_000);
    expect((await marked(page)).length).toBeLessThan(50); // Only the mentions near the viewport, of 1,001.
    await page.evaluate(() => document.querySelector('#last')?.append(' So did the ministers of BRICS.'));
    await shows(page, ['BRICS', IGF], '#last', 20_000);
  });

  it('a paragraph of 2 MB is marked, and so is what follows it', async () => {
    const page = await open('/one');
    await shows(page, [UN], 'p', 20_000);
    await page.evaluate(() => document.querySelector('#last')?.scrollIntoView());
    await shows(page, [IGF], '#last', 20_000);
  });

  it('elements 500 deep are read', async () => {
    const page = await open('/deep');
    await shows(page, [IGF, UN]);
  });

  it('after 500 changes of every kind, exactly the present mentions are marked', async () => {
    const page = await open('/list');
    await caughtUp(page);
    for (let hundred = 0; hundred < 5; hundred++) {
      const mentions = (await page.evaluate('run(100)')) as string[];
      await caughtUp(page);
      await shows(page, mentions);
    }
    await page.evaluate('list.replaceChildren()');
    await restsAt(page, []);
  });

  it('Gloss caused no error on any of these pages', async () => {
    expect(await on.rig.errors()).toEqual([]);
  });
});
