import type { Frame } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { BROKEN, CLOBBERED } from './hostile-pages';
import { marked, marksEveryBlock, opens, restsAt, shows } from './marked';
import { BROWSERS } from './rig';
import { servedSite } from './served-site';

const UN = 'United Nations';

describe.each(BROWSERS)('pages that put things in the way, in %s', (which) => {
  const on = servedSite(which, {
    '/broken': BROKEN,
    '/moved': `<!doctype html><html lang="en"><title>Moved</title><p>The ${UN} met.</p><iframe srcdoc="<p>The ministers of BRICS met.</p>"></iframe>`,
    ...Object.fromEntries(
      Object.values(CLOBBERED).map((html, at) => [
        `/${at}`,
        `<!doctype html><html lang="en"><title>Names</title>${html}`,
      ]),
    ),
  });
  const { open } = on;
  beforeAll(() => marksEveryBlock(on.rig));

  it('a page that has replaced every way to read it is marked, and its own code is never called', async () => {
    const page = await open('/broken');
    await shows(page, [UN]);
    await page.evaluate('more(" So did the ministers of BRICS.")');
    await shows(page, ['BRICS', UN]);
    await opens(on.rig, page, 'BRICS', 'BRICS');
    expect(await page.evaluate('root.dataset.called')).toBeUndefined();
    const errors = (await page.evaluate('root.dataset.errors')) as string;
    expect(errors.match(/The page’s own( promise)?\./g)?.sort()).toEqual([
      'The page’s own promise.',
      'The page’s own.',
    ]);
    expect(errors).not.toContain('Broken');
    // The page is completely broken, and still works.
    await page.click('button');
    expect(await page.evaluate(`try { [].map(() => 1) } catch ({ message }) { message }`)).toBe(
      'Broken: map',
    );
    expect(await page.evaluate('root.dataset.pressed')).toBe('once ');
  });

  it.each(Object.keys(CLOBBERED).map((name, at) => ({ name, path: `/${at}` })))(
    'a page with $name named after what scripts ask for is marked, followed, and has its cards',
    async ({ path }) => {
      const page = await open(path);
      await shows(page, ['BRICS', UN]);
      await page.evaluate(() => document.querySelector('#p')?.append(' The Internet Governance Forum met.'));
      await shows(page, ['BRICS', 'Internet Governance Forum', UN]);
      await opens(on.rig, page, UN, UN);
    },
  );

  it('a form with such fields that is added later is marked, and unmarked when it is removed', async () => {
    const page = await open('/0');
    await shows(page, ['BRICS', UN]);
    await page.evaluate(() => {
      const form = document.forms[0] as HTMLFormElement;
      const { cloneNode } = Node.prototype;
      document.body.append(cloneNode.call(form, true));
    });
    await shows(page, ['BRICS', 'BRICS', UN, UN]);
    await page.evaluate(() => {
      const { remove } = Element.prototype;
      remove.call(document.forms[1]);
    });
    await restsAt(page, ['BRICS', UN]);
  });

  it('an element that was in the document of a frame is marked once it is in the page', async () => {
    const page = await open('/moved');
    await shows(page, [UN]);
    const frame = page.frames().find((each) => each !== page.mainFrame());
    await expect.poll(() => marked(frame as Frame), { timeout: 20_000 }).toEqual(['BRICS']);
    await page.evaluate(() => {
      const moved = document.querySelector('iframe')?.contentDocument?.querySelector('p');
      document.body.append(moved as Element);
    });
    await shows(page, ['BRICS', UN]);
    await page.evaluate(() =>
      document.querySelector('iframe + p')?.append(' So did the Internet Governance Forum.'),
    );
    await shows(page, ['BRICS', 'Internet Governance Forum', UN]);
    await opens(on.rig, page, 'BRICS', 'BRICS');
  });

  it('Gloss caused no error on any of these pages', async () => {
    expect(await on.rig.errors()).toEqual([]);
  });
});
