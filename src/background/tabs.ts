/**
 * Messages from the background to tabs. Without a permission, the background cannot know which page a tab
 * shows: what concerns readers is told to all tabs, and each reader decides whether it concerns its page.
 */
import { browser } from '../protocol/extension';
import type { Letter } from '../protocol/letters';
import type { Notice, SETTINGS_CHANGED } from '../protocol/notices';
import type { Order } from '../protocol/orders';

/** What the background tells a tab. Nobody answers. */
export type TabMessage = Order | Notice | typeof SETTINGS_CHANGED | Letter;

/** Ids of all open tabs. */
export async function allTabs(): Promise<number[]> {
  const tabs = await browser.tabs.query({});
  return tabs.flatMap(({ id }) => id ?? []);
}

/**
 * How many tabs and windows show a page of Gloss. The browser tells of their addresses without a permission.
 * `home`: the beginning of the addresses of the extension's own pages.
 */
export async function ownTabs(home: string): Promise<number> {
  return (await browser.tabs.query({ url: `${home}*` })).length;
}

/**
 * Tells all frames of a tab, or the one frame of that number. Never rejects: a tab may show a page without a
 * reader.
 */
export function tellTab(tabId: number, message: TabMessage, frameId?: number): void {
  const sent =
    frameId === undefined
      ? browser.tabs.sendMessage(tabId, message)
      : browser.tabs.sendMessage(tabId, message, { frameId });
  sent.catch(() => undefined);
}

/**
 * Tells all frames of all tabs. Resolves when the messages are on their way; rejects where the browser does
 * not list its tabs.
 */
export async function tellAllTabs(message: TabMessage): Promise<void> {
  for (const id of await allTabs()) tellTab(id, message);
}

/** Makes every reader ask again for the notes on its page, and how mentions are to be marked. */
export function tellReaders(): Promise<void> {
  return tellAllTabs({ order: 'noted' });
}

/** Makes every reader read its page again: corrections or settings have changed. */
export function rescanAll(): Promise<void> {
  return tellAllTabs({ order: 'rescan' });
}

/** Size of a small window, CSS px. */
const SMALL = { width: 560, height: 720 };

/** Opens an address in a small window of its own; in a tab where the browser has no windows (Firefox for Android). */
export async function openSmall(url: string): Promise<unknown> {
  const { windows } = browser as { windows?: typeof browser.windows };
  return windows ? windows.create({ url, type: 'popup', ...SMALL }) : browser.tabs.create({ url });
}
