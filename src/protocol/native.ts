/**
 * The browser's own extension API, for the reader: every page loads it, and the polyfill would add 10 kB to each.
 * Extension pages use `extension.ts`.
 */

import type { browser } from 'wxt/browser';
import { ask } from './ask';
import type { Order } from './orders';
import type { Send } from './requests';

type Api = typeof browser;
const scope = globalThis as { browser?: Api; chrome?: Api };

// Firefox and Chromium from 148 on have `browser`; before, Chromium's `chrome` returns promises all the same.
export const native = (scope.browser?.runtime ? scope.browser : scope.chrome) as Api;

/** Asks the background: see `ask`. */
export const send: Send = (kind, data) => ask(native, kind, data) as Promise<never>;

/** Give an order to all readers of this tab. Whether they hear it does not matter. */
export function order(order: Order['order']): void {
  native.runtime.sendMessage({ order }).catch(() => undefined);
}

/** Whether the extension is still there: after an update or removal, readers of open pages are orphans. */
export function alive(): boolean {
  try {
    return native.runtime.id !== undefined;
  } catch {
    return false;
  }
}
