/**
 * Guards the card against presses that cannot be meant (`platform/sight.ts`). A press that does not count
 * reaches no button, link or field of the card. Untrusted events are not refused here: no page can make an
 * event in this frame.
 */
import {
  counts,
  LONG_ENOUGH,
  look,
  observeSight,
  type SightEvent,
  tellsObscured,
  UNSEEN,
} from '../../platform/sight';

/** Time between a click on a label and the click that the browser makes on its field, ms, at most. */
const AT_ONCE = 20;

export interface CardSight {
  /** The reader's word: whether something lies over the card. Ignored where the browser tells it. */
  heard(clear: boolean): void;
  /** Another card is shown, or the card was moved. */
  moved(): void;
  /** `covered` is called when the card is covered (true) or free again (false), and at each refused press. */
  listen(covered: (is: boolean) => void): void;
}

/**
 * Watches the card in `win`. While presses count, the root element has the attribute `data-ready`. Costs one
 * observer and a few listeners.
 */
export function cardSight(win: Window): CardSight {
  let sight = UNSEEN;
  let hear: (is: boolean) => void = () => undefined;
  /** Whether the last press of a pointer counted. */
  let pressed = false;
  /** The time of the last click of a pointer that counted. A click on a label clicks its field by itself. */
  let clickedAt = Number.NEGATIVE_INFINITY;
  let ripening: ReturnType<typeof setTimeout> | undefined;
  const root = win.document.documentElement;
  const show = () => {
    clearTimeout(ripening);
    const isReady = counts(sight, 'keys', win.performance.now());
    root.toggleAttribute('data-ready', isReady);
    if (!isReady && sight.seen !== null) ripening = setTimeout(show, LONG_ENOUGH / 4);
  };
  const see = (event: SightEvent) => {
    const before = sight.seen;
    sight = look(sight, event, win.performance.now());
    show();
    if ((before === null) !== (sight.seen === null)) hear(sight.seen === null);
  };
  const on = <K extends keyof WindowEventMap>(name: K, heard: (event: WindowEventMap[K]) => void) =>
    win.addEventListener(name, heard, { capture: true });

  const pointed = ({ clientX: x, clientY: y, screenX, screenY }: PointerEvent) =>
    see({ on: 'pointer', at: { x, y, screenX, screenY } });
  on('pointerover', pointed);
  on('pointermove', pointed);
  on('pointerout', (event) => event.relatedTarget === null && see({ on: 'left' }));
  on('focus', () => see({ on: 'keys', has: true }));
  on('blur', ({ target }) => target === win && see({ on: 'keys', has: false }));
  on('pointerdown', (event) => {
    pointed(event);
    pressed = counts(sight, event.pointerType === 'mouse' ? 'pointer' : 'touch', win.performance.now());
  });
  const refuse = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (sight.seen === null) hear(true);
  };
  const clicked = (event: Event) => {
    // Keys and scripts press without a pointer.
    const byPointer = 'pointerType' in event && event.pointerType !== '';
    const now = win.performance.now();
    if (
      byPointer ? !(pressed && sight.seen !== null) : now - clickedAt > AT_ONCE && !counts(sight, 'keys', now)
    )
      refuse(event);
    else if (byPointer) clickedAt = now;
  };
  on('click', clicked);
  on('auxclick', clicked);
  const observed = tellsObscured() ? observeSight(root, (seen) => see({ on: 'seen', seen })) : undefined;
  return {
    heard: (seen) => {
      if (!tellsObscured()) see({ on: 'seen', seen });
    },
    moved: () => {
      see({ on: 'moved' });
      observed?.again();
    },
    listen: (covered) => {
      hear = covered;
    },
  };
}
