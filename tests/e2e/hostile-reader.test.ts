/**
 * A reader whose process a page has taken over: it can say whatever it likes to the background. Chromium lets a
 * test run code in the reader's own world; Firefox does not.
 */
import type { CDPSession, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { cardOf, hover, marksOn, noCard, textBox, until } from '../../scripts/hovering';
import { marked, spotOf } from './marked';
import { ask } from './notes';
import { BROWSERS, launch, PROSE, type Rig, type Site, serve } from './rig';

const SECRET = 'zqxjvkwzqx';
const selectors = { quote: { exact: 'Ministers', prefix: '', suffix: ' of BRICS' } };

/** The world of the reader in a frame: the number of the world, and the frame's session with the browser. */
interface World {
  session: CDPSession;
  contextId: number;
}

/** The worlds of the readers in all frames of a page in Chromium, in the order in which they started. */
async function worldsOf(page: Page): Promise<World[]> {
  const session = await page.createCDPSession();
  const worlds: World[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.auxData?.type === 'isolated' && context.origin.startsWith('chrome-extension:'))
      worlds.push({ session, contextId: context.id });
  });
  await session.send('Runtime.enable');
  return worlds;
}

async function evaluate<T>({ session, contextId }: World, expression: string): Promise<T> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    ...{ expression, contextId, awaitPromise: true, returnByValue: true },
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as T;
}

/** What the background answers to a message of a reader; the words of its refusal where it refuses. */
const say = (world: World, message: unknown) =>
  evaluate<unknown>(
    world,
    `chrome.runtime.sendMessage(${JSON.stringify(message)}).then((reply) => reply ?? null, ({ message }) => message)`,
  );

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
    const worlds = await worldsOf(page);
    await until('the reader', async () => worlds.length > 0);
    return { page, worlds };
  };
  const stored = async () => (await ask(own, 'all-notes', {})).notes;

  it('gets nothing of another page, by its address or as its canonical one, and nothing else of the user', async () => {
    const { worlds } = await open();
    const [world] = worlds as [World];
    const victim = other.at('/secret');
    expect(await say(world, { kind: 'passages', data: { canonical: victim } })).toEqual({
      ...{ passages: [], offers: true },
    });
    expect(await say(world, { kind: 'passages', data: { address: victim } })).toMatch('was refused');
    for (const kind of ['notes', 'all-notes', 'find-notes', 'write', 'settings'])
      expect(await say(world, { kind, data: null })).toMatch('Only pages of Gloss');
  });

  it('changes no note that is there, and writes nothing on another page', async () => {
    const { worlds } = await open();
    const [world] = worlds as [World];
    const before = await stored();
    const data = { id, selectors, colour: 'pink', title: 'Mine' };
    expect(await say(world, { kind: 'highlight', data })).toMatch('another note');
    const page = { address: other.at('/secret'), title: '' };
    const fresh = { ...data, id: crypto.randomUUID() };
    expect(await say(world, { kind: 'highlight', data: { ...fresh, address: page.address } })).toMatch(
      'refused',
    );
    expect(await say(world, { kind: 'highlight', data: { ...fresh, page } })).toMatch('refused');
    expect(await stored()).toEqual(before);
  });

  it('hears no letter between another reader of its tab and the card there', async () => {
    const { page, worlds } = await open('/framed');
    await until('both readers', async () => worlds.length >= 2);
    for (const world of worlds)
      await evaluate(
        world,
        `globalThis.heard = []; chrome.runtime.onMessage.addListener((each) => { if (each?.to) heard.push(each.to); })`,
      );
    await hover(page, await textBox(page, 'BRICS'));
    await cardOf(rig.browser, page, 'BRICS');
    await page.keyboard.press('Escape');
    await noCard(page);
    const heard = await Promise.all(worlds.map((world) => evaluate<string[]>(world, 'heard')));
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
