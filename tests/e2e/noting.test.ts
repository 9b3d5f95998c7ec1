import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { cardOf, hover, marksOn, noCard, pause, textBox, until } from '../../scripts/hovering';
import { caughtUp } from './marked';
import { bar, choose, hasBar, noBar, painted, paints, select } from './noted';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';
import { chooseInMenu, command, openPanel, openPopup, stayBehind } from './surfaces';

const WORDS = 'Engineers at the ITU wrote telecommunication standards';
const head = (title: string, more = '') =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>${more}<style>body{font:18px/1.6 serif;margin:40px;max-width:600px}</style>`;
const LINES = [
  'The forum met in Kyoto in October and heard delegates from ninety countries.',
  'Its secretariat sits in Geneva, under the wing of the United Nations.',
  'Critics say that the forum decides nothing, and that this is its strength.',
  'Whoever writes about it has to know its quarrels, and those of its neighbours.',
];
const paragraphs = (lines: string[]) => lines.map((line) => `<p>${line}</p>`).join('\n');
const STORY = head('Story') + paragraphs(LINES);
const QUOTE = 'Critics say that the forum decides nothing';

/** A page of a megabyte. */
const HUGE =
  head('Huge') +
  Array.from(
    { length: 9_000 },
    (_, n) =>
      `<p>Line ${n} of a long report, which nobody has read to its end, says what ${n * 7} delegates said.</p>`,
  ).join('') +
  '<p id="mine">And here the one sentence that is worth a note stands at last.</p><p>After it comes nothing.</p>';

/** All that a page can see and hear of what happens over it: every event, every node, every frame. */
const SPY = `<script>
  const seen = [];
  const note = (what) => seen.push(String(what));
  for (const name of ['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'compositionend', 'selectionchange', 'click', 'pointerup', 'focusin', 'message'])
    for (const target of [window, document])
      target.addEventListener(name, (event) => note(name + ' ' + event.key + ' ' + event.data + ' ' + event.target?.value + ' ' + event.target?.outerHTML), true);
  new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      note(target.outerHTML ?? target.data);
      for (const node of addedNodes) note(node.outerHTML + node.shadowRoot?.innerHTML);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  setInterval(() => {
    note(document.documentElement.outerHTML);
    for (const each of document.querySelectorAll('*')) note(each.shadowRoot?.innerHTML);
    note(document.activeElement?.outerHTML);
    for (const each of performance.getEntries()) note(each.name);
    for (let at = 0; at < frames.length; at++) note(frames[at].location);
  }, 100);
</script>`;

describe.each(BROWSERS)('notes on passages in %s', (which) => {
  let rig: Rig;
  let site: Site;
  const pages: Parameters<typeof serve>[0] = {};
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve(pages);
    await stayBehind(rig);
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });
  /** Each test has pages of its own: notes stay. */
  let turn = 0;
  let path = '';
  beforeEach(() => {
    path = `/${++turn}`;
    pages[path] = PROSE;
  });

  const open = async (at = path) => {
    const page = await rig.open(site.at(at));
    onTestFinished(() => page.close());
    return page;
  };
  /** Firefox's driver now and then takes a reload for aborted that was none. */
  const reload = (page: Page) => page.reload().catch(() => page.reload());
  /** Ask the background, as a page of Gloss may. */
  const ask = async <T>(kind: string, data: unknown): Promise<T> => {
    const own = await rig.openOwn('options.html');
    try {
      return (await own.evaluate(
        (kind, data) =>
          (
            globalThis as unknown as {
              chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } };
            }
          ).chrome.runtime.sendMessage({ kind, data }),
        kind,
        data,
      )) as T;
    } finally {
      await own.close();
    }
  };
  /** Highlight a stretch of the page by the bar. */
  const highlight = async (page: Page, from: string, to = from) => {
    await select(page, from, to);
    await choose(page, 'green');
    await until('the highlight', async () => (await painted(page)).some((each) => each.startsWith('green')));
  };
  const story = async (more: Partial<Record<string, string>> = {}) => {
    pages[path] = STORY;
    for (const [name, body] of Object.entries(more)) if (body !== undefined) pages[path + name] = body;
    const page = await open();
    await highlight(page, QUOTE);
    await paints(page, [`green: ${QUOTE}`]);
    return page;
  };

  describe('a highlight', () => {
    it('is made by a colour of the bar, and is there after a reload', async () => {
      const page = await open();
      await marksOn(page);
      await select(page, WORDS);
      await bar(page);
      await page.screenshot({ path: `.artifacts/${which}-bar.png` });
      await choose(page, 'blue');
      await paints(page, [`blue: ${WORDS}`]);
      await noBar(page);
      // The bar goes first; the selection when the highlight is stored.
      await until(
        'nothing to be selected',
        async () => (await page.evaluate('String(getSelection())')) === '',
      );
      await page.mouse.move(1, 1);
      await page.screenshot({ path: `.artifacts/${which}-highlight.png` });
      await reload(page);
      await paints(page, [`blue: ${WORDS}`]);
    });

    it('with a note opens its card, ready to write; what is written is there after a reload', async () => {
      const page = await open();
      await marksOn(page);
      await select(page, WORDS);
      await choose(page, 'note');
      const card = await cardOf(rig.browser, page);
      await until('the keyboard in the editor', () =>
        card.evaluate<boolean>('document.hasFocus() && document.activeElement.localName === "textarea"'),
      );
      await page.keyboard.type('Standards come first');
      await until('it to be saved', async () => (await card.text()).includes('Saved'));
      await reload(page);
      await paints(page, [`yellow: ${WORDS}`]);
      await hover(page, await textBox(page, 'wrote telecommunication'));
      expect(await (await cardOf(rig.browser, page)).text()).toContain('Standards come first');
    });

    it('shows its note on the card of a term that stands in it', async () => {
      const page = await open();
      await marksOn(page);
      await select(page, WORDS);
      await choose(page, 'pink');
      await paints(page, [`pink: ${WORDS}`]);
      await hover(page, await textBox(page, 'ITU'));
      const card = await cardOf(rig.browser, page, 'ITU');
      await until('the passage on the card', async () => (await card.text()).includes(WORDS));
    });

    it('spans blocks, and each of its pieces is painted', async () => {
      const page = await open();
      await highlight(page, 'has no power', 'wrote telecommunication');
      const pieces = [
        'green: has no power to decide.',
        'green: Engineers at the ITU wrote telecommunication',
      ];
      await paints(page, pieces);
      await reload(page);
      await paints(page, pieces);
    });

    it('can be one of a text from right to left', async () => {
      const page = await open();
      await highlight(page, 'هر سال برگزار');
      await reload(page);
      await paints(page, ['green: هر سال برگزار']);
    });

    it('can be one of three clicks, and in a table', async () => {
      pages[path] =
        `${head('Table')}<table><tr><td>Kyoto<td>2023<tr><td>Riyadh<td>2024</table><p id="all">A whole line, taken by three clicks.</p><p>Next</p>`;
      const page = await open();
      const { x, y } = await textBox(page, 'taken by');
      await page.mouse.click(Math.round(x), Math.round(y), { count: 3 });
      await choose(page, 'green');
      await paints(page, ['green: A whole line, taken by three clicks.']);
      await select(page, 'Kyoto', '2024');
      await choose(page, 'blue');
      const all = [
        'blue: 2023',
        'blue: 2024',
        'blue: Kyoto',
        'blue: Riyadh',
        'green: A whole line, taken by three clicks.',
      ];
      await paints(page, all);
      await reload(page);
      await paints(page, all);
    });

    it('goes with its note, and comes back with it', async () => {
      const page = await open();
      await highlight(page, WORDS);
      const { notes } = await ask<{ notes: { id: string }[] }>('notes', { page: { address: site.at(path) } });
      await ask('delete', { ids: notes.map(({ id }) => id), deleted: true });
      await page.bringToFront();
      await paints(page, []);
      await ask('delete', { ids: notes.map(({ id }) => id), deleted: false });
      await page.bringToFront();
      await paints(page, [`green: ${WORDS}`]);
    });

    it('is stored although the page goes at once', async () => {
      const page = await open();
      await select(page, WORDS);
      await choose(page, 'green');
      await page.goto(site.at('/elsewhere')).catch(() => undefined);
      await page.goto(site.at(path));
      await paints(page, [`green: ${WORDS}`]);
    });
  });

  it('on a site that is paused are not shown, nor is the bar; when it is resumed they are', async () => {
    const page = await open();
    await highlight(page, WORDS);
    const setPaused = (paused: boolean) => ask('set', { site: new URL(site.at()).host, paused });
    await setPaused(true);
    await page.bringToFront();
    await paints(page, []);
    await select(page, 'has no power');
    await pause(200);
    expect(await hasBar(page)).toBe(false);
    await setPaused(false);
    await page.bringToFront();
    await paints(page, [`green: ${WORDS}`]);
  });

  describe('the bar', () => {
    it('goes with Escape, with a click elsewhere, and when its text is scrolled away; it does not come for the same again', async () => {
      pages[path] = `${PROSE}<div style="height:3000px"></div>`;
      const page = await open();
      await select(page, WORDS);
      await bar(page);
      await page.keyboard.press('Escape');
      await noBar(page);
      await page.keyboard.press('Shift');
      await pause(150);
      expect(await hasBar(page)).toBe(false);
      await page.mouse.click(700, 500);
      await select(page, WORDS);
      await bar(page);
      await page.mouse.click(700, 500);
      await noBar(page);
      await select(page, WORDS);
      await bar(page);
      await page.evaluate('scrollTo({ top: 2000, behavior: "instant" })');
      await noBar(page);
    });

    it('comes for what is selected by keyboard', async () => {
      const page = await open();
      await select(page, WORDS);
      await bar(page);
      await page.keyboard.press('Escape');
      await page.keyboard.down('Shift');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.up('Shift');
      await bar(page);
    });

    it('does not come for white space, nor in fields and editors, nor for what a script selects', async () => {
      pages[path] =
        `${head('Editors')}<p id="blank">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;</p><textarea cols="40" rows="3">Words in a field of their own</textarea>
        <div contenteditable>Words in an editor of the page</div><input value="Words in a line"><p>Words of the page itself</p>`;
      const page = await open();
      for (const spot of ['textarea', '[contenteditable]', 'input', '#blank']) {
        const box = await (await page.$(spot))?.boundingBox();
        await page.mouse.click(Math.round((box?.x ?? 0) + 30), Math.round((box?.y ?? 0) + 12), { count: 3 });
        await pause(150);
        expect(await hasBar(page), spot).toBe(false);
      }
      await page.evaluate(() => {
        document.activeElement instanceof HTMLElement && document.activeElement.blur();
        getSelection()?.selectAllChildren(document.querySelector('p:last-of-type') as Element);
        for (const name of ['pointerup', 'keyup']) window.dispatchEvent(new Event(name));
      });
      await pause(150);
      expect(await hasBar(page)).toBe(false);
      await select(page, 'Words of the page');
      await bar(page);
    });

    it('can be switched off', async () => {
      const settings = await rig.openOwn('options.html');
      onTestFinished(() => settings.close());
      const set = async () => {
        await settings.bringToFront();
        await until('the switch', () =>
          settings.evaluate(() => {
            const label = [...document.querySelectorAll('label')].find((each) =>
              each.textContent?.includes('highlight selected text'),
            );
            label?.click();
            return label !== undefined;
          }),
        );
      };
      await set();
      const page = await open();
      await select(page, WORDS);
      await pause(250);
      expect(await hasBar(page)).toBe(false);
      await set();
      await page.bringToFront();
      await until('the bar', async () => {
        await page.mouse.click(700, 500);
        await select(page, WORDS);
        await pause(100);
        return hasBar(page);
      });
    });

    it('is no place for the page to press', async () => {
      const page = await open();
      await select(page, WORDS);
      await bar(page);
      await page.evaluate(() => {
        for (const host of document.querySelectorAll<HTMLElement>('[popover]')) {
          host.click();
          for (const name of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
            host.dispatchEvent(
              new MouseEvent(name, { bubbles: true, composed: true, clientX: 200, clientY: 280 }),
            );
        }
      });
      await pause(250);
      expect(await painted(page)).toEqual([]);
    });
  });

  describe('a passage of a page that has changed', () => {
    it('is found where words around it were edited and others put in before', async () => {
      const page = await story();
      pages[path] =
        head('Story') +
        paragraphs([
          'Breaking: this story was updated.',
          'An advert.',
          ...LINES.map((line) =>
            line
              .replace('Geneva', 'the city of Geneva')
              .replace('this is its strength', 'therein lies its strength'),
          ),
        ]);
      await reload(page);
      await paints(page, [`green: ${QUOTE}`]);
    });

    it('is found when it comes late, and when a script draws the page anew', async () => {
      const page = await story();
      const late = `<script>setTimeout(() => { document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(paragraphs(LINES))}); }, 1500);</script>`;
      pages[path] = head('Story') + late;
      await reload(page);
      await paints(page, []);
      await paints(page, [`green: ${QUOTE}`]);
      await page.evaluate(() => {
        const { body } = document;
        body.innerHTML = `<p>Above.</p>${[...body.querySelectorAll('p')].map((each) => `<p>${each.innerHTML.replace('forum', '<b>forum</b>')}</p>`).join('')}`;
      });
      await paints(page, [`green: ${QUOTE}`]);
      await page.evaluate(() => document.querySelectorAll('p')[1]?.before('Some words more. '));
      await caughtUp(page);
      await paints(page, [`green: ${QUOTE}`]);
    });

    it('goes with its text, waits in the side panel with its words, and comes back when they do', async () => {
      const page = await story();
      const panel = await openPanel(rig, page);
      onTestFinished(async () => {
        if (which === 'firefox') await panel.press('Escape');
      });
      const text = () => panel.evaluate<string>('document.querySelector(".page-notes")?.innerText ?? ""');
      await until('the note in the panel', async () => (await text()).includes(QUOTE));
      expect(await text()).not.toContain('Not found on the page');
      await page.evaluate((quote) => {
        const paragraph = [...document.querySelectorAll('p')].find((each) =>
          each.textContent?.includes(quote),
        );
        Object.assign(window, { gone: paragraph });
        paragraph?.replaceWith(document.createElement('hr'));
      }, QUOTE);
      await paints(page, []);
      await until('the orphan', async () =>
        /Not found on the page[\s\S]*Critics say that the forum/.test(await text()),
      );
      await page.evaluate('document.querySelector("hr").replaceWith(gone)');
      await paints(page, [`green: ${QUOTE}`]);
      await until('it to be found', async () => !(await text()).includes('Not found on the page'));
      // And leads there.
      await page.evaluate(
        'document.body.style.paddingTop = "3000px"; scrollTo({ top: 0, behavior: "instant" })',
      );
      await panel.evaluate('document.querySelector(".page-notes .go").click()');
      await until(
        'the passage in view',
        () => page.evaluate('scrollY > 1000 && CSS.highlights.has("gloss-flash")') as Promise<boolean>,
      );
    });
  });

  describe('the same page', () => {
    it('goes by addresses with a fragment and with marks of where one came from', async () => {
      await story();
      const page = await open(`${path}?utm_source=letter&fbclid=1#critics`);
      await paints(page, [`green: ${QUOTE}`]);
      const other = await open(`${path}?page=2`);
      await caughtUp(other);
      expect(await painted(other)).toEqual([]);
    });

    it('goes by the address that it names as canonical', async () => {
      await story({
        '/mobile': `${head('Story', `<link rel="canonical" href="${path}">`)}${paragraphs(LINES)}`,
      });
      const page = await open(`${path}/mobile`);
      await paints(page, [`green: ${QUOTE}`]);
    });

    it('is another one when an application moves on, and the same when it comes back', async () => {
      pages[path] = `${head('Application')}<main></main><script>
        const draw = () => { document.querySelector('main').innerHTML = location.hash ? '<p>Another view, of the United Nations.</p>' : ${JSON.stringify(paragraphs(LINES))}; };
        const visit = (to) => { history.pushState(null, '', to); draw(); };
        draw();
      </script>`;
      const page = await open();
      await highlight(page, QUOTE);
      await page.evaluate(`visit('${path}#/other')`);
      await paints(page, []);
      await highlight(page, 'Another view');
      await page.evaluate(`visit('${path}')`);
      await paints(page, [`green: ${QUOTE}`]);
      await page.evaluate(`visit('${path}#/other')`);
      await paints(page, ['green: Another view']);
    });
  });

  it('a frame has passages of its own', async () => {
    pages[`${path}/inner`] = STORY;
    pages[path] =
      `${head('Outer')}<p>Around it.</p><iframe src="${path}/inner" width="700" height="400"></iframe>`;
    const page = await open();
    const inner = async (): Promise<Frame> =>
      until('the frame', async () => page.frames().find((each) => each.url().endsWith('/inner')));
    const frame = await inner();
    await until('its text', () => frame.evaluate(() => document.querySelectorAll('p').length > 3));
    await select(page, QUOTE, QUOTE, frame);
    await choose(page, 'purple', frame);
    await paints(frame, [`purple: ${QUOTE}`]);
    expect(await painted(page)).toEqual([]);
    await reload(page);
    await paints(await inner(), [`purple: ${QUOTE}`]);
  });

  describe('a hostile page', () => {
    it('with a strict policy is no hindrance', async () => {
      pages[path] = {
        body: STORY.replace('<style>', '<style nonce="n">'),
        headers: {
          'content-security-policy':
            "default-src 'none'; style-src 'nonce-n'; require-trusted-types-for 'script'",
        },
      };
      const page = await open();
      await highlight(page, QUOTE);
      await reload(page);
      await paints(page, [`green: ${QUOTE}`]);
    });

    it('that throws away style sheets, or never rests, keeps its passages', async () => {
      pages[path] = `${STORY}<p id="clock"></p><script>
        setInterval(() => { clock.textContent = 'Now ' + performance.now(); }, 16);
        setInterval(() => { document.adoptedStyleSheets = []; }, 200);
      </script>`;
      const page = await open();
      await select(page, QUOTE);
      await choose(page, 'green');
      await reload(page);
      await paints(page, [`green: ${QUOTE}`], 15_000);
      await page.evaluate('document.querySelectorAll("p")[1].remove()');
      await paints(page, [`green: ${QUOTE}`], 15_000);
    });

    it('of a megabyte is noted, and found again', async () => {
      pages[path] = HUGE;
      const page = await open();
      await highlight(page, 'the one sentence that is worth a note');
      await reload(page);
      await paints(page, ['green: the one sentence that is worth a note'], 20_000);
    });

    it('with fields in the place of what documents have is no hindrance', async () => {
      pages[path] =
        `${STORY}<form><input name="closest"><input name="parentElement"></form><img name="title"><img name="getSelection2">`;
      const page = await open();
      await highlight(page, QUOTE);
      await reload(page);
      await paints(page, [`green: ${QUOTE}`]);
    });

    it('that watches everything sees nothing of what is written', async () => {
      pages[path] = STORY + SPY;
      const page = await open();
      await select(page, QUOTE);
      await choose(page, 'note');
      const card = await cardOf(rig.browser, page);
      await until('the keyboard in the editor', () =>
        card.evaluate<boolean>('document.hasFocus() && document.activeElement.localName === "textarea"'),
      );
      await page.keyboard.type('xyzzy plugh');
      await until('it to be saved', async () => (await card.text()).includes('Saved'));
      await page.keyboard.press('Escape');
      await noCard(page);
      await hover(page, await textBox(page, 'forum decides'));
      expect(await (await cardOf(rig.browser, page)).text()).toContain('xyzzy plugh');
      await pause(250);
      const seen = (await page.evaluate('seen')) as string[];
      expect(seen.length).toBeGreaterThan(10);
      expect(seen.filter((each) => /xyzzy|plugh|keydown [xyzplugh] /.test(each))).toEqual([]);
    });
  });

  it('a page without notes and selections has nothing of it', async () => {
    const page = await open();
    await marksOn(page);
    await page.mouse.click(700, 500);
    await page.keyboard.press('a');
    await caughtUp(page);
    expect(await painted(page)).toEqual([]);
    expect(await page.evaluate('document.querySelectorAll("[popover]").length')).toBe(0);
    expect(await page.evaluate('document.adoptedStyleSheets.length')).toBe(1);
  });

  it('a note on the page as a whole is written in the popup, and shown in the side panel', async () => {
    const page = await open();
    const popup = await openPopup(rig, page);
    await until('the button', () =>
      popup.evaluate<boolean>(
        'document.querySelector(".add-note")?.click() !== undefined || document.querySelector(".add-note") !== null',
      ),
    );
    await until('the editor', () =>
      popup.evaluate<boolean>('document.querySelector(".page-notes textarea") !== null'),
    );
    await popup.evaluate(`(() => {
      const box = document.querySelector('.page-notes textarea');
      box.value = 'Read again in spring';
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    })()`);
    await until('it to be saved', () => popup.evaluate<boolean>('document.body.innerText.includes("Saved")'));
    const panel = await openPanel(rig, page);
    await until('the note', () =>
      panel.evaluate<boolean>(
        'document.querySelector(".page-notes")?.innerText.includes("Read again in spring") ?? false',
      ),
    );
    if (which === 'firefox') await panel.press('Escape');
  });

  // The last ones: Chromium's driver, once it has entered the background, keeps it from coming back after it is stopped.
  it('the context menu and the commands highlight what is selected, with and without a note', async () => {
    const page = await open();
    const box = await textBox(page, 'wrote');
    await select(page, WORDS);
    await chooseInMenu(rig, page, box, 'highlight', WORDS);
    await paints(page, [`yellow: ${WORDS}`]);
    await select(page, 'spoke of cyber diplomacy');
    await command(rig, 'highlight');
    await paints(page, [`yellow: ${WORDS}`, 'yellow: spoke of cyber diplomacy']);
    await select(page, 'has no power');
    await command(rig, 'highlight-note');
    const card = await cardOf(rig.browser, page);
    await until('the editor', () =>
      card.evaluate<boolean>('document.activeElement?.localName === "textarea"'),
    );
    await page.keyboard.press('Escape');
    await noCard(page);
    // And the keyboard's way through the mentions leads to the passages too.
    pages[path] = `${head('No term')}<p>Nobody spoke.</p><p>It was quiet in the hall.</p>`;
    const quiet = await open();
    await highlight(quiet, 'quiet in the hall');
    await command(rig, 'next-mention');
    const next = await cardOf(rig.browser, quiet);
    expect(await next.text()).toContain('quiet in the hall');
  });

  it('nothing of Gloss was thrown on all these pages', async () => {
    expect(await rig.errors()).toEqual([]);
  });
});

describe.each(BROWSERS)('a note in %s', (which) => {
  it('is there after the browser was restarted', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'gloss-profile-'));
    const site = await serve({ '/': PROSE });
    let rig = await launch(which, profile);
    try {
      const page = await rig.open(site.at());
      await select(page, WORDS);
      await choose(page, 'green');
      await paints(page, [`green: ${WORDS}`]);
      await page.reload();
      await paints(page, [`green: ${WORDS}`]);
      await rig.close();
      rig = await launch(which, profile);
      await paints(await rig.open(site.at()), [`green: ${WORDS}`], 20_000);
    } finally {
      await rig.close();
      site.close();
      rmSync(profile, { recursive: true, force: true });
    }
  });
});
