/**
 * Everything that happens once a mention is hovered, tapped or asked for by keyboard: a script of its own, which a page loads with
 * its first hover.
 */
import type { Letter } from '../platform/messages';
import { order } from '../platform/native';
import type { Marks } from './marks';
import { type MentionOrder, obey } from './orders';
import { Pointer } from './pointer';
import { Popover } from './popover';
import type { Spot } from './spot';

export interface Hovering {
  /** Listen to the page; once more after `document.open`, which takes all listeners away. */
  listen(): void;
  /** The event that was the first to reach a mention. */
  hear(event: PointerEvent): void;
  obey(order: MentionOrder): void;
  /** Open the card of a spot, with the keyboard in the editor of a note, by its id. */
  write(spot: Spot, note: string): void;
  close(): void;
  receive(letter: Extract<Letter, { to: 'reader' }>): void;
  stop(): void;
}

/** Start hovering over the marks of a page. `shadows`: its open shadow roots, as they come to be known. */
export function startHovering(doc: Document, marks: Marks, shadows: Iterable<ShadowRoot>): Hovering {
  const pointer = new Pointer(doc, marks, shadows);
  const popover = new Popover(doc, {
    pointed: (inside) => pointer.send({ on: inside ? 'card' : 'away' }),
    opened: () => {
      // The keyboard may be in another frame: Escape is to close the card from there as well.
      if (window.length > 0 || window !== window.top) order('escapable');
    },
    held: (held) => pointer.send({ on: 'held', held }),
    closed: () => pointer.send({ on: 'close' }),
  });
  pointer.start(popover);
  return {
    listen: () => pointer.listen(),
    hear: (event) => pointer.hear(event),
    obey: (order) => obey(order, doc, { marks, pointer, popover }),
    write: (spot, note) => {
      pointer.send({ on: 'ask', mention: spot });
      popover.focus(note);
    },
    close: () => pointer.send({ on: 'close' }),
    receive: (letter) => popover.receive(letter),
    stop: () => {
      pointer.stop();
      popover.stop();
    },
  };
}
