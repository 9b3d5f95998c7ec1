/** The card is where it can be seen and used, on pages that are in its way. */
import type { Frame, Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { cardOf, HOST, hover, isOpen, pause, type Spot, takesPresses, until } from '../../scripts/hovering';
import { caughtUp, shows, spotOf } from './marked';
import { choose, paints, select } from './noted';
import { BROWSERS } from './rig';
import { servedSite } from './served-site';

const BRICS = '<p>The ministers of BRICS met in a hall.</p>';
const INNER = (above: number, below: number) =>
  `<!doctype html><html lang="en"><title>Inner</title><style>body{font:18px/1.6 serif;margin:20px}p{margin:0}</style>
  <div style="height:${above}px"></div>${BRICS}<div style="height:${below}px"></div>`;
const PAGE = (body: string) =>
  `<!doctype html><html lang="en"><title>Seen</title><style>body{font:18px/1.6 serif;margin:40px}</style>${body}`;
/** A page with a long frame that shows all of its document. `box`: the style of what is around the frame. */
const AROUND = (box: string, host: string) =>
  `<!doctype html><html lang="en"><title>Around</title><style>body{margin:0}iframe{border:0;width:100%;height:2600px;display:block}</style>
  <div style="${box}"><iframe></iframe></div>
  <script>document.querySelector('iframe').src = 'http://${host}:' + location.port + '/inner'</script>`;
const FRAME = (sandbox: string) =>
  PAGE(
    `<p>The United Nations met.</p><iframe sandbox="${sandbox}" style="width:600px;height:400px" srcdoc="<p lang=en>The ministers of BRICS met.</p>"></iframe>`,
  );

const SANDBOX = (flags: string) => ({
  body: PAGE(BRICS),
  headers: { 'content-security-policy': `sandbox ${flags}` },
});
/** Takes out of an element whatever it does not know. */
const removing = (parent: string, known: string) => `
  new MutationObserver(() => {
    for (const each of document.querySelectorAll('${parent} > :not(${known})')) each.remove();
  }).observe(document, { childList: true, subtree: true });`;

describe.each(BROWSERS)('the card is seen, in %s', (which) => {
  const on = servedSite(which, {
    '/inner': INNER(1200, 1200),
    '/locked': PAGE(
      `<style>:root:has(:popover-open),:root:has([popover]),body:has(~ :popover-open){overflow:hidden;padding-right:15px}</style>${BRICS}<div style="height:3000px"></div>
        <script>window.heard = []; for (const name of ['toggle', 'beforetoggle']) addEventListener(name, () => heard.push(name), true)</script>`,
    ),
    '/strangers': PAGE(`${BRICS}<script>${removing('html', 'head, body')}</script>`),
    '/strangers-all': PAGE(
      `${BRICS}<script>${removing('html', 'head, body')}${removing('body', 'p, script')}</script>`,
    ),
    '/mail': FRAME('allow-same-origin allow-popups'),
    '/book': FRAME(''),
    '/player': FRAME('allow-scripts'),
    '/raw': SANDBOX(''),
    '/live': SANDBOX('allow-scripts'),
    '/long': AROUND('', '127.0.0.1'),
    '/long-other': AROUND('', 'localhost'),
    '/strip': AROUND('height:100px;overflow:hidden', '127.0.0.1'),
  });
  const { open } = on;
  const innerOf = (page: Page): Promise<Frame> =>
    until('the frame', async () =>
      page.frames().find((each) => each.parentFrame() !== null && /inner$|srcdoc$/.test(each.url())),
    );

  it('a page that locks itself under its own popovers is scrolled under a card', async () => {
    const page = await open('/locked');
    await shows(page, ['BRICS']);
    const before = await page.evaluate(() => document.body.getBoundingClientRect().width);
    await hover(page, await spotOf(page, 'BRICS'));
    const card = await cardOf(on.rig.browser, page, 'BRICS');
    await takesPresses(card);
    expect(
      await page.evaluate(() => [
        document.body.getBoundingClientRect().width,
        getComputedStyle(document.documentElement).overflowY,
        getComputedStyle(document.body).overflowY,
      ]),
    ).toEqual([before, 'visible', 'visible']);
    await page.mouse.wheel({ deltaY: 40 });
    await until('the page to scroll', () => page.evaluate(() => scrollY > 0));
    await page.keyboard.press('Escape');
    await page.mouse.move(900, 700);
    await select(page, 'in a hall');
    await choose(page, 'green');
    await paints(page, ['green: in a hall']);
    expect(await page.evaluate('heard')).toEqual([]);
  });

  it('a page that plays with the element of the card does not put it away', async () => {
    const page = await open('/locked');
    await shows(page, ['BRICS']);
    await hover(page, await spotOf(page, 'BRICS'));
    const card = await cardOf(on.rig.browser, page, 'BRICS');
    for (const deed of [
      'popover = "manual"',
      'showPopover()',
      'hidePopover()',
      'hidden = true',
      'popover = "auto"',
    ]) {
      await page.$eval(HOST, (host, deed) => new Function('host', `host.${deed}`)(host), deed);
      await until(`the card after ${deed}`, () => isOpen(page)); // It comes back at an event, a moment later.
    }
    await page.addStyleTag({
      content: `html > div,html > div::backdrop{display:none!important;opacity:0!important;content-visibility:hidden!important;zoom:.1!important;
        transform:scale(.1)!important;direction:rtl!important;--width:0px!important;--height:0px!important}`,
    });
    expect(await card.evaluate<number>('innerWidth')).toBe(420);
    await takesPresses(card);
  });

  it('a page that takes the element of the card into another document for a while has cards all the same', async () => {
    const page = await open('/locked');
    await shows(page, ['BRICS']);
    await hover(page, await spotOf(page, 'BRICS'));
    await cardOf(on.rig.browser, page, 'BRICS');
    await page.$eval(HOST, (host) => document.implementation.createHTMLDocument().adoptNode(host));
    await page.keyboard.press('Escape');
    await page.mouse.move(900, 700);
    await hover(page, await spotOf(page, 'BRICS'));
    await takesPresses(await cardOf(on.rig.browser, page, 'BRICS'));
  });

  it('a page that removes what it does not know from its root has cards all the same', async () => {
    const page = await open('/strangers');
    await shows(page, ['BRICS']);
    await hover(page, await spotOf(page, 'BRICS'));
    await takesPresses(await cardOf(on.rig.browser, page, 'BRICS'));
  });

  it('a page that keeps no element of ours has no card, and no error', async () => {
    const page = await open('/strangers-all');
    await shows(page, ['BRICS']);
    for (let i = 0; i < 3; i++) {
      await page.mouse.move(900, 700);
      await hover(page, await spotOf(page, 'BRICS'));
      await pause(700);
      await page.mouse.click(900, 700);
      await select(page, 'in a hall');
      await pause(200);
    }
    expect(await isOpen(page)).toBe(false);
    expect(await page.$(HOST)).toBeNull();
    expect(await on.rig.errors()).toEqual([]);
  });

  // In Firefox, a frame of the extension in a sandbox without an origin is no page of the extension.
  it.each([
    ['with its origin and without scripts', '/mail', false],
    ['without anything', '/book', false],
    ['with scripts and without its origin', '/player', which === 'chrome'],
  ])('a frame in a sandbox %s is marked where a card can open', async (_name, path, isMarked) => {
    const page = await open(path);
    await shows(page, ['United Nations']);
    const inner = await innerOf(page);
    if (isMarked) {
      await shows(inner, ['BRICS']);
      await hover(page, await spotIn(page, inner));
      await cardOf(on.rig.browser, page, 'BRICS');
      return;
    }
    await caughtUp(page);
    await pause(1_000);
    await shows(inner, []);
    await hover(
      page,
      await page.$eval('iframe', (frame) => ({
        x: frame.getBoundingClientRect().x + 120,
        y: frame.getBoundingClientRect().y + 30,
      })),
    );
    await pause(700);
    expect(await isOpen(page)).toBe(false);
  });

  it.each([
    ['without scripts', '/raw', false],
    ['with scripts and without its origin', '/live', which === 'chrome'],
  ])('a document in a sandbox %s is marked where a card can open', async (_name, path, isMarked) => {
    const page = await open(path);
    if (isMarked) {
      await shows(page, ['BRICS']);
      await hover(page, await spotOf(page, 'BRICS'));
      await cardOf(on.rig.browser, page, 'BRICS');
    } else {
      await pause(1_500);
      await shows(page, []);
    }
  });

  /** The place of the mention in a frame, CSS px of the page. */
  const spotIn = async (page: Page, inner: Frame, scrolled?: number): Promise<Spot> => {
    const spot = await until('the text', () =>
      inner.evaluate(() => {
        const range = new Range();
        const text = document.querySelector('p')?.firstChild as Text | undefined;
        if (!text) return undefined;
        range.setStart(text, text.data.indexOf('BRICS'));
        range.setEnd(text, text.data.indexOf('BRICS') + 5);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }),
    );
    if (scrolled !== undefined)
      await page.evaluate((y) => scrollTo({ top: y, behavior: 'instant' }), spot.y - scrolled);
    await shows(inner, ['BRICS']); // Marks are painted near the window only.
    const frame = await page.$eval('iframe', (frame) => {
      const { x, y } = frame.getBoundingClientRect();
      return { x: x + frame.clientLeft, y: y + frame.clientTop };
    });
    return { x: frame.x + spot.x, y: frame.y + spot.y };
  };
  /** The rows of the page's viewport in which the card or the bar takes the pointer, CSS px. */
  const rows = async (page: Page, inner: Frame): Promise<{ top: number; bottom: number }> => {
    const top = await page.$eval('iframe', (frame) => frame.getBoundingClientRect().y);
    const all = await inner.evaluate((host) => {
      const rows: number[] = [];
      for (let y = 1; y < innerHeight; y += 2)
        for (let x = 10; x < 700; x += 50)
          if (document.elementFromPoint(x, y)?.matches(host)) {
            rows.push(y);
            break;
          }
      return rows;
    }, HOST);
    if (all.length === 0) throw new Error('There is neither a card nor a bar.');
    return { top: Math.min(...all) + top, bottom: Math.max(...all) + top };
  };

  it.each([
    ['of the same site', '/long'],
    ['of another site', '/long-other'],
  ])(
    'in a frame %s that is longer than the window, the card and the bar are in the window',
    async (_name, path) => {
      const page = await open(path);
      const inner = await innerOf(page);
      const spot = await spotIn(page, inner, 760);
      await hover(page, spot);
      await cardOf(on.rig.browser, page, 'BRICS');
      await until('the card above its word', async () => {
        const { top, bottom } = await rows(page, inner);
        return top >= 0 && bottom < spot.y;
      });
      // The card follows what is seen.
      await page.evaluate((y) => scrollBy({ top: y, behavior: 'instant' }), 740);
      await until('the card below its word', async () => {
        const { top, bottom } = await rows(page, inner);
        return top > spot.y - 740 && bottom <= 800;
      });
      await page.keyboard.press('Escape');
      await page.evaluate((y) => scrollBy({ top: -y, behavior: 'instant' }), 740);
      // After a scroll, the browser may take the pointer to where the frame was a moment ago: then again.
      await until('the selection', async () => {
        // Chromium 156 does not begin a selection at some fractions of a pixel.
        const [x, y] = [Math.round(spot.x), Math.round(spot.y)];
        await inner.evaluate(() => getSelection()?.removeAllRanges());
        await page.mouse.move(x + 60, y);
        await page.mouse.down();
        await page.mouse.move(x + 68, y);
        await page.mouse.move(x + 120, y, { steps: 4 });
        await page.mouse.up();
        return inner.evaluate(() => String(getSelection()) !== '');
      });
      await until('the bar above the selection', async () => {
        const { top, bottom } = await rows(page, inner);
        return top > spot.y - 80 && bottom < spot.y;
      });
    },
  );

  it('in a frame of which only a strip is seen, the card is in the strip', async () => {
    const page = await open('/strip');
    const inner = await innerOf(page);
    await page.evaluate(() => document.querySelector('div')?.scrollTo({ top: 1190, behavior: 'instant' }));
    await shows(inner, ['BRICS']);
    await hover(page, await spotIn(page, inner));
    const card = await cardOf(on.rig.browser, page, 'BRICS');
    await until('the card in the strip', async () => {
      const { top, bottom } = await rows(page, inner);
      return top >= 0 && bottom <= 100;
    });
    // The card's own process hears of its size later.
    await until('the card to know its size', () =>
      card.evaluate<boolean>('innerHeight > 60 && document.documentElement.scrollHeight > innerHeight'),
    );
  });
});
