/** The browser's tabs, for tests: which are open, and which messages they got. */
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

export interface FakeTabs {
  /** Each message that a tab was sent: its tab, the message, and the frame where one was named. */
  told: unknown[][];
  /** Tabs without a reader: a message to one rejects. */
  deaf: Set<number>;
  /** What was asked of `tabs.query`. */
  query: ReturnType<typeof vi.fn>;
}

/** Puts tabs of these ids into the fake browser. `undefined`: a tab whose id the browser does not tell. */
export function openTabs(...ids: (number | undefined)[]): FakeTabs {
  const tabs: FakeTabs = {
    told: [],
    deaf: new Set(),
    query: vi.fn(async () => ids.map((id) => ({ id }))),
  };
  fakeBrowser.tabs.query = tabs.query as never;
  fakeBrowser.tabs.sendMessage = (async (id: number, ...rest: unknown[]) => {
    tabs.told.push([id, ...rest]);
    if (tabs.deaf.has(id)) throw new Error('Could not establish connection. Receiving end does not exist.');
  }) as never;
  return tabs;
}
