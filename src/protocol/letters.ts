/** Letters: what a reader and its popover tell each other. Nobody answers one. */
import type { Reason } from '../mentions/find';

/** From the reader to its popover. */
export type ToPopover =
  /**
   * Show a term, `width` CSS px wide, and `why` it is marked: empty where its form has one sense only; or the `notes` on the passage that is
   * there; or both. `turn` numbers the hovers of a page; a reply about an earlier turn is stale.
   */
  | { kind: 'show'; turn: number; term?: string; notes: string[]; width: number; why: Reason[] }
  /** Take the keyboard: the card was opened from it, or is to have it in the editor of that note, by its id. */
  | { kind: 'focus'; note?: string }
  /** It is hidden, and was written in: its editors are to close. */
  | { kind: 'hidden' };

/** From the popover to its reader. */
export type FromPopover =
  /** The frame is loaded and listens. */
  | { kind: 'ready' }
  /** The card of that turn is drawn and wants this size, CSS px. */
  | { kind: 'drawn'; turn: number; width: number; height: number }
  /** The keyboard came into an editor of the card (true), or left it: until then no pointer that leaves closes it. */
  | { kind: 'held'; held: boolean }
  /** The user wants it closed (Escape, or the close button). */
  | { kind: 'close' };

/**
 * What carries those two. Both sides write to the background, which passes the letter on to the tab it came from: in Firefox a
 * frame inside a page has no `tabs` API, and hears of a page's messages only what the background sends to its tab. `secret` tells
 * whose letter it is: it is known to one reader and the frame that it made. `page` is the address that the reader reads, as the
 * browser tells the background: a reader does not write it.
 */
export type Letter =
  | { to: 'popover'; secret: string; message: ToPopover; page?: string }
  | { to: 'reader'; secret: string; message: FromPopover };

function isLetter(message: unknown): message is Letter {
  return typeof message === 'object' && message !== null && 'to' in message && 'secret' in message;
}

/**
 * The letter in a message, if the background passed it on to that side. What another page of the extension broadcasts comes
 * from a tab, and would be heard twice.
 */
export function letterTo<T extends Letter['to']>(
  to: T,
  message: unknown,
  from: { tab?: unknown },
): Extract<Letter, { to: T }> | undefined {
  if (from.tab !== undefined || !isLetter(message) || message.to !== to) return undefined;
  return message as Extract<Letter, { to: T }>;
}

/** The letter in a message that the background is to pass on. */
export function letterFrom(message: unknown): Letter | undefined {
  return isLetter(message) ? message : undefined;
}
