import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULTS, SettingsStore, settingsIn } from '../../src/settings/settings';
import { isPaused, offersBar, siteOf } from '../../src/settings/site';

let settings: SettingsStore;
beforeEach(() => {
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
  settings = new SettingsStore();
});
afterEach(() => settings.close());

/** The settings as the next background reads them. */
function woken() {
  settings.close();
  settings = new SettingsStore();
  return settings.get();
}

/** Writes a row into the table without the store. */
async function damage(name: string, value: unknown) {
  const db = await new Dexie('settings').open();
  await db.table('settings').put(value, name);
  db.close();
}

describe('the settings', () => {
  it('have defaults: no site is paused, the number is shown, notes are offered, a card opens after 0.3 s', async () => {
    const looks = { size: 'normal', theme: 'system' };
    const lines = { marks: 'section', concepts: true, remembers: false };
    const sites = { paused: [], barless: [] };
    expect(await settings.get()).toEqual({
      ...{ ...sites, ...lines, ...looks },
      ...{ badge: true, offers: true, delay: 300 },
    });
  });

  it('list the sites without the bar, apart from the paused ones', async () => {
    for (const site of ['b', 'a', 'b']) await settings.change({ site, barless: true });
    await settings.change({ site: 'c', paused: true });
    expect(await woken()).toEqual({ ...DEFAULTS, barless: ['a', 'b'], paused: ['c'] });
    await settings.change({ site: 'a', barless: false });
    expect((await woken()).barless).toEqual(['b']);
    expect(offersBar(await woken(), 'https://b/page')).toBe(false);
    expect(offersBar(await woken(), 'https://a/page')).toBe(true);
    expect(offersBar({ ...(await woken()), offers: false }, 'https://a/page')).toBe(false);
  });

  it('list at most 1,000 sites without the bar', async () => {
    const barless = Array.from({ length: 1_000 }, (_, at) => `site${at}`);
    await settings.change({ badge: true }); // Makes the database.
    await damage('barless', barless);
    await woken();
    await expect(settings.change({ site: 'one more', barless: true })).rejects.toThrow('1000');
  });

  it('of a version that had fewer are read, with defaults for the others', async () => {
    await settings.change({ badge: false });
    expect(await woken()).toEqual({ ...DEFAULTS, badge: false });
    expect(settingsIn({ paused: ['a'], badge: true, offers: false })).toEqual({
      ...DEFAULTS,
      paused: ['a'],
      offers: false,
    });
    for (const nothing of [undefined, null, 'text', 7, []]) expect(settingsIn(nothing)).toEqual(DEFAULTS);
  });

  it('take no value that is not offered, and store nothing of a change with one', async () => {
    for (const change of [{ delay: 0 }, { size: 'huge' }, { theme: 7 }, { colour: 'red' }, { paused: ['a'] }])
      await expect(settings.change({ badge: false, ...change } as never)).rejects.toThrow();
    expect(await woken()).toEqual(DEFAULTS);
    await settings.change({ delay: 150 });
    await settings.change({ size: 'large', theme: 'dark' });
    expect(await woken()).toEqual({ ...DEFAULTS, delay: 150, size: 'large', theme: 'dark' });
    await damage('delay', 10);
    expect(await woken()).toEqual({ ...DEFAULTS, size: 'large', theme: 'dark' });
  });

  it('are there for the next background', async () => {
    await settings.change({ site: 'b.example', paused: true });
    await settings.change({ site: 'a.example:8080', paused: true });
    await settings.change({ badge: false, offers: true });
    const changed = { ...DEFAULTS, paused: ['a.example:8080', 'b.example'], badge: false };
    expect(await settings.get()).toEqual(changed);
    expect(await woken()).toEqual(changed);
    await settings.change({ site: 'b.example', paused: false });
    expect((await woken()).paused).toEqual(['a.example:8080']);
  });

  it('hold each site once, and lose none when several are paused at the same time', async () => {
    await Promise.all(['a', 'b', 'a'].map((site) => settings.change({ site, paused: true })));
    expect((await woken()).paused).toEqual(['a', 'b']);
  });

  it('have defaults in place of a damaged row, and keep the other rows', async () => {
    await settings.change({ badge: false, offers: true });
    await damage('paused', [1, 2]);
    expect(await woken()).toEqual({ ...DEFAULTS, badge: false });
    await settings.change({ site: 'a', paused: true });
    await damage('badge', 'yes');
    expect(await woken()).toEqual({ ...DEFAULTS, paused: ['a'] });
  });

  it('refuse a site that is empty or too long', async () => {
    for (const site of ['', 'x'.repeat(301)])
      await expect(settings.change({ site, paused: true })).rejects.toThrow();
    expect((await woken()).paused).toEqual([]);
  });
});

describe('the site', () => {
  it.each([
    ['https://news.example/a?b#c', 'news.example'],
    ['http://127.0.0.1:8080/', '127.0.0.1:8080'],
    ['file:///home/me/a.html', 'file:'],
    ['file://', 'file:'],
    ['chrome://settings/', undefined],
    ['chrome-extension://abc/library.html', undefined],
    ['null', undefined],
    ['', undefined],
  ])('of %s is %s', (address, site) => {
    expect(siteOf(address)).toBe(site);
  });

  it('is paused with all its pages, and other sites are not', () => {
    const now = { ...DEFAULTS, paused: ['news.example'] };
    expect(isPaused(now, 'https://news.example/a')).toBe(true);
    expect(isPaused(now, 'https://news.example:8443/a')).toBe(false);
    expect(isPaused(now, 'https://www.news.example/a')).toBe(false);
    expect(isPaused(now, 'about:blank')).toBe(false);
  });
});
