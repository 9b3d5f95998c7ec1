import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { offerEntries } from '../../src/background/menu';
import { rejecting, unhandledIn } from '../protocol/unhandled';
import { type FakeTabs, openTabs } from './fake-tabs';

interface Clicked {
  menuItemId: string;
  selectionText?: string;
  frameId?: number;
  linkUrl?: string;
}
type Create = (entry: { id: string; title: string; contexts: string[] }, done: () => void) => void;

const create = vi.fn<Create>();
const update = vi.fn(async (_id: string, _entry: unknown) => undefined);
const lookUp = vi.fn();
const explain = vi.fn();
let click: (clicked: Clicked, tab?: { id?: number }) => void;
let tabs: FakeTabs;
beforeEach(() => {
  for (const mock of [create, update, lookUp, explain]) mock.mockReset();
  update.mockResolvedValue(undefined);
  fakeBrowser.i18n.getMessage = ((key: string) => key) as never;
  Object.assign(fakeBrowser.contextMenus, {
    create,
    update,
    onClicked: {
      addListener(listener: typeof click) {
        click = listener;
      },
    },
  });
  tabs = openTabs(7);
  offerEntries(lookUp, explain);
});

describe('the menu of selected text', () => {
  it('has an entry that looks the text up, and one for each kind of highlight', () => {
    expect(create.mock.calls.map(([entry]) => entry)).toEqual([
      { id: 'look-up', title: 'menu_lookUp', contexts: ['selection'] },
      { id: 'explain', title: 'menu_explain', contexts: ['selection'] },
      { id: 'highlight', title: 'menu_highlight', contexts: ['selection'] },
      { id: 'highlight-note', title: 'menu_highlightNote', contexts: ['selection'] },
      {
        id: 'subscribe',
        title: 'menu_subscribe',
        contexts: ['link'],
        targetUrlPatterns: ['*://*/*.gloss', '*://*/*.gloss?*'],
      },
    ]);
  });

  it('leads from a link to the page of digests with its address, if that is not too long', () => {
    const open = vi.fn(async (_tab: unknown) => undefined);
    Object.assign(fakeBrowser.tabs, { create: open });
    click({ menuItemId: 'subscribe', linkUrl: 'https://example.org/a b&c.gloss' }, { id: 7 });
    click({ menuItemId: 'subscribe', linkUrl: `https://example.org/${'a'.repeat(2_000)}.gloss` }, { id: 7 });
    expect(open.mock.calls).toEqual([
      [{ url: '/digests.html?subscribe=https%3A%2F%2Fexample.org%2Fa%20b%26c.gloss' }],
    ]);
    expect(tabs.told).toEqual([]);
  });

  it('updates the title of an entry that exists already', async () => {
    const done = create.mock.calls[0]?.[1];
    done?.();
    expect(update).not.toHaveBeenCalled();
    Object.assign(fakeBrowser.runtime, { lastError: { message: 'duplicate id look-up' } });
    done?.();
    expect(update.mock.calls).toEqual([['look-up', { title: 'menu_lookUp' }]]);
    fakeBrowser.contextMenus.update = rejecting('gone') as never;
    expect(await unhandledIn(() => done?.())).toEqual([]);
    Object.assign(fakeBrowser.runtime, { lastError: undefined });
  });

  it('looks the text up, without white space at its ends', () => {
    click({ menuItemId: 'look-up', selectionText: '  the IGF\n' }, { id: 7 });
    expect(lookUp.mock.calls).toEqual([['the IGF']]);
    expect(tabs.told).toEqual([]);
  });

  it('looks up the beginning of a long text, and never half a character', () => {
    click({ menuItemId: 'look-up', selectionText: `${'a'.repeat(299)}😀b` });
    expect(lookUp.mock.calls).toEqual([[`${'a'.repeat(299)}\ufffd`]]);
  });

  it('looks nothing up when only white space is selected', () => {
    click({ menuItemId: 'look-up', selectionText: ' \n' });
    click({ menuItemId: 'look-up' });
    expect(lookUp).not.toHaveBeenCalled();
  });

  it('highlights in the frame that was clicked, with a note or without', async () => {
    tabs.deaf.add(7);
    const first = () => click({ menuItemId: 'highlight', frameId: 3 }, { id: 7 });
    expect(await unhandledIn(first)).toEqual([]);
    click({ menuItemId: 'highlight-note' }, { id: 7 });
    expect(tabs.told).toEqual([
      [7, { order: 'highlight', note: false, here: true }, { frameId: 3 }],
      [7, { order: 'highlight', note: true, here: true }, { frameId: 0 }],
    ]);
    expect(lookUp).not.toHaveBeenCalled();
  });

  it('has the reader of the frame explain the words, which knows their sentence', () => {
    click({ menuItemId: 'explain', selectionText: 'sluice', frameId: 3 }, { id: 7 });
    expect(tabs.told).toEqual([[7, { order: 'explain', here: true }, { frameId: 3 }]]);
    expect(explain).not.toHaveBeenCalled();
  });

  it('opens the form with the words alone where there is no reader', async () => {
    tabs.deaf.add(7);
    click({ menuItemId: 'explain', selectionText: ` ${'a'.repeat(199)}😀` }, { id: 7 });
    await vi.waitFor(() => expect(explain.mock.calls).toEqual([[{ text: `${'a'.repeat(199)}\ufffd` }]]));
    click({ menuItemId: 'explain', selectionText: 'sluice' });
    expect(explain).toHaveBeenLastCalledWith({ text: 'sluice' });
    click({ menuItemId: 'explain', selectionText: ' ' });
    expect(explain).toHaveBeenCalledTimes(2);
  });

  it('highlights nothing outside of tabs', () => {
    click({ menuItemId: 'highlight' });
    click({ menuItemId: 'highlight' }, {});
    expect(tabs.told).toEqual([]);
  });
});
