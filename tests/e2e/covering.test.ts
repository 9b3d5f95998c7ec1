/** Pages that try to have the user press what the user does not see, and honest pages that look like them. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type CardFrame, cardOf, hover, pause, takesPresses, until } from '../../scripts/hovering';
import { LONG_ENOUGH } from '../../src/platform/sight';
import { type Place, shows, spotOf } from './marked';
import { bar, choose, painted, paints, select } from './noted';
import { ask, clear, deleteNote, notesOn, says, stored } from './notes';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';

const TEXT = `<!doctype html><html lang="en"><title>Text</title><style>body{font:18px/1.6 serif;margin:40px;max-width:600px}</style>
<p>Ministers of BRICS spoke of many things, and went home.</p><p>Nothing here.</p><div style="height:2000px"></div>`;
const around = (style: string, more = '', host = '127.0.0.1') =>
  `<!doctype html><html lang="en"><title>Around</title>${more}<iframe style="border:0;width:900px;height:700px;${style}"></iframe>
  <script>document.querySelector('iframe').src = 'http://${host}:' + location.port + '/'</script>`;

/** A script that lays something over everything, and lets the pointer through. */
const COVER = (where: string, again: boolean) => `
  const cover = document.createElement('div');
  cover.popover = 'manual';
  cover.style = 'inset:0;margin:0;border:0;width:100vw;height:100vh;background:#fff;pointer-events:none';
  ${where}.append(cover);
  cover.showPopover();
  ${again ? 'setInterval(() => { cover.hidePopover(); cover.showPopover(); }, 60);' : ''}`;
const CLOSED = `const box = document.createElement('div'); document.body.append(box); const root = box.attachShadow({ mode: 'closed' });`;
/** Everything that a page can lay over a card that is open. */
const ATTACKS: Record<string, string> = {
  'an element in the top layer that is put on top again and again': COVER('document.body', true),
  'the same in a closed shadow root': CLOSED + COVER('root', true),
  'the same, although it hides its events from extensions': `addEventListener('toggle', (event) => event.stopImmediatePropagation(), true); ${COVER('document.body', true)}`,
  'a view transition': `document.head.insertAdjacentHTML('beforeend', '<style>::view-transition{background:#fff;pointer-events:none}::view-transition-group(root){animation-duration:60s}</style>');
    document.startViewTransition(() => {});`,
  'the page, when it takes the card out of the top layer': `setInterval(() => document.querySelector('div[popover]').hidePopover(), 60);
    document.body.insertAdjacentHTML('beforeend', '<div style="position:fixed;inset:0;background:#fff;pointer-events:none;z-index:9">');`,
};
/** What honest pages do, under which the card must stay usable. */
const HONEST: Record<string, string> = {
  nothing: '',
  'a dark mode by a filter': `document.documentElement.style.filter = 'invert(1) hue-rotate(180deg)'`,
  'a zoom': `document.documentElement.style.zoom = '1.3'`,
  'a page that fades in': `document.documentElement.style.opacity = '.5'`,
  'a bar that is fixed over everything': `document.body.insertAdjacentHTML('beforeend', '<div style="position:fixed;inset:0;z-index:2147483647;pointer-events:none">')`,
};

