import { existsSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { clearBadges, showBadge, showPaused, toolbarHandlers } from '../../src/background/toolbar';
import { type FakeTabs, openTabs } from './fake-tabs';

/** The title of the button. */
let titled = '';
const action = {
  setIcon: vi.fn(async (_details: { tabId: number; path: Record<number, string> }) => undefined),
  setTitle: vi.fn(async ({ title }: { tabId: number; title: string }) => {
    titled = title;
  }),
  getTitle: vi.fn(async () => titled),
  setBadgeText: vi.fn(async (_details: { tabId: number; text: string }) => undefined),
  setBadgeBackgroundColor: vi.fn(async () => undefined),
  setBadgeTextColor: vi.fn(async () => undefined),
};
let tabs: FakeTabs;
beforeEach(() => {
  Object.assign(fakeBrowser.action, action);
  fakeBrowser.i18n.getMessage = ((key: string, given?: string[]) =>
    key === 'toolbar_terms' ? `${given} term | ${given} terms` : key) as never;
  for (const mock of Object.values(action)) mock.mockClear();
  titled = 'extensionName';
  tabs = openTabs(7, 8);
});
const gone = new Error('No tab with id: 7.');
const icons = () => Object.values(action.setIcon.mock.lastCall?.[0].path ?? {});
const badges = () => action.setBadgeText.mock.calls.map(([{ tabId, text }]) => [tabId, text]);

describe('the toolbar button', () => {
  it('is grey on a tab where Gloss is paused, and coloured where it is not', async () => {
    await showPaused(7, true);
    expect(action.setIcon.mock.lastCall?.[0].tabId).toBe(7);
    expect(icons()).toEqual(['/icons/paused-16.png', '/icons/paused-32.png']);
    expect(action.setTitle.mock.lastCall).toEqual([{ tabId: 7, title: 'toolbar_paused' }]);
    await showPaused(7, false);
    expect(icons()).toEqual(['/icons/16.png', '/icons/32.png']);
    expect(action.setTitle.mock.lastCall).toEqual([{ tabId: 7, title: 'extensionName' }]);
  });

  it('has no number on a tab where Gloss is paused, and keeps it where it is not', async () => {
    await showPaused(7, false);
    expect(badges()).toEqual([]);
    await showPaused(7, true);
    expect(badges()).toEqual([[7, '']]);
  });

  it('has all its icons', async () => {
    for (const paused of [true, false]) {
      await showPaused(7, paused);
      for (const icon of icons()) expect(existsSync(`assets${icon}`)).toBe(true);
    }
  });

  it.each([
    [0, ''],
    [1, '1'],
    [999, '999'],
    [1_000, '1k+'],
  ])('shows %d terms as “%s”', async (terms, text) => {
    await showBadge(7, terms);
    expect(badges()).toEqual([[7, text]]);
    expect(action.setBadgeBackgroundColor.mock.calls).toEqual([[{ tabId: 7, color: '#1f4f8a' }]]);
    expect(action.setBadgeTextColor.mock.calls).toEqual([[{ tabId: 7, color: '#ffffff' }]]);
  });

  it('shows the number in a browser that has no colour for its text', async () => {
    fakeBrowser.action.setBadgeTextColor = undefined as never;
    await showBadge(7, 3);
    expect(badges()).toEqual([[7, '3']]);
  });

  it('is no failure when its tab is closed', async () => {
    action.setIcon.mockRejectedValueOnce(gone);
    await expect(showPaused(7, true)).resolves.toBeUndefined();
    action.setBadgeText.mockRejectedValueOnce(gone);
    await expect(showBadge(7, 1)).resolves.toBeUndefined();
  });

  it('loses its number in all tabs', async () => {
    action.setBadgeText.mockRejectedValueOnce(gone);
    await clearBadges();
    expect(badges()).toEqual([
      [7, ''],
      [8, ''],
    ]);
  });
});

describe('the terms that are marked', () => {
  const terms = ['igf', 'brics'];
  let shows: boolean;
  const { marked } = toolbarHandlers(async () => shows);
  beforeEach(() => {
    shows = true;
  });

  it('are counted on the button for the top frame, when the user wants the number', async () => {
    expect(await marked({ terms }, { tab: { id: 7 }, frameId: 0 })).toBeNull();
    expect(badges()).toEqual([[7, '2']]);
    expect(tabs.told).toEqual([]);
    shows = false;
    expect(await marked({ terms }, { tab: { id: 7 }, frameId: 0 })).toBeNull();
    expect(badges()).toHaveLength(1);
  });

  it('are counted in the title of the button, whether the user wants the number on it or not', async () => {
    shows = false;
    await marked({ terms }, { tab: { id: 7 }, frameId: 0 });
    expect(titled).toBe('2 terms');
    await marked({ terms: ['igf'] }, { tab: { id: 7 }, frameId: 0 });
    expect(titled).toBe('1 term');
    await marked({ terms: [] }, { tab: { id: 7 }, frameId: 0 });
    expect(titled).toBe('extensionName');
  });

  it('leave the title alone where Gloss is paused, and a page that asks again leaves theirs', async () => {
    await showPaused(7, true);
    await marked({ terms: [] }, { tab: { id: 7 }, frameId: 0 });
    expect(titled).toBe('toolbar_paused');
    await showPaused(7, false);
    await marked({ terms }, { tab: { id: 7 }, frameId: 0 });
    await showPaused(7, false);
    expect(titled).toBe('2 terms');
  });

  it('of another frame go to the top frame', async () => {
    expect(await marked({ terms }, { tab: { id: 7 }, frameId: 3 })).toBeNull();
    expect(tabs.told).toEqual([[7, { order: 'add', frame: 3, terms }, { frameId: 0 }]]);
    expect(badges()).toEqual([]);
  });

  it('of another frame are refused when the top frame has no reader yet, so that they are sent again', async () => {
    tabs.deaf.add(7);
    await expect(marked({ terms }, { tab: { id: 7 }, frameId: 3 })).rejects.toThrow('Receiving end');
  });

  it('are ignored when the browser does not say the tab or the frame', async () => {
    for (const from of [{}, { tab: {}, frameId: 0 }, { tab: { id: 7 } }])
      expect(await marked({ terms }, from)).toBeNull();
    expect(badges()).toEqual([]);
    expect(tabs.told).toEqual([]);
  });
});
