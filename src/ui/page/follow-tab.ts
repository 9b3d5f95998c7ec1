/**
 * Follows the page in the active tab of this window, for the popup and the side panel. It asks the readers of
 * the tab for reports, receives updates as the page changes, includes frames that load later, and starts
 * again when another page or tab comes to the front.
 */

import { browser } from '../../protocol/extension';
import type { Order } from '../../protocol/orders';
import type { GoTo, InView, Report } from '../../protocol/report';
import { checked } from '../../protocol/schema/check';
import * as shape from '../../protocol/schema/report';
import { type Unreadable, whyUnreadable } from './unreadable';

/** The page in the active tab, as far as it is known. */
export type PageState =
  /** Its readers have not answered yet. */
  | { is: 'waiting' }
  | { is: 'unreadable'; why: Unreadable }
  /**
   * `address`: of the top frame (`addressOf`). `frames`: the report of each frame, by the browser's frame id. `view`:
   * which mentions of the top frame are in view; absent until its reader has said so.
   */
  | { is: 'read'; address: string; frames: ReadonlyMap<number, Report>; view?: InView['inView'] };

export interface Following {
  /** Scrolls to a mention, or to the passage of a note, and flashes it. */
  go(frame: number, place: GoTo['go']): void;
  stop(): void;
}

type Port = ReturnType<typeof browser.runtime.connect>;

/** Calls `changed` with the state of the active page, and again whenever the page or its marks change. */
export function followTab(changed: (state: PageState) => void): Following {
  /** The active tab. */
  let tab: number | undefined;
  /**
   * Name of the ports that the readers open to this page. Each followed page gets a new name, so that ports
   * of an earlier one are recognised as stale.
   */
  let name = '';
  let ports = new Map<number, Port>();
  let frames = new Map<number, Report>();
  let view: InView['inView'] | undefined;

  const show = () => {
    const known = ports.get(0)?.sender?.url;
    const top = frames.get(0);
    if (known === undefined || !top) return;
    changed(
      top.kind === 'viewer'
        ? { is: 'unreadable', why: 'pdf' }
        : {
            is: 'read',
            address: addressOf(known, top.address),
            frames: new Map(frames),
            ...(view && { view }),
          },
    );
  };

  /** Asks the readers of the active tab to report. */
  const begin = async () => {
    for (const port of ports.values()) port.disconnect();
    ports = new Map();
    frames = new Map();
    view = undefined;
    const mine = crypto.randomUUID();
    name = mine;
    changed({ is: 'waiting' });
    const [front] = await browser.tabs.query({ active: true, currentWindow: true });
    if (name !== mine) return;
    tab = front?.id;
    // While the tab is loading, the readers are still to come: no answer is no failure.
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
    port.onMessage.addListener((told: unknown) => {
      if (ports.get(frameId) !== port) return;
      try {
        if (typeof told === 'object' && told !== null && 'inView' in told) {
          const { inView } = checked(shape.InView, told, 'report');
          if (frameId === 0) view = inView;
        } else frames.set(frameId, checked(shape.Report, told, 'report'));
        show();
      } catch (error) {
        console.warn('Gloss: a report of a page', error);
      }
    });
    port.onDisconnect.addListener(() => {
      if (ports.get(frameId) !== port) return;
      ports.delete(frameId);
      frames.delete(frameId);
      if (frameId === 0) changed({ is: 'waiting' });
      else show();
    });
  };

  /** A reader has started, in a new page or in a frame that loaded later: asks it to report. */
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
 * The current address of a page. `known` is where the browser loaded it, `told` what its reader reports. The
 * report is trusted only within the same origin: that is as far as a page can navigate without a new
 * document.
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
