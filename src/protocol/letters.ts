/** Letters: messages between a reader and its popover. They have no answer. */
import type { Reason } from '../mentions/find';

/** From the reader to its popover. */
export type ToPopover =
  /**
   * Show a term, or the notes on a passage, or both. `turn` numbers the hovers of a page: a reply about an
   * earlier turn is stale.
   * `notes`: ids of the notes on the passage. `width`: CSS px. `why`: the reasons for the mark, none where
   * the form has one sense only.
   */
  | { kind: 'show'; turn: number; term?: string; notes: string[]; width: number; why: Reason[] }
  /** Take the keyboard focus. `note`: id of the note whose editor is to have it. */
  | { kind: 'focus'; note?: string }
  /** The card is hidden, and the user wrote in it: its editors close. */
  | { kind: 'hidden' }
  /** Whether something of the page lies over the card. Only where the browser does not tell the frame. */
  | { kind: 'sight'; clear: boolean }
  /** The card was moved. A press that was on its way was meant for something else. */
  | { kind: 'moved' }
  /** The keyboard left the editor unasked. `taken`: the page has it now; otherwise it is somewhere else. */
  | { kind: 'keyboard'; taken: boolean };

/** From the popover to its reader. */
export type FromPopover =
  /** The frame is loaded and listens. */
  | { kind: 'ready' }
  /** The card of that turn is drawn, and wants this size (CSS px). */
  | { kind: 'drawn'; turn: number; width: number; height: number }
  /**
   * The keyboard focus entered an editor of the card (true) or left it (false). While it is there, a pointer
   * that leaves closes nothing. `typing`: it is in a field of the editor, not on a button.
   */
  | { kind: 'held'; held: boolean; typing: boolean }
  /** The keyboard left the frame while the user was typing in it. */
  | { kind: 'lost' }
  /** Something lies over the card. */
  | { kind: 'covered' }
  /** The user closes the card (Escape, or the close button). */
  | { kind: 'close' };

/**
 * A letter on its way. Both sides send it to the background, which passes it on to the tab that it came from:
 * in Firefox, a frame inside a page has no `tabs` API, and hears only what the background sends to its tab.
 *
 * `secret`: known only to one reader and the frame that it made, so that each side knows whose letter it is.
 * `page`: address of the reader's page. The background sets it from what the browser says; a reader's own
 * word is overwritten.
 */
export type Letter =
  | { to: 'popover'; secret: string; message: ToPopover; page?: string }
  | { to: 'reader'; secret: string; message: FromPopover };

function isLetter(message: unknown): message is Letter {
  return typeof message === 'object' && message !== null && 'to' in message && 'secret' in message;
}

/**
 * The letter in a message, if it is for that side and comes from the background. A page of the extension
 * hears the same letter a second time, from the tab that sent it: that one is ignored.
 */
export function letterTo<T extends Letter['to']>(
  to: T,
  message: unknown,
  from: { tab?: unknown },
): Extract<Letter, { to: T }> | undefined {
  if (from.tab !== undefined || !isLetter(message) || message.to !== to) return undefined;
  return message as Extract<Letter, { to: T }>;
}

/** The letter in a message that the background passes on; `undefined` where it is none. */
export function letterFrom(message: unknown): Letter | undefined {
  return isLetter(message) ? message : undefined;
}
