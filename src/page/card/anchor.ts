/**
 * Where a card hangs: over the text of its mention. Some pages write their text anew again and again. Then the text of
 * the mention leaves the page, and comes back as other nodes in the same place. A card that somebody reads there stays.
 */
import type { Box, Point } from '../dom/geometry';
import { rangeBetween, rectsOf } from '../dom/nodes';
import type { Spot } from '../marks/spot';
import { GRACE } from './hover';

export class Anchor {
  readonly #again: (at: Point) => Spot | undefined;
  /** The text that the card belongs to. */
  #range: Range | undefined;
  /** The position of the pointer when the card opened. */
  from: Point | null = null;
  /** Where the text was last. */
  #last: Box | undefined;
  /** Since when the text is gone; ms on the clock of `performance.now()`. */
  #gone: number | undefined;

  /** `again`: the mention of the card, marked anew, if it is at that point. */
  constructor(again: (at: Point) => Spot | undefined) {
    this.#again = again;
  }

  /** Hangs on another mention. */
  hang(spot: Spot): void {
    this.#range = rangeBetween(spot.start, spot.end);
    this.from = null;
    this.#last = undefined;
    this.#gone = undefined;
  }

  /** The text of the mention. */
  get text(): string {
    return this.#range?.toString() ?? '';
  }

  /**
   * The box of the mention's text: if it is wrapped, of the line that the pointer was on. `undefined`: it has none any
   * more. A text that has just left the page still has its last one.
   */
  box(): Box | undefined {
    const box = this.#boxNow() ?? this.#boxAnew();
    if (box) {
      this.#last = box;
      this.#gone = undefined;
      return box;
    }
    this.#gone ??= performance.now();
    return performance.now() - this.#gone < GRACE ? this.#last : undefined;
  }

  #boxNow(): Box | undefined {
    const boxes = this.#range
      ? rectsOf(this.#range).filter(({ width, height }) => width > 0 && height > 0)
      : [];
    const { from } = this;
    return (from && boxes.find((box) => from.y >= box.top && from.y <= box.bottom)) ?? boxes[0];
  }

  #boxAnew(): Box | undefined {
    const at = this.#last
      ? { x: (this.#last.left + this.#last.right) / 2, y: (this.#last.top + this.#last.bottom) / 2 }
      : this.from;
    const spot = at && this.#again(at);
    if (!spot) return undefined;
    this.#range = rangeBetween(spot.start, spot.end);
    return this.#boxNow();
  }
}
