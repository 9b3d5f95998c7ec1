import { beforeEach, describe, expect, it, vi } from 'vitest';
import { settingsHandlers } from '../../src/background/settings';
import { DEFAULTS, type Settings, type SettingsChange } from '../../src/settings/settings';

let now: Settings;
let done: string[];
const settings = {
  get: async () => now,
  change: vi.fn(async (change: SettingsChange) => {
    done.push('stored');
    if ('badge' in change) now = { ...now, badge: change.badge };
  }),
};
const effects = {
  clearBadges: vi.fn(async () => void done.push('cleared')),
  rescanAll: vi.fn(async () => void done.push('read again')),
};
const { settings: all, set, site } = settingsHandlers(settings, effects);
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
    expect(done).toEqual(['stored', 'read again']);
  });

  it('takes the number off every button when the user has switched it off, without waiting', async () => {
    effects.clearBadges.mockImplementationOnce(() => new Promise(() => undefined));
    await set({ badge: false }, {});
    expect(effects.clearBadges).toHaveBeenCalledOnce();
    expect(done).toEqual(['stored', 'read again']);
    await set({ badge: true }, {});
    expect(effects.clearBadges).toHaveBeenCalledOnce();
  });

  it('fails when it cannot be stored, and no page is read again', async () => {
    settings.change.mockRejectedValueOnce(new Error('no room'));
    await expect(set({ badge: false }, {})).rejects.toThrow('no room');
    expect(effects.rescanAll).not.toHaveBeenCalled();
  });

  it('fails when the tabs cannot be told', async () => {
    effects.rescanAll.mockRejectedValueOnce(new Error('no tabs'));
    await expect(set({ offers: true }, {})).rejects.toThrow('no tabs');
  });
});

it.each([
  ['https://news.example/a', { site: 'news.example', paused: true }],
  ['https://other.example/a', { site: 'other.example', paused: false }],
  ['chrome://settings/', null],
])('The site of %s is %o', async (page, answer) => {
  expect(await site({ page }, {})).toEqual(answer);
});
