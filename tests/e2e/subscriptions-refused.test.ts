/** What comes from a subscribed address and is no newer version of it: the digest stays, and the page says why. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GECKO_ID } from '../../scripts/browsers';
import { until } from '../../scripts/hovering';
import { inFirefox } from './firefox';
import { marked } from './marked';
import { newKey, type Publisher, publisher } from './publisher';
import { BROWSERS, launch, type Rig } from './rig';
import { type DigestsPage, digestsPage } from './subscribing';

const PAGE = `<!doctype html><html lang="en"><title>A sitting</title><p style="font: 18px/2 serif; margin: 60px">
A quorum call was heard, then a filibuster began.</p>`;
const FIRST = { 'quorum call': 'A count of the members' };
const SECOND = { ...FIRST, filibuster: 'A speech without end' };

describe.each(BROWSERS)('an address that gives no newer version, in %s', (which) => {
  let rig: Rig;
  let server: Publisher;
  let page: Page;
  let digests: DigestsPage;
  let hash: string | undefined;
  const key = newKey();
  beforeAll(async () => {
    rig = await launch(which);
    server = await publisher(PAGE);
    page = await rig.open(server.at('/'));
    digests = await digestsPage(rig);
  });
  afterAll(async () => {
    server.close();
    await rig.close();
  });

  const marks = async (...words: string[]) => {
    await page.bringToFront();
    const wanted = [...words].sort().join();
    await until(`“${wanted}” to be marked`, async () => (await marked(page)).sort().join() === wanted);
    await digests.own.bringToFront();
  };
  const ask = () => digests.press('Ask now: “Words of procedure”');
  const versions = async () => {
    await server.publish('2', SECOND, await key);
  };
  /** An answer without end, as fast as it is taken. */
  const endless = (first: string) => (_request: unknown, response: import('node:http').ServerResponse) => {
    response.writeHead(200);
    response.write(first);
    const piece = Buffer.alloc(65_536, 0x20);
    const more = () => {
      while (!response.destroyed && response.write(piece));
    };
    response.on('drain', more);
    more();
  };

  it('is not subscribed to, where it is none, answers nothing, or has a web page', async () => {
    await digests.look('ftp://example.org/terms.json');
    await digests.tells('“ftp://example.org/terms.json” is no address that Gloss can ask.');
    await digests.look(server.at('/'));
    await digests.tells('At this address is a web page, not a digest.');
    await digests.look('http://127.0.0.1:1/terms.json');
    await digests.tells('The address does not answer.');
    expect(await digests.row()).toBeUndefined();
  });

  it('is subscribed to, at the address of a file, too, while it has a digest', async () => {
    await server.publish('1', FIRST, await key);
    await digests.look(server.at(server.file()));
    await digests.tells('Version 1');
    await digests.press('Cancel');
    await digests.look(server.at('/terms.json'));
    await digests.tells('Version 1');
    await digests.press('Subscribe');
    await marks('quorum call');
    hash = (await digests.row())?.hash;
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  const file = '/procedure-2.gloss';
  const cases: [string, string, () => void][] = [
    [
      'leads on without end',
      'The address leads on without end',
      () =>
        server.answer('/terms.json', (_, response) =>
          response.writeHead(302, { location: '/terms.json' }).end(),
        ),
    ],
    [
      'leads to another origin',
      'The address leads to another place: http://localhost:',
      () =>
        server.answer('/terms.json', (_, response) =>
          response.writeHead(302, { location: server.at('/moved.json', 'localhost') }).end(),
        ),
    ],
    [
      'is not found',
      'The server answers with the error 404.',
      () => server.answer('/terms.json', (_, response) => response.writeHead(404).end('{}')),
    ],
    [
      'has a web page',
      'At this address is a web page',
      () =>
        server.answer('/terms.json', (_, response) => response.end('\n<!doctype html><title>Gone</title>')),
    ],
    [
      'has something else',
      'it is no JSON',
      () => server.answer('/terms.json', (_, response) => response.end('{"format":1,')),
    ],
    [
      'has a pointer without end',
      'The answer is larger than 2,000 bytes',
      () => server.answer('/terms.json', endless('{')),
    ],
    ['has a file without end', 'The answer is larger than ', () => server.answer(file, endless('PK'))],
    [
      'says that it has 5 GB',
      'The answer is larger than 100,000,000 bytes',
      () =>
        server.answer(file, (_, response) =>
          response.writeHead(200, { 'content-length': 5_000_000_000 }).write('PK'),
        ),
    ],
    [
      'has less than it says',
      'The connection ended in the middle of the answer.',
      () =>
        server.answer(file, (_, response) => {
          response.writeHead(200, { 'content-length': 500 });
          response.write('PK', () => response.destroy());
        }),
    ],
    [
      'has a file that was cut off',
      "The publisher's pointer and the file do not belong together",
      () => server.spoil((gloss) => gloss.subarray(0, -9)),
    ],
    [
      'has a file that was changed',
      'What came from the address cannot be used.',
      () => server.spoil((gloss) => Buffer.from(gloss.map((byte, at) => (at === 60 ? byte ^ 1 : byte)))),
    ],
  ];

  it.each(cases)('%s: the digest stays as it is', async (_, problem, spoil) => {
    await versions();
    spoil();
    await ask();
    await digests.troubled(problem);
    expect((await digests.row())?.hash).toBe(hash);
    expect(await marked(page)).toEqual(['quorum call']);
  });

  it('is left alone for as long as its server asks', async () => {
    await versions();
    server.answer('/terms.json', (_, response) => response.writeHead(503, { 'retry-after': '3600' }).end());
    await ask();
    await digests.troubled('The server answers with the error 503.');
    server.asked.length = 0;
    await ask();
    await digests.tells('The server of “Words of procedure” asks not to be asked again so soon.');
    expect(server.asked).toEqual([]);
    await digests.change('delete row.origin.wait;');
    await digests.reload();
  });

  it('that says nothing is given up by the reader, or by a background that is stopped', async () => {
    let heard = 0;
    const silent = (_: unknown, response: import('node:http').ServerResponse) => {
      heard++;
      response.writeHead(200).write('PK');
    };
    await versions();
    server.answer(file, silent);
    await ask();
    await until('the request', async () => heard === 1);
    await digests.press('Cancel');
    await until('the end of the work', () => digests.own.evaluate(`!document.querySelector('.work')`));
    for (const path of ['/terms.json', file]) {
      heard = 0;
      await versions();
      server.answer(path, silent);
      await digests.alarm();
      await until(`the background to ask for ${path}`, async () => heard > 0);
      await rig.killBackground();
      expect((await digests.row())?.hash).toBe(hash);
    }
    expect(await marked(page)).toEqual(['quorum call']);
  });

  it('may not be asked where the reader has taken the permission back, and says so', async () => {
    await versions();
    await setPermission(rig, false);
    await digests.reload();
    await digests.troubled('The browser no longer lets Gloss ask 127.0.0.1');
    server.asked.length = 0;
    await digests.alarm();
    await until('the check', async () => {
      const problem = (await digests.row())?.origin.problem as { kind?: string } | undefined;
      return problem?.kind === 'permission';
    });
    expect(server.asked).toEqual([]);
    expect((await digests.row())?.hash).toBe(hash);
    await setPermission(rig, true);
    await digests.reload();
    await digests.troubled('The browser does not let Gloss ask this address.');
  });

  it('gives the newer version in the end', async () => {
    await versions();
    await digests.alarm();
    await marks('filibuster', 'quorum call');
    await digests.reload();
    await digests.troubled('');
    expect(await rig.errors()).toEqual([]);
  });
});

/** Takes the access to all sites from Gloss, as a reader does in the browser's settings, or gives it again. */
async function setPermission(rig: Rig, given: boolean): Promise<void> {
  if (rig.which === 'firefox') {
    const what = `{ permissions: [], origins: ['http://*/*', 'https://*/*', 'http://127.0.0.1/*'] }`;
    await inFirefox(
      rig,
      `(async () => {
        const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
        await ExtensionPermissions.${given ? 'add' : 'remove'}('${GECKO_ID}', ${what}, WebExtensionPolicy.getByID('${GECKO_ID}').extension);
      })()`,
    );
    return;
  }
  const [id] = [...(await rig.browser.extensions()).keys()];
  const settings = await rig.browser.newPage();
  await settings.goto('chrome://extensions');
  await settings.evaluate(
    `chrome.developerPrivate.updateExtensionConfiguration({ extensionId: '${id}', hostAccess: '${given ? 'ON_ALL_SITES' : 'ON_CLICK'}' })`,
  );
  await settings.close();
}
