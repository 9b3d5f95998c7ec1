/** What the movement of the pointer says about the user's intention. Pure functions. */
import { type Box, isHoming, type Point } from '../dom/geometry';

/** A pointer slower than this follows the reading; a faster one is on its way somewhere. CSS px per ms. */
const SLOW = 0.4;

/** A position of the pointer and its time, ms on the clock of event timestamps. */
export interface Moment extends Point {
  time: number;
}

export interface Trail {
  last?: Moment;
  /** The pointer's last position on the mention whose card is shown: the tip of the safe triangle. */
  tip?: Point;
}

export interface Move {
  trail: Trail;
  /**
   * Whether the pointer is slow enough to mean what is under it. False for the first move, whose speed is
   * unknown.
   */
  slow: boolean;
  /** Whether the pointer is heading for the card. */
  homing: boolean;
}

/**
 * Computes a move to `at`. `isOnShown`: `at` is on the mention whose card is shown. `card`: the box of that
 * card, if it is visible.
 */
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

/** Called when a card opens: the tip of the safe triangle is the pointer's position. */
export function opened({ last }: Trail): Trail {
  return { last, tip: last };
}
