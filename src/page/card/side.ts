/** Where the card goes: above or below its line, or beside the mention. Pure. */
import type { Box } from '../dom/geometry';

/** Distance between the card and its line, and between the card and the edges of what is seen, CSS px. */
const GAP = 6;
export const EDGE = 8;
/** Room under a line that is enough for most cards when they are open fully, CSS px. */
const ENOUGH = 320;
/** Height of a card at least, CSS px: its heading, and what the thing is. */
const LEAST = 96;

export interface Side {
  where: 'above' | 'below' | 'beside';
  /** Height that the card has at most, CSS px. */
  room: number;
}

/**
 * Below the line, if there is enough room for the card to open fully; otherwise where there is more. Beside the mention
 * where so little is seen that no card fits above or below. `height`: of what is seen, CSS px. It does not depend on the
 * height of the card, so that a card that is opened fully stays where it is.
 */
export function sideOf({ top, bottom }: Pick<Box, 'top' | 'bottom'>, height: number): Side {
  const [above, below] = [top - GAP - EDGE, height - bottom - GAP - EDGE];
  if (Math.max(above, below) < LEAST) return { where: 'beside', room: height - 2 * EDGE };
  const isAbove = below < ENOUGH && above > below;
  return isAbove ? { where: 'above', room: above } : { where: 'below', room: below };
}

/**
 * How far a mention's box must be moved along its line, so that a card that begins where it begins stays within what is
 * seen, `EDGE` from its sides. CSS px, negative to the left. `width`: of the card. `seen`: of what is seen.
 */
export function shiftOf(
  { left, right }: Pick<Box, 'left' | 'right'>,
  width: number,
  seen: number,
  isRtl: boolean,
): number {
  const begin = isRtl ? right - width : left;
  return Math.max(EDGE, Math.min(begin, seen - EDGE - width)) - begin;
}
