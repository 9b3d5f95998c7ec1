/**
 * What is marked on the page in front, for the popup and the side panel: asks the readers of the active tab to tell, hears them as the
 * page changes, takes in frames that come later, and begins anew when another page or another tab comes to the front.
 */

import { browser } from '../../protocol/extension';
import type { Order } from '../../protocol/orders';
import type { GoTo, Report } from '../../protocol/report';
import { type Unreadable, whyUnreadable } from './unreadable';

/** The page in front. */
export type PageState =
  /** Its readers have not answered yet. */
  | { is: 'waiting' }
  | { is: 'unreadable'; why: Unreadable }
  /** `address`: of the top frame (`addressOf`). `frames`: by the browser's number of the frame. */
  | { is: 'read'; address: string; frames: ReadonlyMap<number, Report> };

export interface Following {
  /** Scroll to a mention, or to the passage of a note, and flash it. */
  go(frame: number, place: GoTo['go']): void;
  stop(): void;
}

type Port = ReturnType<typeof browser.runtime.connect>;

/** Tell `changed` of the page in front of this window, now and whenever it or what is marked on it changes. */
export function followTab(changed: (state: PageState) => void): Following {
  /** The tab in front. */
  let tab: number | undefined;
  /** Names the ports that the readers open to this page; a new one for each page that is followed. */
  let name = '';
  let ports = new Map<number, Port>();
  let frames = new Map<number, Report>();

  const show = () => {
    const known = ports.get(0)?.sender?.url;
    const top = frames.get(0);
    if (known === undefined || !top) return;
    changed(
      top.viewer
        ? { is: 'unreadable', why: 'pdf' }
        : { is: 'read', address: addressOf(known, top.address), frames: new Map(frames) },
    );
  };

  /** Ask the readers of the tab in front to tell. */
  const begin = async () => {
    for (const port of ports.values()) port.disconnect();
    ports = new Map();
    frames = new Map();
    const mine = crypto.randomUUID();
    name = mine;
    changed({ is: 'waiting' });
    const [front] = await browser.tabs.query({ active: true, currentWindow: true });
    if (name !== mine) return;
    tab = front?.id;
    // The page is still to come, and its readers with it.
    const isBlank = front?.status === 'loading';
    try {
      await browser.tabs.sendMessage(tab ?? -1, { order: 'report', to: mine } satisfies Order);
    } catch {
      if (name === mine && !isBlank) changed({ is: 'unreadable', why: whyUnreadable(front?.url) });
    }
  };

  const connected = (port: Port) => {
    const { tab: from, frameId } = port.sender ?? {};
    if (port.name !== name || from?.id !== tab || frameId === undefined) return;
    ports.set(frameId, port);
    port.onMessage.addListener((report: unknown) => {
      if (ports.get(frameId) !== port) return;
      frames.set(frameId, report as Report);
      show();
    });
    port.onDisconnect.addListener(() => {
      if (ports.get(frameId) !== port) return;
      ports.delete(frameId);
      frames.delete(frameId);
      if (frameId === 0) changed({ is: 'waiting' });
      else show();
    });
  };

  /** A reader begins: of a page that has just come, or of a frame that came late. */
  const heard = (message: unknown, from: { tab?: { id?: number }; frameId?: number }) => {
    if (from.tab?.id === tab && isBeginning(message)) {
      const order: Order = { order: 'report', to: name };
      browser.tabs.sendMessage(tab ?? -1, order, { frameId: from.frameId ?? 0 }).catch(() => undefined);
    }
    return undefined;
  };

  const activated = () => void begin();
  const updated = (id: number, { status }: { status?: string }) => {
    if (id === tab && status === 'complete' && !ports.has(0)) void begin();
  };
  browser.runtime.onConnect.addListener(connected);
  browser.runtime.onMessage.addListener(heard as never);
  browser.tabs.onActivated.addListener(activated);
  browser.tabs.onUpdated.addListener(updated);
  void begin();

  return {
    go: (frame, place) => ports.get(frame)?.postMessage({ go: place } satisfies GoTo),
    stop: () => {
      name = '';
      for (const port of ports.values()) port.disconnect();
      browser.runtime.onConnect.removeListener(connected);
      browser.runtime.onMessage.removeListener(heard as never);
      browser.tabs.onActivated.removeListener(activated);
      browser.tabs.onUpdated.removeListener(updated);
    },
  };
}

/**
 * Where a page is now: `known` is where the browser saw it begin, `told` what its reader says since. It is believed as far as an application
 * can move without a new page: within its origin.
 */
function addressOf(known: string, told: string): string {
  return URL.canParse(told) && new URL(told).origin === new URL(known).origin && /^https?:/.test(known)
    ? told
    : known;
}

function isBeginning(message: unknown): boolean {
  if (typeof message !== 'object' || message === null || !('kind' in message && 'data' in message))
    return false;
  const { kind, data } = message;
  return kind === 'ask' && typeof data === 'object' && data !== null && 'begins' in data;
}
