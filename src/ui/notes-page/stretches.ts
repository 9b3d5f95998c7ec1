/**
 * Virtualised list, the computation: which blocks of lines are drawn, and which gaps stand for the others.
 * Pure.
 *
 * The lines are cut into blocks of 24. Drawn blocks and gaps between them are *stretches*, one element each.
 * So the number of elements depends on what is drawn, not on the length of the list. Cost: O(number of
 * blocks) for each function. It does not measure: the caller passes heights and positions in CSS px.
 */

/** Lines in a block; a block is drawn as a whole or not at all. */
export const BLOCK = 24;
/** Tolerance in CSS px between the height of a stretch and the sum of its blocks: browsers round. */
const ROUNDED = 1;

/** One drawn block, or the gap for all blocks between two drawn ones. */
export interface Stretch {
  isDrawn: boolean;
  /** Number of its first block, and of the block after its last. */
  from: number;
  to: number;
}

/** The stretches of a list with that many blocks, in order. */
export function stretchesOf(blocks: number, isDrawn: (block: number) => boolean): Stretch[] {
  const stretches: Stretch[] = [];
  for (let from = 0, to = 0; from < blocks; from = to) {
    const drawn = isDrawn(from);
    to = from + 1;
    while (!drawn && to < blocks && !isDrawn(to)) to++;
    stretches.push({ isDrawn: drawn, from, to });
  }
  return stretches;
}

/**
 * The blocks of a stretch that intersect or touch the visible range. `top` is where the stretch begins,
 * `seen` is its visible part, both in CSS px of the viewport.
 */
export function blocksIn(
  { from, to }: Pick<Stretch, 'from' | 'to'>,
  top: number,
  seen: { top: number; bottom: number },
  heightOf: (block: number) => number,
): number[] {
  const found: number[] = [];
  for (let block = from, at = top; block < to && at <= seen.bottom + ROUNDED; block++) {
    at += heightOf(block);
    if (at >= seen.top - ROUNDED) found.push(block);
  }
  return found;
}
