import { existsSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { showPaused } from '../../src/background/toolbar';

const setIcon = vi.fn(async (_details: { tabId: number; path: Record<number, string> }) => undefined);
const setTitle = vi.fn(async () => undefined);

beforeEach(() => {
  fakeBrowser.action.setIcon = setIcon as never;
  fakeBrowser.action.setTitle = setTitle as never;
  fakeBrowser.i18n.getMessage = ((key: string) => key) as never;
  setIcon.mockClear();
});

const icons = () => Object.values(setIcon.mock.lastCall?.[0].path ?? {});

describe('the toolbar button', () => {
  it('is grey on a tab where Gloss is paused, and coloured again where it is not', async () => {
    await showPaused(7, true);
    expect(setIcon.mock.lastCall?.[0].tabId).toBe(7);
    expect(icons()).toEqual(['/icons/paused-16.png', '/icons/paused-32.png']);
    await showPaused(7, false);
    expect(icons()).toEqual(['/icons/16.png', '/icons/32.png']);
  });

  it('has all its icons', async () => {
    for (const paused of [true, false]) {
      await showPaused(7, paused);
      for (const icon of icons()) expect(existsSync(`assets${icon}`)).toBe(true);
    }
  });

  it('is let go with its tab', async () => {
    setIcon.mockRejectedValueOnce(new Error('No tab with id: 7.'));
    await expect(showPaused(7, true)).resolves.toBeUndefined();
  });
});
