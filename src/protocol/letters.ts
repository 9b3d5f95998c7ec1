/** Letters: messages between a reader and its popover. They have no answer. `schema/letters` has their shape. */
import type { Letter } from './schema/letters';

export type { FromPopover, Letter, ToPopover } from './schema/letters';

/**
 * The letter in a message, if it is for that side and comes from the background, which has checked it. A page
 * of the extension hears the same letter a second time, from the tab that sent it: that one is ignored.
 */
export function letterTo<T extends Letter['to']>(
  to: T,
  message: unknown,
  from: { tab?: unknown },
): Extract<Letter, { to: T }> | undefined {
  const { to: addressee, secret } = Object(message);
  return from.tab === undefined && addressee === to && secret !== undefined
    ? (message as Extract<Letter, { to: T }>)
    : undefined;
}

/**
 * What the frame of a popover is told of its reader, in the fragment of its address: the secret, and the
 * reader's own frame. A page that frames `popover.html` can write anything there: its letters go to a reader
 * that does not know the secret.
 */
export function fragmentOf(secret: string, frame: number): string {
  return `${secret}.${frame}`;
}

/** The secret and the reader's frame in such a fragment, with or without its `#`. */
export function fromFragment(fragment: string): { secret: string; frame: number } {
  const [secret = '', frame] = fragment.replace('#', '').split('.');
  return { secret, frame: Number(frame ?? 0) || 0 };
}
