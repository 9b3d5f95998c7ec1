/**
 * Orders: what the background, a page of the extension or another reader tells the readers of a tab to do.
 * They have no answer.
 */
import type { RelayedOrder } from './schema/letters';

export type Order =
  /**
   * Notes were made, changed or deleted, or the settings of the marks were changed: ask again which notes are on this
   * page, and how mentions are to be marked.
   */
  | { order: 'noted' }
  /**
   * Highlight the selected text. `note`: then open its card to write in. `here`: in the frame that gets the
   * order; without it, in the frame that has the keyboard focus.
   */
  | { order: 'highlight'; note: boolean; here?: true }
  /** Open the form of a term with the selected text, in the frame that gets the order. */
  | { order: 'explain'; here: true }
  /** Commands of the keyboard. */
  | { order: 'next' | 'previous' | 'open' }
  /** Read the page again, because corrections or settings have changed. */
  | { order: 'rescan' }
  /** Open a port of that name, and report through it what is marked (`report.ts`). */
  | { order: 'report'; to: string }
  /**
   * For the top frame: the terms that are marked in the frame of that number, as the browser numbers frames.
   */
  | { order: 'add'; frame: number; terms: string[] }
  /** From a reader to all readers of its tab, through the background. */
  | RelayedOrder;
