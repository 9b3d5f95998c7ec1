/**
 * Whether a press can be meant: the pressed thing must have been seen, unobscured and at rest, for long
 * enough. Against a page that covers it, moves it under the pointer, or uncovers it in the middle of a double
 * click (UI redressing; W3C, User Interface Security and the Visibility API). Pure: holds no clock and no
 * element.
 */

/**
 * Time a thing must be seen before a press on it counts, ms. Two presses of a double click are closer than
 * that; a hand that moves to a button and presses it takes longer.
 */
export const LONG_ENOUGH = 350;

/**
 * A pointer that moved further over the thing than over the screen: the thing moved under it. `FACTOR` allows
 * for a zoomed page, whose pixels are larger than those of the screen; `SLACK`, CSS px, for rounding.
 */
const FACTOR = 5;
const SLACK = 8;

/** A position of the pointer: over the thing, and on the screen. CSS px. */
export interface Pointed {
  x: number;
  y: number;
  screenX: number;
  screenY: number;
}

/** All times are ms on the clock of event timestamps. `null`: not now. */
export interface Sight {
  /** Since when the thing is unobscured and at rest. */
  seen: number | null;
  /** Since when the pointer is over it, and where the pointer was last. */
  pointer: { since: number; at: Pointed } | null;
  /** Since when it has the keyboard focus. */
  keys: number | null;
}

export type SightEvent =
  /** The thing is unobscured (true), or something lies over it (false). */
  | { on: 'seen'; seen: boolean }
  /** The thing was moved or replaced. */
  | { on: 'moved' }
  /** The pointer moved or pressed over the thing. */
  | { on: 'pointer'; at: Pointed }
  /** The pointer left the thing. */
  | { on: 'left' }
  /** The thing got the keyboard focus (true) or lost it (false). */
  | { on: 'keys'; has: boolean };

export const UNSEEN: Sight = { seen: null, pointer: null, keys: null };

export function look(sight: Sight, event: SightEvent, now: number): Sight {
  const { seen, pointer } = sight;
  switch (event.on) {
    case 'seen':
      return { ...sight, seen: event.seen ? (seen ?? now) : null };
    case 'moved':
      return { ...sight, seen: seen === null ? null : now, pointer: pointer && { ...pointer, since: now } };
    case 'pointer':
      return {
        ...sight,
        pointer: { since: pointer && !isJump(pointer.at, event.at) ? pointer.since : now, at: event.at },
      };
    case 'left':
      return { ...sight, pointer: null };
    case 'keys':
      return { ...sight, keys: event.has ? (sight.keys ?? now) : null };
  }
}

/**
 * Whether a press counts. `by`: a pointer that hovers before it presses, a finger or a pen that does not, or
 * the keyboard. A finger arrives with the press, so only the thing's own rest is known.
 */
export function counts(
  { seen, pointer, keys }: Sight,
  by: 'pointer' | 'touch' | 'keys',
  now: number,
): boolean {
  const isLong = (since: number | null) => since !== null && now - since >= LONG_ENOUGH;
  if (!isLong(seen)) return false;
  if (by === 'pointer') return isLong(pointer?.since ?? null);
  // A script of our own may press without the focus; a page's script cannot reach the thing.
  return by === 'touch' || keys === null || isLong(keys);
}

function isJump(from: Pointed, to: Pointed): boolean {
  const over = Math.hypot(to.x - from.x, to.y - from.y);
  const screen = Math.hypot(to.screenX - from.screenX, to.screenY - from.screenY);
  return over > FACTOR * screen + SLACK;
}

/**
 * Whether the browser tells by itself that something lies over an element (IntersectionObserver v2:
 * Chromium). If not, a hit test has to do.
 */
export function tellsObscured(): boolean {
  return 'IntersectionObserverEntry' in globalThis && 'isVisible' in IntersectionObserverEntry.prototype;
}

/**
 * Times (ms) after which the browser is asked again while it does not say that the element is seen. Chromium (156) can
 * leave a frame for ever what it was while its tab was in the background, until something around it is drawn.
 */
const AGAIN = [400, 800, 1_600, 3_200];

/** The watch over one element. */
export interface Observed {
  /** Asks the browser again a few times, unless the element is seen by then. To be called when it was shown or moved. */
  again(): void;
  end(): void;
}

/**
 * Tells whether an element is visible, unobscured and without effects, also through the frames around it.
 * Calls `tell` at each change, at most every 100 ms, the shortest time that the specification allows. Asks again when
 * the user comes back to the tab. Only where `tellsObscured`.
 */
export function observeSight(element: Element, tell: (seen: boolean) => void): Observed {
  let isSeen = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const options = { trackVisibility: true, delay: 100, threshold: [0, 0.01] };
  const observer = new IntersectionObserver((entries) => {
    const last = entries.at(-1) as (IntersectionObserverEntry & { isVisible?: boolean }) | undefined;
    if (!last) return;
    isSeen = last.isIntersecting && last.isVisible === true;
    tell(isSeen);
  }, options);
  const ask = (times: readonly number[]) => {
    clearTimeout(timer);
    const [next, ...later] = times;
    if (next === undefined) return;
    timer = setTimeout(() => {
      if (isSeen) return;
      observer.unobserve(element);
      observer.observe(element);
      ask(later);
    }, next);
  };
  const again = () => ask(AGAIN);
  const { ownerDocument } = element;
  observer.observe(element);
  ownerDocument.addEventListener('visibilitychange', again);
  return {
    again,
    end() {
      clearTimeout(timer);
      observer.disconnect();
      ownerDocument.removeEventListener('visibilitychange', again);
    },
  };
}
