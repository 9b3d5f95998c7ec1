/** Pages that try to have the user press what the user does not see, and honest pages that look like them. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { cardOf, HOST, hover, isOpen, type Place, pause, takesPresses, until } from '../../scripts/hovering';
import { LONG_ENOUGH } from '../../src/platform/sight';
import { ATTACKS, COVER, forge, isReady, pressOften, TEXT } from './hostile-page';
import { shows, spotOf } from './marked';
import { bar, choose, painted, paints, select } from './noted';
import { ask, clear, deleteNote, notesOn, openFully, says, stored } from './notes';
import { BROWSERS, launch, type Rig, type Site, serve } from './rig';

const around = (style: string, more = '', host = '127.0.0.1') =>
  `<!doctype html><html lang="en"><title>Around</title>${more}<iframe style="border:0;width:900px;height:700px;${style}"></iframe>
  <script>document.querySelector('iframe').src = 'http://${host}:' + location.port + '/'</script>`;

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
  it('a card takes presses of the user, and asks once more before it deletes', async () => {
    const { card } = await open();
    await openFully(card);
    await deleteNote(card);
    await says(card, 'Note deleted.');
    await stored(own, 'brics', []);
  });

  it.each(Object.entries(ATTACKS))(
    'under %s, nothing is deleted, and the card says so',
    async (_name, script) => {
      const { page, card } = await open();
      await openFully(card);
      await takesPresses(card);
      await page.evaluate(`{ ${script} }`);
      await until('the card to notice', async () => !(await isReady(card)));
      await pressOften(rig, page, card);
      expect(await notesOn(own, 'brics')).toHaveLength(1);
      await says(card, 'Something on this page covers the card.');
    },
  );

  it.each(['/transparent', '/transparent-other', '/covered-other'])(
    'in a frame that the page around it hides (%s), nothing is deleted',
    async (path) => {
      const { page, card } = await open(path);
      await card.evaluate('dispatchEvent(new Event("wheel"))'); // It opens fully, without a press.
      await pressOften(rig, page, card);
      expect(await isReady(card)).toBe(false);
      expect(await notesOn(own, 'brics')).toHaveLength(1);
    },
  );

  it.each(Object.entries(HONEST))('with %s, the card takes presses', async (_name, script) => {
    const { page, card } = await open();
    await page.evaluate(`{ ${script} }`);
    await pause(2 * LONG_ENOUGH);
    await takesPresses(card);
    await until('no warning', () =>
      card.evaluate<boolean>(`document.querySelector('.warnings').textContent === ''`),
    );
  });

  it('a message of the page that comes over the card goes below it, where the browser can tell', async () => {
    const { page, card } = await open();
    await takesPresses(card);
    await page.evaluate(
      `{ ${COVER('document.body', false).replace('background:#fff', 'background:none')} window.cover = cover; }`,
    );
    if (which === 'firefox') {
      await says(card, 'Something on this page covers the card.');
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
    // It takes presses again so soon that a busy machine would not see the moment between.
    await card.evaluate(`void new MutationObserver(() => {
      if (!document.documentElement.hasAttribute('data-ready')) window.hasNoticed = true;
    }).observe(document.documentElement, { attributeFilter: ['data-ready'] })`);
    await page.evaluate('scrollBy(0, 20)');
    await until('the card to notice', () => card.evaluate<boolean>('window.hasNoticed === true'));
    await takesPresses(card);
  });

  it('events that a script makes open no card, and close none', async () => {
    const page = await rig.open(site.at());
    onTestFinished(() => page.close());
    await shows(page, ['BRICS']);
    const spot = await spotOf(page, 'BRICS');
    for (let i = 0; i < 8; i++, await pause(100))
      await forge(page, spot, ['pointermove', 'pointerdown', 'pointerup', 'click']);
    expect(await page.$(HOST)).toBeNull();
    await hover(page, spot);
    await cardOf(rig.browser, page, 'BRICS');
    for (let i = 0; i < 8; i++, await pause(100))
      await forge(page, { x: 900, y: 20 }, ['pointerdown', 'pointerleave', 'keydown', 'pointermove']);
    expect(await isOpen(page)).toBe(true);
  });

  it('the bar beside selected text takes no click under an element in the top layer', async () => {
    const page = await rig.open(site.at());
    onTestFinished(() => page.close());
    await shows(page, ['BRICS']);
    await page.evaluate(
      `{ ${COVER('document.body', true)} window.uncover = () => { clearInterval(war); cover.remove(); }; }`,
    );
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
