/**
 * A reader whose process a page has taken over: it can say whatever it likes to the background. In Chromium, where
 * the readers of all frames of a page can be reached.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { cardOf, hover, marksOn, noCard, textBox, until } from '../../scripts/hovering';
import { marked, spotOf } from './marked';
import { ask } from './notes';
import { type Reader, readersIn, say } from './readers';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';

const SECRET = 'zqxjvkwzqx';
const selectors = { quote: { exact: 'Ministers', prefix: '', suffix: ' of BRICS' } };

describe.each(BROWSERS.filter((which) => which === 'chrome'))('a hostile reader, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  let other: Site;
  let own: Page;
  const id = crypto.randomUUID();
  beforeAll(async () => {
    rig = await launch(which);
    other = await serve({ '/secret': PROSE });
    site = await serve({ '/': PROSE, '/framed': `${PROSE}<iframe src="/"></iframe>` });
    own = await rig.openOwn('options.html');
    const page = { address: other.at('/secret'), title: SECRET };
    const changes = { text: SECRET, colour: 'blue' } as const;
    await ask(own, 'write', { id, target: { kind: 'passage', page, selectors }, changes });
  });
  afterAll(async () => {
    site.close();
    other.close();
    await rig.close();
  });
  const open = async (path = '/') => {
    const page = await rig.open(site.at(path));
    onTestFinished(() => page.close());
    await marksOn(page);
    const readers = await readersIn(page);
    await until('the reader', async () => readers.length > 0);
    return { page, readers };
  };
  const stored = async () => (await ask(own, 'all-notes', {})).notes;

  it('gets nothing of another page, by its address or as its canonical one, and nothing else of the user', async () => {
    const { readers } = await open();
    const [reader] = readers as [Reader];
    const victim = other.at('/secret');
    expect(await say(reader, { kind: 'passages', data: { canonical: victim } })).toEqual({
      ...{ passages: [], offers: true },
    });
    // The address of another origin is not believed: the reader's own page has no passages.
    expect(await say(reader, { kind: 'passages', data: { address: victim } })).toEqual({
      ...{ passages: [], offers: true },
    });
    expect(await say(reader, { kind: 'passages', data: { page: victim } })).toMatch('was refused');
    for (const kind of ['notes', 'all-notes', 'find-notes', 'write', 'settings'])
      expect(await say(reader, { kind, data: null })).toMatch('Only pages of Gloss');
  });

  it('changes no note that is there, and writes nothing on another page', async () => {
    const { readers } = await open();
    const [reader] = readers as [Reader];
    const before = await stored();
    const data = { id, selectors, colour: 'pink', title: 'Mine' };
    expect(await say(reader, { kind: 'highlight', data })).toMatch('another note');
    const page = { address: other.at('/secret'), title: '' };
    const fresh = { ...data, id: crypto.randomUUID() };
    expect(await say(reader, { kind: 'highlight', data: { ...fresh, page } })).toMatch('refused');
    expect(await stored()).toEqual(before);
    await say(reader, { kind: 'highlight', data: { ...fresh, address: page.address } });
    const made = (await stored()).filter((note) => note.id === fresh.id);
    expect(made).toMatchObject([{ target: { page: { address: site.at('/') } } }]);
    expect((await stored()).filter((note) => note.id !== fresh.id)).toEqual(before);
  });

  it('hears no letter between another reader of its tab and the card there', async () => {
    const { page, readers } = await open('/framed');
    await until('both readers', async () => readers.length >= 2);
    for (const { evaluate } of readers)
      await evaluate(
        `globalThis.heard = []; chrome.runtime.onMessage.addListener((each) => { if (each?.to) heard.push(each.to); })`,
      );
    await hover(page, await textBox(page, 'BRICS'));
    await cardOf(rig.browser, page, 'BRICS');
    await page.keyboard.press('Escape');
    await noCard(page);
    const heard = await Promise.all(readers.map(({ evaluate }) => evaluate<string[]>('heard')));
    expect(heard.filter((each) => each.length > 0)).toHaveLength(1);
    expect(new Set(heard.flat())).toEqual(new Set(['reader']));
  });
});

describe.each(BROWSERS)('a card in a frame, in %s', (which) => {
  let rig: Rig;
  let site: Site;
  beforeAll(async () => {
    rig = await launch(which);
    site = await serve({
      '/': `<p>Nothing.</p><iframe src="/in" width="700" height="500"></iframe>`,
      '/in': PROSE,
    });
  });
  afterAll(async () => {
    site.close();
    await rig.close();
  });

  it('opens also after the background was stopped between two letters', async () => {
    const page = await rig.open(site.at());
    onTestFinished(() => page.close());
    const frame = await until('the frame', async () =>
      page.frames().find((each) => each.url().endsWith('/in')),
    );
    await until('its marks', async () => (await marked(frame)).includes('BRICS'));
    await hover(page, await spotOf(frame, 'BRICS'));
    await cardOf(rig.browser, page, 'BRICS');
    await page.keyboard.press('Escape');
    await noCard(page);
    await page.mouse.move(1, 1);
    await rig.killBackground();
    await hover(page, await spotOf(frame, 'BRICS'));
    await cardOf(rig.browser, page, 'BRICS');
  });
});
