import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { runCommand } from '../../src/background/commands';
import { allTabs, rescanAll, tellAllTabs, tellTab } from '../../src/background/tabs';
import { unhandledIn } from '../protocol/unhandled';
import { openTabs } from './fake-tabs';

describe('all tabs', () => {
  it('are those that the browser gives an id', async () => {
    const { query } = openTabs(3, undefined, 5);
    expect(await allTabs()).toEqual([3, 5]);
    expect(query).toHaveBeenCalledExactlyOnceWith({});
  });

  it('are told, and one without a reader is no failure', async () => {
    const { told, deaf } = openTabs(3, undefined, 5);
    deaf.add(3);
    expect(await unhandledIn(() => tellAllTabs({ order: 'noted' }))).toEqual([]);
    expect(told).toEqual([
      [3, { order: 'noted' }],
      [5, { order: 'noted' }],
    ]);
  });

  it('are told to read their pages again', async () => {
    const { told } = openTabs(3, 5);
    await rescanAll();
    expect(told).toEqual([
      [3, { order: 'rescan' }],
      [5, { order: 'rescan' }],
    ]);
  });

  it('cannot be told when the browser does not list them', async () => {
    openTabs();
    fakeBrowser.tabs.query = (() => Promise.reject(new Error('shutting down'))) as never;
    await expect(rescanAll()).rejects.toThrow('shutting down');
  });
});

it('A tab is told, and a tab without a reader is no failure', () => {
  const { told, deaf } = openTabs(3, 5);
  deaf.add(5);
  tellTab(5, { order: 'close' });
  expect(told).toEqual([[5, { order: 'close' }]]);
});

describe('a command of the keyboard', () => {
  it.each([
    ['next-mention', { order: 'next' }],
    ['previous-mention', { order: 'previous' }],
    ['open-mention', { order: 'open' }],
    ['highlight', { order: 'highlight', note: false }],
    ['highlight-note', { order: 'highlight', note: true }],
  ])('“%s” is an order to the tab in front', async (name, order) => {
    const { told, query } = openTabs(5, 6);
    await runCommand(name);
    expect(told).toEqual([[5, order]]);
    expect(query).toHaveBeenCalledExactlyOnceWith({ active: true, currentWindow: true });
  });

  it('does nothing when it has another name, or no tab is in front', async () => {
    const { told } = openTabs(5);
    await runCommand('weather');
    const none = openTabs();
    await runCommand('highlight');
    const unnamed = openTabs(undefined);
    await runCommand('highlight');
    expect([...told, ...none.told, ...unnamed.told]).toEqual([]);
  });
});
