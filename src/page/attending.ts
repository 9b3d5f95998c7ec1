/**
 * The attending script: what a frame with mentions that are shown needs while nobody hovers them. It counts the terms for
 * the toolbar button, watches the pointer, knows of styles, decides which mentions are marked, and takes the marks away
 * where no card can come. A page loads it with the first of them, or with the first in a frame inside it.
 */
import { order } from '../protocol/native';
import { Approach } from './card/approach';
import { isEscape } from './card/escape';
import { isBarren } from './card/sandbox';
import { hasFocus } from './dom/nodes';
import { Choosing } from './marks/choosing';
import { startCounting } from './marks/counting';
import { fitting } from './marks/fitting';
import { sizeOf } from './marks/hit';
import type { Marked } from './marks/marks';
import { CLEAR, NOTED } from './marks/underline';
import { unboxed } from './marks/visible';
import { type Attending, type AttendingOrder, bring } from './on-demand';

/**
 * Starts attending. `gone` is called when nothing may be marked any more: the extension was updated or removed, or no
 * card can come in this frame.
 */
export function startAttending(
  doc: Document,
  frame: Marked,
  shadows: Iterable<ShadowRoot>,
  gone: () => void,
  newest?: PointerEvent,
): Attending {
  const tally = startCounting(frame, gone);
  void isBarren(doc).then((is) => {
    if (!is) return;
    gone();
    tally.changed();
  });
  const approach = new Approach(doc, frame, shadows, newest);
  approach.learn();
  let choosing: Choosing | undefined;
  const fit = fitting(doc, (term) => choosing?.isNoted(term) === true);
  const changed = () => tally.changed();
  /** Hears of each change of the marks, once there are any. */
  const follow = () => frame.marks?.listeners.add(changed);
  const obey = (message: AttendingOrder) => {
    switch (message.order) {
      case 'add':
        tally.add(message.frame, message.terms);
        break;
      case 'report':
        bring('reporting').then((start) => start(doc, frame.begin(), message.to), gone);
        break;
      case 'close':
        approach.hovering?.close();
        break;
      case 'escapable':
        addEventListener('keydown', onEscape, true);
        break;
      default: {
        const { order } = message;
        const { marks } = frame;
        if (order === 'open' && hasFocus(doc) && marks?.asksForBar?.()) break;
        if (marks && sizeOf(marks) > 0 && hasFocus(doc))
          approach.bring().then((hovering) => hovering.obey(order), gone);
      }
    }
  };
  return {
    again: () => {
      tally.again();
      // The settings may have changed.
      approach.learn();
      choosing?.again();
    },
    listen: () => {
      approach.listen();
      follow();
      changed();
      if (!frame.marks) return;
      choosing ??= new Choosing(doc, frame.marks);
      choosing.listen();
      frame.marks.look({ unboxed, fit });
    },
    bring: () => approach.bring(),
    obey,
    receive: (letter) => approach.hovering?.receive(letter),
    stop: () => {
      choosing?.stop();
      for (const name of [CLEAR, NOTED]) CSS.highlights.delete(name);
      approach.stop();
    },
  };
}

/** Closes the card in another frame at the first Escape. It does not know whether the card is still open. */
function onEscape(event: KeyboardEvent): void {
  if (!isEscape(event)) return;
  removeEventListener('keydown', onEscape, true);
  order('close');
}
