import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { tellNotes, tellSettings } from '../../src/background/notices';
import type { Note } from '../../src/notes/schema';
import { onPage, onPassage, onTerm } from '../notes/database';
import { rejecting, unhandledIn } from '../protocol/unhandled';
import { type FakeTabs, openTabs } from './fake-tabs';

const sendMessage = vi.fn(async (_message: unknown) => undefined);
let tabs: FakeTabs;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubEnv('FIREFOX', '');
  fakeBrowser.runtime.sendMessage = sendMessage as never;
  sendMessage.mockReset().mockResolvedValue(undefined);
  tabs = openTabs(3);
});
/** Longer than any of these timers. Not all timers: work of another file of this worker may go on meanwhile. */
const soon = () => vi.advanceTimersByTimeAsync(1_000);
afterEach(async () => {
  await soon();
  vi.useRealTimers();
  vi.unstubAllEnvs();
});
const note = (id: string, { target } = onTerm()) => ({ id, target }) as Note;
const many = (size: number) => Array.from({ length: size }, (_, i) => note(`n${i}`));

describe('changed notes', () => {
  it('are told to pages of the extension, by their ids', () => {
    tellNotes([note('a'), note('b')], true);
    expect(sendMessage.mock.calls).toEqual([[{ notice: 'notes', ids: ['a', 'b'] }]]);
  });

  it('are told as `all` when they are more than 200', () => {
    tellNotes(many(200), false);
    expect(sendMessage.mock.lastCall?.[0]).toMatchObject({ ids: expect.any(Array) });
    tellNotes(many(201), false);
    expect(sendMessage.mock.lastCall).toEqual([{ notice: 'notes', ids: 'all' }]);
  });

  it('are not told when there are none', async () => {
    tellNotes([], true);
    await soon();
    expect(sendMessage).not.toHaveBeenCalled();
    expect(tabs.told).toEqual([]);
  });

  it('are told to readers even when no page of the extension is open', async () => {
    fakeBrowser.runtime.sendMessage = rejecting('Receiving end does not exist.') as never;
    expect(await unhandledIn(() => tellNotes([note('a', onPassage())], true))).toEqual([]);
    expect(tabs.told).toEqual([[3, { order: 'noted' }]]);
  });

  it('are told to readers only when what is painted may have changed: highlights, and lines of terms', async () => {
    tellNotes([note('a', onPassage())], false);
    tellNotes([note('a', onTerm())], false);
    tellNotes([note('b', onPage())], true);
    await soon();
    expect(tabs.told).toEqual([]);
    for (const target of [onTerm(), onPassage()]) {
      tellNotes([note('a', target), note('b', onPage())], true);
      await soon();
      expect(tabs.told.splice(0)).toEqual([[3, { order: 'noted' }]]);
    }
  });
});

describe('cards in pages', () => {
  it('are told in Firefox, once for all changes within 200 ms, and not which: readers hear it too', async () => {
    vi.stubEnv('FIREFOX', 'true');
    tellNotes([note('a')], false);
    await vi.advanceTimersByTimeAsync(150);
    tellNotes([note('a'), note('b')], false);
    expect(tabs.told).toEqual([]);
    await vi.advanceTimersByTimeAsync(50);
    expect(tabs.told).toEqual([[3, { notice: 'notes', ids: 'all' }]]);
    tellNotes([note('c')], false);
    await vi.advanceTimersByTimeAsync(200);
    expect(tabs.told[1]).toEqual([3, { notice: 'notes', ids: 'all' }]);
  });

  it('are not told separately in Chromium, where they hear the other notice', async () => {
    tellNotes([note('a')], false);
    await soon();
    expect(tabs.told).toEqual([]);
  });
});

describe('changed settings', () => {
  it('are told to pages of the extension, without what they are', () => {
    tellSettings();
    expect(sendMessage.mock.calls).toEqual([[{ notice: 'settings' }]]);
    expect(tabs.told).toEqual([]);
  });

  it('are told to cards in pages too in Firefox, where these hear only what is sent to their tab', async () => {
    vi.stubEnv('FIREFOX', 'true');
    tellSettings();
    await soon();
    expect(tabs.told).toEqual([[3, { notice: 'settings' }]]);
  });

  it('trouble nobody where nobody hears it', async () => {
    fakeBrowser.runtime.sendMessage = rejecting('Receiving end does not exist.') as never;
    expect(await unhandledIn(() => tellSettings())).toEqual([]);
  });
});
