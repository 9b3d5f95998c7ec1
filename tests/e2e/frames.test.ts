import type { Frame, Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { cardOf, hover, noCard, type Place, until } from '../../scripts/hovering';
import { caughtUp, marked, marksEveryBlock, opens, restsAt, shows, spotOf } from './marked';
import { BROWSERS } from './rig';
import { servedSite } from './served-site';

const INNER = '<!doctype html><html lang="en"><title>Inner</title><p id="p">The ministers of BRICS met.</p>';
const quoted = INNER.replaceAll('"', '&quot;');

/** A page around a frame. `frame`: the frame element. `script`: a script of the page. */
const around = (frame: string, script = '') =>
  `<!doctype html><html lang="en"><title>Outer</title><style>iframe{border:0;width:600px;height:300px}</style>
  <p>The United Nations met.</p>${frame}<script>${script}</script>`;

describe.each(BROWSERS)('frames, in %s', (which) => {
  const on = servedSite(which, {
    '/inner': INNER,
    '/same': around('<iframe src="/inner"></iframe>'),
    '/other': around(
      '<iframe></iframe>',
      "document.querySelector('iframe').src = 'http://localhost:' + location.port + '/inner'",
    ),
    '/filled': around(
      '<iframe></iframe>',
      `document.querySelector('iframe').contentDocument.body.innerHTML = ${JSON.stringify(INNER)}`,
    ),
    '/filled-late': around(
      '<iframe></iframe>',
      `setTimeout(() => { document.querySelector('iframe').contentDocument.body.innerHTML = ${JSON.stringify(INNER)} }, 500)`,
    ),
    '/written': around(
      '<iframe></iframe>',
      `const inner = document.querySelector('iframe').contentDocument; inner.open(); inner.write(${JSON.stringify(INNER)}); inner.close()`,
    ),
    '/srcdoc': around(`<iframe srcdoc="${quoted}"></iframe>`),
    '/nested': around(
      `<iframe srcdoc="<iframe srcdoc='${quoted.replaceAll('&', '&amp;')}'></iframe>"></iframe>`,
    ),
    '/added': around(
      '',
      `addEventListener('load', () => { const frame = document.createElement('iframe'); frame.src = '/inner'; document.body.append(frame) })`,
    ),
    '/sandboxed': around(`<iframe sandbox="allow-scripts allow-same-origin" srcdoc="${quoted}"></iframe>`),
  });
  const open = async (path: string) => {
    const page = await on.open(path);
    await shows(page, ['United Nations']);
    return page;
  };
  /** The innermost frame of the page, once it has its text. */
  const innerOf = (page: Page): Promise<Frame> =>
    until('the frame', async () => {
      const frame = page
        .frames()
        .findLast((each) => each.parentFrame() !== null && !each.url().includes('extension:'));
      return frame;
    });
  const followed = async (place: Place) => {
    await place.evaluate(() => document.querySelector('#p')?.append(' So did the United Nations.'));
    await shows(place, ['BRICS', 'United Nations']);
  };
  beforeAll(() => marksEveryBlock(on.rig));

  it.each([
    ['of the same site', '/same'],
    ['of another site', '/other'],
    ['that the page fills', '/filled'],
    ['that the page fills later', '/filled-late'],
    ['that the page writes', '/written'],
    ['whose text stands in the page', '/srcdoc'],
    ['in a frame', '/nested'],
    ['that comes in later', '/added'],
  ])('a frame %s is marked, also after changes, and has cards', async (_name, path) => {
    const page = await open(path);
    const frame = await innerOf(page);
    await shows(frame, ['BRICS']);
    await opens(on.rig, page, 'BRICS', 'BRICS', frame);
    await followed(frame);
  });

  it('a frame in a sandbox is marked', async () => {
    const page = await open('/sandboxed');
    await shows(await innerOf(page), ['BRICS']);
  });

  it.each([
    ['of the same site', '/same'],
    ['of another site', '/other'],
  ])(
    'Escape closes the card in a frame %s while the outer page has the keyboard focus',
    async (_name, path) => {
      const page = await open(path);
      const frame = await innerOf(page);
      await hover(page, await spotOf(frame, 'BRICS'));
      await cardOf(on.rig.browser, page, 'BRICS');
      expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
      await page.keyboard.press('Escape');
      await noCard(page);
    },
  );

  it('removing a frame with an open card does not change the page and its marks', async () => {
    const page = await open('/same');
    const frame = await innerOf(page);
    await hover(page, await spotOf(frame, 'BRICS'));
    await cardOf(on.rig.browser, page, 'BRICS');
    await page.evaluate(() => document.querySelector('iframe')?.remove());
    await restsAt(page, ['United Nations']);
    await opens(on.rig, page, 'United Nations', 'United Nations');
  });

  it('a frame that is moved is read again', async () => {
    const page = await open('/same');
    await shows(await innerOf(page), ['BRICS']);
    await page.evaluate(() => document.body.prepend(document.querySelector('iframe') as Element));
    await until('the mark in the moved frame', async () =>
      (await marked(await innerOf(page))).includes('BRICS'),
    );
    await caughtUp(page);
  });

  it('frames that are removed while they change cause no error', async () => {
    const page = await open('/same');
    await page.evaluate(async () => {
      /** In each round, frames are removed after different times, from 100 to 535 ms. */
      const play = async (round: number) => {
        const frames = Array.from({ length: 3 }, () => document.createElement('iframe'));
        for (const frame of frames) frame.src = '/inner';
        document.body.append(...frames);
        await new Promise((resolve) => setTimeout(resolve, 100 + round * 15));
        for (const frame of frames) {
          // On a busy machine, a frame may not have a body yet.
          while (!frame.contentDocument?.body) await new Promise((resolve) => setTimeout(resolve));
          const inner = frame.contentDocument;
          if (round % 2 === 0) inner.body.innerHTML = '<p>BRICS met the ITU.'.repeat(30);
          else inner.body.append('BRICS met again.');
          if (round % 3 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
          frame.remove();
        }
      };
      // Three rounds run at the same time.
      for (let round = 0; round < 30; round += 3)
        await Promise.all([0, 1, 2].map((more) => play(round + more)));
    });
    expect(await on.rig.errors()).toEqual([]);
  });
});
