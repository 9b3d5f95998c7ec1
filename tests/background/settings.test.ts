import { beforeEach, describe, expect, it, vi } from 'vitest';
import { settingsHandlers } from '../../src/background/settings';
import { DEFAULTS, type Settings, type SettingsChange } from '../../src/settings/settings';

let now: Settings;
let done: string[];
const settings = {
  get: async () => now,
  change: vi.fn(async (change: SettingsChange) => {
    done.push('stored');
    if (!('site' in change)) now = { ...now, ...change };
  }),
};
const effects = {
  tellPages: vi.fn(() => void done.push('told')),
  clearBadges: vi.fn(async () => void done.push('cleared')),
  tellReaders: vi.fn(async () => void done.push('told readers')),
  rescanAll: vi.fn(async () => void done.push('read again')),
};
const { settings: all, set, site, hovering, barless } = settingsHandlers(settings, effects);
beforeEach(() => {
  now = { ...DEFAULTS, paused: ['news.example'] };
  done = [];
  vi.clearAllMocks();
});

it('The settings are answered as they are', async () => {
  expect(await all(null, {})).toEqual(now);
});

describe('a change of the settings', () => {
  it('is stored, and then every page is read again', async () => {
    expect(await set({ site: 'a', paused: true }, {})).toBeNull();
    expect(settings.change).toHaveBeenCalledExactlyOnceWith({ site: 'a', paused: true });
    expect(done).toEqual(['stored', 'told', 'read again']);
  });

  it.each([{ theme: 'dark' }, { size: 'large' }] as const)(
    'of the look (%o) is told to our own pages, and no page is read again',
    async (change) => {
      await set(change, {});
      expect(done).toEqual(['stored', 'told']);
    },
  );

  it.each([
    { marks: 'held' },
    { concepts: false },
    { remembers: true },
    { site: 'a', barless: false },
  ] as const)(
    'of the marks or of the bar (%o) makes readers ask again, and no page is read again',
    async (change) => {
      await set(change, {});
      expect(done).toEqual(['stored', 'told', 'told readers']);
    },
  );

  it('takes the number off every button when the user has switched it off, without waiting', async () => {
    effects.clearBadges.mockImplementationOnce(() => new Promise(() => undefined));
    await set({ badge: false }, {});
    expect(effects.clearBadges).toHaveBeenCalledOnce();
    expect(done).toEqual(['stored', 'told', 'read again']);
    await set({ badge: true }, {});
    expect(effects.clearBadges).toHaveBeenCalledOnce();
  });

  it('fails when it cannot be stored, and no page is read again', async () => {
    settings.change.mockRejectedValueOnce(new Error('no room'));
    await expect(set({ badge: false }, {})).rejects.toThrow('no room');
    expect(done).toEqual([]);
  });

  it('fails when the tabs cannot be told', async () => {
    effects.rescanAll.mockRejectedValueOnce(new Error('no tabs'));
    await expect(set({ offers: true }, {})).rejects.toThrow('no tabs');
  });
});

it('A reader is told the delay of the card, and nothing else of the settings', async () => {
  await set({ delay: 600 }, {});
  expect(await hovering(null, {})).toEqual({ delay: 600 });
});

it.each([
  ['https://news.example/a', { site: 'news.example', paused: true }],
  ['https://other.example/a', { site: 'other.example', paused: false }],
  ['chrome://settings/', null],
])('The site of %s is %o', async (page, answer) => {
  expect(await site({ page }, {})).toEqual(answer);
});

describe('a site without the bar beside selected text', () => {
  const from = { url: 'https://news.example/a', origin: 'https://news.example', frameId: 0, tab: { id: 1 } };

  it('is the one that the browser vouches for', async () => {
    await barless({ address: 'https://other.example/b' }, from);
    expect(settings.change).toHaveBeenCalledExactlyOnceWith({ site: 'news.example', barless: true });
    expect(done).toEqual(['stored', 'told', 'told readers']);
  });

  it('is told once, however often a page asks for it', async () => {
    now = { ...now, barless: ['news.example'] };
    await barless({}, from);
    expect(done).toEqual([]);
  });

  it('is none where the browser vouches for no page', async () => {
    await expect(barless({}, { ...from, origin: 'https://other.example' })).rejects.toThrow('no site');
    expect(done).toEqual([]);
  });
});
