/**
 * The browser's own extension API, for the reader. Every page loads the reader, and the polyfill would add 10
 * kB to it. Pages of the extension use `extension.ts`.
 */

import type { browser } from 'wxt/browser';
import { ask } from './ask';
import type { ReaderRequests } from './messages';
import type { RelayedOrder } from './schema/letters';

type Api = typeof browser;
const scope = globalThis as { browser?: Api; chrome?: Api };

// Firefox has `browser`, and Chromium from 148 on. The `chrome` of an earlier Chromium returns promises too.
export const native = (scope.browser?.runtime ? scope.browser : scope.chrome) as Api;

/** Sends a request of a reader to the background: see `ask`. */
export const send = <K extends keyof ReaderRequests>(
  kind: K,
  data: ReaderRequests[K]['request'],
): Promise<ReaderRequests[K]['reply']> => ask(native, kind, data) as Promise<never>;

/**
 * Gives an order to all readers of this tab, through the background. Never rejects: it does not matter
 * whether they hear it.
 */
export function order(order: RelayedOrder['order']): void {
  native.runtime.sendMessage({ order }).catch(() => undefined);
}

/** Whether the extension is still there: readers stay in open pages when it is updated or removed. */
export function alive(): boolean {
  try {
    return native.runtime.id !== undefined;
  } catch {
    return false;
  }
}
