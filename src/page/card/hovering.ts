/**
 * Everything that happens once a mention is hovered, tapped or asked for by keyboard: a script of its own, which a page loads with
 * its first hover.
 */
import { order } from '../../protocol/native';
import type { Marks } from '../marks/marks';
import type { Hovering } from '../on-demand';
import { obey } from './orders';
import { Pointer } from './pointer';
import { Popover } from './popover';

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
