/** The height of the card, which tells the page nothing of the user's notes. */

/**
 * Heights of a card, CSS px, that do not tell the page how much the user wrote: of a card with nothing but
 * notes, of the room for notes on a card of a term, and of a card whose notes the user has pressed or reached
 * by key. The page cannot look into the card, but finds its edges (`elementFromPoint`).
 */
const NOTES_ONLY = 240;
const ROOM = 56;
export const WHOLE = 480;

/**
 * The height that a card asks for, CSS px: that of what documents say, and a fixed room for notes. The rest
 * is reached by scrolling.
 */
export function heightOf(box: HTMLElement): number {
  const heightIn = (element: Element) => element.getBoundingClientRect().height;
  const own = [...box.querySelectorAll('.own')].reduce((sum, each) => sum + heightIn(each), 0);
  if (own > 0 && !box.querySelector('.claims, .card > [role=alert]')) return NOTES_ONLY;
  // Firefox rounds heights to a sixtieth of a pixel.
  return Math.ceil(heightIn(box) - own - 0.1) + (own > 0 ? ROOM : 0);
}
