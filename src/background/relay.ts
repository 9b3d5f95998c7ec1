/**
 * Passes messages on between the frames of one tab: letters between a reader and its popover, and orders from
 * one reader to all of its tab. In Firefox, a frame inside a page hears only what the background sends to its
 * tab.
 */
import { letterFrom } from '../protocol/letters';
import { relayedOrder } from '../protocol/orders';
import { type From, pageOf } from '../protocol/requests';
import type { TabMessage } from './tabs';

/**
 * Passes a message on to the tab that it comes from, if it is one of those; ignores it if not. A letter to
 * the popover is stamped with the address of the page that its reader reads, as the browser tells it.
 */
export function relay(
  message: unknown,
  from: From,
  tellTab: (tabId: number, message: TabMessage) => void,
): void {
  const tabId = from.tab?.id;
  if (tabId === undefined) return;
  const order = relayedOrder(message);
  if (order) tellTab(tabId, order);
  const letter = letterFrom(message);
  if (letter) tellTab(tabId, letter.to === 'popover' ? { ...letter, page: pageOf(from) } : letter);
}
