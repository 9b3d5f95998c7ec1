/** Digests that come from an address: subscribed, checked, renewed, and held back where the key speaks against them. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeOwnTab, textBox, until } from '../../scripts/hovering';
import { barriersOn } from './axe';
import { marked } from './marked';
import { newKey, type Publisher, publisher } from './publisher';
import { BROWSERS, launch, type Rig } from './rig';
import { type DigestsPage, digestsPage } from './subscribing';
import { chooseInMenu } from './surfaces';

const PAGE = `<!doctype html><html lang="en"><title>A sitting</title><p style="font: 18px/2 serif; margin: 60px">
A quorum call was heard, then a filibuster began, and a cloture motion failed. <a href="/procedure-9.gloss">Words</a></p>`;
const FIRST = { 'quorum call': 'A count of the members', filibuster: 'A speech without end' };
const SECOND = { 'quorum call': 'A count of all members', 'cloture motion': 'A way to end a speech' };

describe.each(BROWSERS)('a subscribed digest, in %s', (which) => {
  let rig: Rig;
  let server: Publisher;
  let page: Page;
  let digests: DigestsPage;
  const keys = { first: newKey(), second: newKey() };
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

  /** Waits until those words alone are marked. */
  const marks = async (...words: string[]) => {
    await page.bringToFront();
    const wanted = [...words].sort().join();
    await until(`“${wanted}” to be marked`, async () => (await marked(page)).sort().join() === wanted);
    await digests.own.bringToFront();
  };

  it('is looked at before it is taken, and then marked in open tabs', async () => {
    const key = await keys.first;
    await server.publish('1', FIRST, key);
    await digests.look(server.at('/terms.json'));
    await digests.tells('Words of procedure');
    await digests.tells(`Signed with the key ${key.fingerprint}`);
    expect(await digests.row()).toBeUndefined();
    if (which === 'chrome') expect(await barriersOn(digests.own)).toEqual([]);
    await digests.own.screenshot({ path: `.artifacts/${which}-subscribe.png`, fullPage: true });
    await digests.press('Subscribe');
    await digests.tells('You have subscribed to “Words of procedure”.');
    await marks('quorum call', 'filibuster');
    expect(await digests.row()).toMatchObject({ origin: { key: key.fingerprint, failures: 0 } });
  });

  it('was asked for without a cookie, a referrer, an origin or the languages of the reader', async () => {
    const requests = server.asked.filter(({ path }) => path !== '/' && path !== '/favicon.ico');
    expect(requests.map(({ path }) => path)).toEqual(['/terms.json', '/procedure-1.gloss']);
    for (const { headers } of requests) {
      expect(Object.keys(headers)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(?:cookie|referer|origin|authorization)$/)]),
      );
      expect(headers['accept-language']).toBe('*');
    }
  });

  it('is not sent again if nothing is newer', async () => {
    server.asked.length = 0;
    await digests.press('Ask now: “Words of procedure”');
    await digests.tells('“Words of procedure” is the newest version.');
    await until('the answer', async () => server.asked.length > 0);
    expect(server.asked.map(({ path, status }) => [path, status])).toEqual([['/terms.json', 304]]);
  });

  it('is renewed by the alarm, in the background, and keeps what the reader gave it', async () => {
    await digests.press('Rename: “Words of procedure”');
    await until('the field', () => digests.own.evaluate(`document.activeElement.localName === 'input'`));
    await digests.own.keyboard.type('Sittings');
    await digests.own.keyboard.press('Enter');
    await digests.tells('“Sittings” has its new name.');
    await server.publish('2', SECOND, await keys.first);
    await digests.alarm();
    await marks('cloture motion', 'quorum call');
    await digests.reload();
    await digests.tells('1 new, 1 changed, 1 gone since version 1');
    await digests.press('1 new, 1 changed, 1 gone since version 1');
    await digests.own.screenshot({ path: `.artifacts/${which}-subscription.png`, fullPage: true });
    expect(await digests.row()).toMatchObject({ name: 'Sittings', about: { version: '2' } });
  });

  const asked = () => digests.press('Ask now: “Sittings”');
  const stays = async (kept: unknown) => {
    const row = await digests.row();
    expect(row?.hash).toBe(kept);
    await marks('cloture motion', 'quorum call');
  };

  it('keeps its version where the signature is wrong, missing, or of another key', async () => {
    const kept = (await digests.row())?.hash;
    const [first, second] = await Promise.all([keys.first, keys.second]);
    await server.publish(
      '3',
      { ...SECOND, point: 'A thing' },
      {
        ...first,
        publicKey: second.publicKey,
      },
    );
    await asked();
    await digests.troubled('The signature in the file is not that of its content');
    await stays(kept);
    await server.publish('3', { ...SECOND, point: 'A thing' });
    await asked();
    await digests.troubled('Version 3 is not signed, and the one before was.');
    await stays(kept);
    await server.publish('3', { ...SECOND, filibuster: 'A speech' }, second);
    await asked();
    await digests.troubled('Version 3 is signed with another key than the one before.');
    await stays(kept);
  });

  it('says so as long as the version that was held back is the newest', async () => {
    server.asked.length = 0;
    await asked();
    await digests.tells('“Sittings” stays as it is.');
    await until('the answer', async () => server.asked.some(({ status }) => status === 304));
    await digests.troubled('Version 3 is signed with another key than the one before.');
  });

  it('is signed by another key once the reader says so', async () => {
    const { fingerprint } = await keys.second;
    await digests.press('What you can do');
    await digests.tells(`The key now: ${fingerprint}`);
    if (which === 'chrome') expect(await barriersOn(digests.own)).toEqual([]);
    await digests.own.screenshot({ path: `.artifacts/${which}-held-back.png`, fullPage: true });
    await digests.press('Take version 3 all the same: “Sittings”');
    await digests.tells('“Sittings” has a newer version: 1 new.');
    await digests.troubled('');
    await marks('cloture motion', 'filibuster', 'quorum call');
    expect((await digests.row())?.origin.key).toBe(fingerprint);
  });

  it('keeps its version where the next is older, or has less than half of the terms', async () => {
    await server.publish('2', SECOND, await keys.second);
    await asked();
    await digests.troubled('Version 2 is older than the one that you have.');
    await server.publish('4', { filibuster: 'A speech' }, await keys.second);
    await asked();
    await digests.troubled('Version 4 has 1 terms, less than half of the 3 that you have.');
    await marks('cloture motion', 'filibuster', 'quorum call');
  });

  it('stays as it is when the reader unsubscribes, which can be undone', async () => {
    await digests.press('Unsubscribe, and keep it: “Sittings”');
    await digests.tells('You have unsubscribed from “Sittings”. It stays as it is.');
    expect(await digests.row()).toBeUndefined();
    await digests.press('Undo');
    await digests.tells('You are subscribed to “Sittings” again.');
    expect((await digests.row())?.origin.address).toBe(server.at('/terms.json'));
    await marks('cloture motion', 'filibuster', 'quorum call');
  });

  it('is found by a link to its file, which fills in the address and asks nothing', async () => {
    await page.bringToFront();
    server.asked.length = 0;
    const link = server.at('/procedure-9.gloss');
    await chooseInMenu(rig, page, await textBox(page, 'Words'), 'subscribe', '', 0, link);
    await closeOwnTab(rig.browser, `digests.html?subscribe=${encodeURIComponent(link)}`);
    const opened = await rig.openOwn(`digests.html?subscribe=${encodeURIComponent(link)}`);
    await until(
      'the address',
      async () =>
        (await opened.evaluate(() => document.querySelector<HTMLInputElement>('.add form input')?.value)) ===
        link,
    );
    expect(server.asked).toEqual([]);
    await opened.close();
    expect(await rig.errors()).toEqual([]);
  });
});
