/** A long list in blocks of lines, and what stands for those that are not drawn. Pure. */

/** Lines of a block: a block is drawn or not as a whole. */
export const BLOCK = 24;
/** CSS px that a stretch may be off from the sum of its blocks: browsers round. */
const ROUNDED = 1;

/** A block that is drawn, or all blocks between two that are: one element stands for them, however many they are. */
export interface Stretch {
  isDrawn: boolean;
  /** Numbers of its first block and of the one behind its last. */
  from: number;
  to: number;
}

/** A whole list, in order. */
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
 * The blocks of a stretch of which a part is seen, or which touch what is seen. `top` is where the stretch begins, `seen` from where to
 * where it is seen, CSS px of the window.
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