describe.each(BROWSERS)('pressing what is not seen, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  let own: Page;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({
      '/': TEXT,
      '/transparent': around('opacity:.02'),
      '/transparent-other': around('opacity:.02', '', 'localhost'),
      '/covered-other': around(
        '',
        '<div style="position:fixed;inset:0;z-index:9;background:#fff;pointer-events:none"></div>',
        'localhost',
      ),
      '/plain': around(''),
      '/plain-other': around('', '', 'localhost'),
    });
    own = await rig.openOwn('options.html');
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });
  beforeEach(async () => {
    await clear(own, 'brics');
    await ask(own, 'write', {
      id: crypto.randomUUID(),
      target: { kind: 'term', term: 'brics' },
      changes: { text: 'Mine' },
    });
  });

  const open = async (path = '/') => {
    const page = await rig.open(site.at(path));
    onTestFinished(() => page.close());
    const place: Place =
      path === '/'
        ? page
        : await until('the frame', async () =>
            page.frames().find((each) => each.url().endsWith('/') && each.parentFrame()),
          );
    await shows(place, ['BRICS']);
    await hover(page, await spotOf(place, 'BRICS'));
    const card = await cardOf(rig.browser, page, 'BRICS');
    return { page, card };
  };
  /** Presses *Delete* and whatever is in its place, as often as an attacker could wish. */
  const pressOften = async (page: Page, card: CardFrame) => {
    const end = performance.now() + 3 * LONG_ENOUGH + 1_000;
    while (performance.now() < end) {
      const at = await card.evaluate<{ x: number; y: number }>(`(() => {
        const found = [...document.querySelectorAll('button')].find((each) => /^Delete/.test(each.textContent));
        found?.scrollIntoView({ block: 'center' });
        ${which === 'firefox' ? 'found?.click();' : ''}
        const box = found?.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      })()`);
      if (which === 'chrome') {
        const frame = page.frames().find((each) => each.url().includes('/popover.html'));
        const box = await (await frame?.frameElement())?.boundingBox();
        if (box) await page.mouse.click(box.x + at.x, box.y + at.y);
      }
      await pause(90);
    }
  };
  const isReady = (card: CardFrame) =>
    card.evaluate<boolean>(`document.documentElement.hasAttribute('data-ready')`);

  it('a card takes presses of the user, and asks once more before it deletes', async () => {
    const { card } = await open();
    await takesPresses(card);
    await deleteNote(card);
    await says(card, 'Note deleted.');
    await stored(own, 'brics', []);
  });

  it.each(Object.entries(ATTACKS))(
    'under %s, nothing is deleted, and the card says so',
    async (_name, script) => {
      const { page, card } = await open();
      await takesPresses(card);
      await page.evaluate(`{ ${script} }`);
      await until('the card to notice', async () => !(await isReady(card)));
      await pressOften(page, card);
      expect(await notesOn(own, 'brics')).toHaveLength(1);
      await says(card, 'Something of this page lies over this card.');
    },
  );

  it.each(['/transparent', '/transparent-other', '/covered-other'])(
    'in a frame that the page around it hides (%s), nothing is deleted',
    async (path) => {
      const { page, card } = await open(path);
      await pressOften(page, card);
      expect(await isReady(card)).toBe(false);
      expect(await notesOn(own, 'brics')).toHaveLength(1);
    },
  );

  it.each(Object.entries(HONEST))('with %s, the card takes presses', async (_name, script) => {
    const { page, card } = await open();
    await page.evaluate(`{ ${script} }`);
    await pause(2 * LONG_ENOUGH);
    await takesPresses(card);
    expect(await card.evaluate('document.querySelector(".warnings").textContent')).toBe('');
  });

  it('a message of the page that comes over the card goes below it, where the browser can tell', async () => {
    const { page, card } = await open();
    await takesPresses(card);
    await page.evaluate(
      `{ ${COVER('document.body', false).replace('background:#fff', 'background:none')} window.cover = cover; }`,
    );
    if (which === 'firefox') {
      await says(card, 'Something of this page lies over this card.');
      await page.evaluate('cover.hidePopover()');
    }
    await pause(LONG_ENOUGH);
    await takesPresses(card);
    expect(await notesOn(own, 'brics')).toHaveLength(1);
  });

  it.each(which === 'chrome' ? ['/plain', '/plain-other'] : ['/plain'])(
    'in a frame that can be seen (%s), the card takes presses',
    async (path) => {
      const { card } = await open(path);
      await takesPresses(card);
    },
  );

  it('a card that the page scrolls under the pointer takes no press at first', async () => {
    const { page, card } = await open();
    await takesPresses(card);
    await page.evaluate('scrollBy(0, 20)');
    await until('the card to notice', async () => !(await isReady(card)), 2_000);
    await takesPresses(card);
  });

  it('events that a script makes open no card, and close none', async () => {
    const page = await rig.open(site.at());
    onTestFinished(() => page.close());
    await shows(page, ['BRICS']);
    const { x, y } = await spotOf(page, 'BRICS');
    const forge = (x: number, y: number, types: string[]) =>
      page.evaluate(
        (x, y, types) => {
          const at = document.elementFromPoint(x, y) as Element;
          for (const pointerType of ['mouse', 'touch'])
            for (const type of types)
              for (const target of [at, document.documentElement])
                target.dispatchEvent(
                  type.startsWith('key')
                    ? new KeyboardEvent(type, { key: 'Escape', bubbles: true, cancelable: true })
                    : new PointerEvent(type, {
                        bubbles: true,
                        composed: true,
                        clientX: x,
                        clientY: y,
                        pointerType,
                      }),
                );
        },
        x,
        y,
        types,
      );
    for (let i = 0; i < 8; i++, await pause(100))
      await forge(x, y, ['pointermove', 'pointerdown', 'pointerup', 'click']);
    expect(await page.evaluate('document.querySelector("[popover]")')).toBeNull();
    await hover(page, { x, y });
    await cardOf(rig.browser, page, 'BRICS');
    for (let i = 0; i < 8; i++, await pause(100))
      await forge(900, 20, ['pointerdown', 'pointerleave', 'keydown', 'pointermove']);
    expect(await page.evaluate('document.querySelector("[popover]:popover-open") !== null')).toBe(true);
  });

  it('the bar beside selected text takes no click under an element in the top layer', async () => {
    const page = await rig.open(site.at());
    onTestFinished(() => page.close());
    await shows(page, ['BRICS']);
    const again = `{ ${COVER('document.body', true)} window.uncover = () => { clearInterval(war); cover.remove(); }; }`;
    await page.evaluate(again.replace('setInterval', 'const war = setInterval'));
    await select(page, 'many things');
    for (let i = 0; i < 12; i++, await pause(100)) {
      const { left, top } = await bar(page);
      await page.mouse.click(left + 47, top + 14);
    }
    expect(await painted(page)).toEqual([]);
    await page.evaluate('uncover()');
    await choose(page, 'green');
    await paints(page, ['green: many things']);
  });

  it('Gloss caused no error on any of these pages', async () => {
    expect(await rig.errors()).toEqual([]);
  });
});
