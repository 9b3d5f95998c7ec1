// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DEFAULTS, type Settings } from '../../src/settings/settings';
import { followSettings } from '../../src/ui/looks';

let now: Settings;
let broken: boolean;
const { dataset } = document.documentElement;
const hear = (from: object) =>
  fakeBrowser.runtime.onMessage.trigger({ notice: 'settings' }, from, () => undefined);
const looks = () => ({ theme: dataset.theme, size: dataset.size });
beforeEach(() => {
  fakeBrowser.reset();
  localStorage.clear();
  delete dataset.theme;
  delete dataset.size;
  now = { ...DEFAULTS, theme: 'dark', size: 'large' };
  broken = false;
  fakeBrowser.runtime.sendMessage = (async () => {
    if (broken) throw new Error('no database');
    return now;
  }) as never;
});

it('A page looks as the settings say, also after a change of them', async () => {
  followSettings();
  await vi.waitFor(() => expect(looks()).toEqual({ theme: 'dark', size: 'large' }));
  now = { ...now, theme: 'system', size: 'small' };
  await hear({});
  await vi.waitFor(() => expect(looks()).toEqual({ theme: 'system', size: 'small' }));
});

it('A page begins as the last one looked, before the background answers and also if it does not', async () => {
  followSettings();
  await vi.waitFor(() => expect(looks().theme).toBe('dark'));
  delete dataset.theme;
  broken = true;
  followSettings();
  expect(looks()).toEqual({ theme: 'dark', size: 'large' });
});

it('A page that has no storage, such as a card in a page, follows the settings all the same', async () => {
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.spyOn(localStorage, 'getItem').mockImplementation(refuse);
  vi.spyOn(localStorage, 'setItem').mockImplementation(refuse);
  followSettings();
  await vi.waitFor(() => expect(looks()).toEqual({ theme: 'dark', size: 'large' }));
  vi.restoreAllMocks();
});

it('What a reader says in the place of the background is not followed', async () => {
  followSettings();
  await vi.waitFor(() => expect(looks().theme).toBe('dark'));
  now = { ...now, theme: 'light' };
  await hear({ tab: { id: 7 } });
  await new Promise((done) => setTimeout(done, 10));
  expect(looks().theme).toBe('dark');
});
