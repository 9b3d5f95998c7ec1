/**
 * Commands of the keyboard, as the manifest names them: each is an order to the readers of the tab in front.
 */
import { browser } from '../protocol/extension';
import type { Order } from '../protocol/orders';
import { tellTab } from './tabs';

const ORDERS: Record<string, Order> = {
  'next-mention': { order: 'next' },
  'previous-mention': { order: 'previous' },
  'open-mention': { order: 'open' },
  highlight: { order: 'highlight', note: false },
  'highlight-note': { order: 'highlight', note: true },
};

/** Gives the order of a command to the tab in front. Ignores a command of another name. */
export async function runCommand(name: string): Promise<void> {
  const order = ORDERS[name];
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (order && tab?.id !== undefined) tellTab(tab.id, order);
}
