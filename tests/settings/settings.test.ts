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

/** The settings as a background finds them when it wakes. */
function woken() {
  settings.close();
  settings = new SettingsStore();
  return settings.get();
}

/** Put a row into the table past the store. */
async function damage(name: string, value: unknown) {
  const db = await new Dexie('settings').open();
  await db.table('settings').put(value, name);
  db.close();
}

describe('the settings', () => {
  it('begin with no site paused and the number shown', async () => {
    expect(await settings.get()).toEqual({ paused: [], badge: true, offers: true });
  });

  it('outlive the background', async () => {
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

  it('hold a site once, and lose none of two that are paused at the same time', async () => {
    await Promise.all(['a', 'b', 'a'].map((site) => settings.change({ site, paused: true })));
    expect((await woken()).paused).toEqual(['a', 'b']);
  });

  it('that are damaged count as not set, and hide no other', async () => {
    await settings.change({ badge: false, offers: true });
    await damage('paused', [1, 2]);
    expect(await woken()).toEqual({ paused: [], badge: false, offers: true });
    await settings.change({ site: 'a', paused: true });
    await damage('badge', 'yes');
    expect(await woken()).toEqual({ paused: ['a'], badge: true, offers: true });
  });

  it('take no site that is none', async () => {
    for (const site of ['', 'x'.repeat(301)])
      await expect(settings.change({ site, paused: true })).rejects.toThrow();
    expect((await woken()).paused).toEqual([]);
  });
});

describe('a site', () => {
  it.each([
    ['https://news.example/a?b#c', 'news.example'],
    ['http://127.0.0.1:8080/', '127.0.0.1:8080'],
    ['file:///home/me/a.html', 'file:'],
    ['file://', 'file:'],
    ['chrome://settings/', undefined],
    ['chrome-extension://abc/library.html', undefined],
    ['null', undefined],
    ['', undefined],
  ])('%s is %s', (address, site) => {
    expect(siteOf(address)).toBe(site);
  });

  it('is paused with all its pages, and no other is', () => {
    const now = { paused: ['news.example'], badge: true, offers: true };
    expect(isPaused(now, 'https://news.example/a')).toBe(true);
    expect(isPaused(now, 'https://news.example:8443/a')).toBe(false);
    expect(isPaused(now, 'https://www.news.example/a')).toBe(false);
    expect(isPaused(now, 'about:blank')).toBe(false);
  });
});
