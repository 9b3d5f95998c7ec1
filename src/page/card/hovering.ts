/**
 * The hovering script: everything that happens after a mention is hovered, tapped or opened by keyboard. A
 * page loads it with its first hover.
 */
import { order } from '../../protocol/native';
import type { Marks } from '../marks/marks';
import type { Hovering } from '../on-demand';
import { obey, type Place } from './orders';
import { Pointer } from './pointer';
import { Popover } from './popover';

/**
 * Starts hovering over the marks of a page. `shadows`: its open shadow roots. The collection grows as they
 * are found.
 */
export function startHovering(doc: Document, marks: Marks, shadows: Iterable<ShadowRoot>): Hovering {
  const pointer = new Pointer(doc, marks, shadows);
  const popover = new Popover(doc, {
    pointed: (inside) => pointer.send({ on: inside ? 'card' : 'away' }),
    opened: () => {
      // The keyboard focus may be in another frame. Escape must close the card from there too.
      if (window.length > 0 || window !== window.top) order('escapable');
    },
    held: (held) => pointer.send({ on: 'held', held }),
    closed: () => pointer.send({ on: 'close' }),
    again: (at) => pointer.again(at),
  });
  pointer.start(popover);
  /** The orders before: one begins at the mention to which the one before has gone. */
  let before = Promise.resolve();
  const place: Place = { marks, pointer, popover };
  return {
    listen: () => pointer.listen(),
    hear: (event) => pointer.hear(event),
    setDwell: (dwell) => {
      pointer.dwell = dwell;
    },
    obey: (order) => {
      before = before
        .then(() => obey(order, doc, place))
        .catch((error) => console.debug('Gloss could not go to a mention of this page.', error));
    },
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
