import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SettingsStore } from '../../src/settings/settings';
import { isPaused, siteOf } from '../../src/settings/site';

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
  it('have defaults: no site is paused, the number is shown, notes are offered', async () => {
    expect(await settings.get()).toEqual({ paused: [], badge: true, offers: true });
  });

  it('are there for the next background', async () => {
    await settings.change({ site: 'b.example', paused: true });
    await settings.change({ site: 'a.example:8080', paused: true });
    await settings.change({ badge: false, offers: true });
    expect(await settings.get()).toEqual({
      paused: ['a.example:8080', 'b.example'],
      badge: false,
      offers: true,
    });
    expect(await woken()).toEqual({ paused: ['a.example:8080', 'b.example'], badge: false, offers: true });
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
    expect(await woken()).toEqual({ paused: [], badge: false, offers: true });
    await settings.change({ site: 'a', paused: true });
    await damage('badge', 'yes');
    expect(await woken()).toEqual({ paused: ['a'], badge: true, offers: true });
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
    const now = { paused: ['news.example'], badge: true, offers: true };
    expect(isPaused(now, 'https://news.example/a')).toBe(true);
    expect(isPaused(now, 'https://news.example:8443/a')).toBe(false);
    expect(isPaused(now, 'https://www.news.example/a')).toBe(false);
    expect(isPaused(now, 'about:blank')).toBe(false);
  });
});
