/** How the pointer moves, and what that says of what the user means. Pure. */
import { type Box, isHoming, type Point } from '../dom/geometry';

/** A pointer slower than this is read with, not moved somewhere, CSS px a ms. */
const SLOW = 0.4;

/** Where the pointer was, and when (ms, as events tell the time). */
export interface Moment extends Point {
  time: number;
}

export interface Trail {
  last?: Moment;
  /** Where the pointer last was on the mention whose card is shown: the tip of the safe triangle. */
  tip?: Point;
}

export interface Move {
  trail: Trail;
  /** Whether the pointer is slow enough to mean what it is on. The first move never is: its speed is not known. */
  slow: boolean;
  /** Whether the pointer is on its way to the card. */
  homing: boolean;
}

/** A move to `at`. `isOnShown`: onto the mention whose card is shown; `card`: where that card is, if it can be seen. */
export function move({ last, tip }: Trail, at: Moment, isOnShown: boolean, card: Box | undefined): Move {
  const from = isOnShown ? at : tip;
  return {
    trail: { last: at, tip: from },
    slow:
      last !== undefined &&
      Math.hypot(at.x - last.x, at.y - last.y) <= SLOW * Math.max(1, at.time - last.time),
    homing: card !== undefined && from !== undefined && isHoming(from, at, card),
  };
}

/** A card opens where the pointer is. */
export function opened({ last }: Trail): Trail {
  return { last, tip: last };
}
