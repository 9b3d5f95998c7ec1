/**
 * Passes messages on between the frames of one tab: letters between a reader and its popover, and orders from
 * one reader to all of its tab. In Firefox, a frame inside a page hears only what the background sends to it.
 *
 * A letter goes to one frame, and says which frame it comes from. So the background keeps nothing, and may be
 * stopped between any two letters (docs/decisions/0020).
 */
import { type From, type Handlers, pageInFront } from '../protocol/requests';
import { checked } from '../protocol/schema/check';
import { Letter, RelayedOrder } from '../protocol/schema/letters';
import type { TabMessage } from './tabs';

/**
 * Passes a message on to the tab that it comes from, if it is one of those; ignores it if not. Throws
 * `Refused` where a letter or order is not of its shape. A letter to the popover is stamped with the address
 * of the page that its reader reads, as the browser tells it. Only a page of the extension, whose address
 * begins with `home`, writes to a reader. The library has a reader too, and so writes to a popover.
 */
export function relay(
  message: unknown,
  from: From,
  tellTab: (tabId: number, message: TabMessage, frameId?: number) => void,
  home: string,
): void {
  const { tab, frameId: frame } = from;
  if (tab?.id === undefined || typeof message !== 'object' || message === null) return;
  if ('order' in message) tellTab(tab.id, checked(RelayedOrder, message, 'order'));
  if (!('to' in message) || frame === undefined) return;
  const letter = checked(Letter, message, 'letter');
  if (letter.to === 'reader' && !from.url?.startsWith(home)) return;
  const stamped = letter.to === 'reader' ? letter : { ...letter, page: pageInFront(from, letter.page) };
  tellTab(tab.id, { ...stamped, frame }, letter.frame);
}

/** Tells a reader the number of its own frame, which its popover is to write to. */
export const frameHandlers: Pick<Handlers, 'frame'> = {
  frame: async (_, { frameId = 0 }) => frameId,
};
