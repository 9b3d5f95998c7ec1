/** Orders: what the background, a page of the extension or another reader tells the readers of a tab to do. Nobody answers one. */

/** What a tab's readers are told to do. */
export type Order =
  /** Notes on passages of the page were made, changed or deleted. */
  | { order: 'noted' }
  /**
   * Highlight what is selected; `note`: and open its card, to write. `here`: in this very frame; without it, in the one that has the
   * keyboard.
   */
  | { order: 'highlight'; note: boolean; here?: true }
  /** A command of the keyboard; corrections or settings have changed. */
  | { order: 'next' | 'previous' | 'open' | 'rescan' }
  /** Open a port of that name to the extension page that asks, and tell it what is marked (`report.ts`). */
  | { order: 'report'; to: string }
  /** For the top frame: the terms that are marked in a frame of the page, by the browser's number of that frame. */
  | { order: 'add'; frame: number; terms: string[] }
  /** From a reader to all of its tab: its card is to close with Escape, or was closed so from another frame. */
  | { order: Relayed };
type Relayed = 'escapable' | 'close';

/** The order that a reader gives all readers of its tab, if the message is one. */
export function relayedOrder(message: unknown): Order | undefined {
  if (typeof message !== 'object' || message === null || !('order' in message)) return undefined;
  const { order } = message;
  return order === 'escapable' || order === 'close' ? { order } : undefined;
}
