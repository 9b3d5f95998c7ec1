/** The mentions of a page, in page order. */

import { isAfter, type Root, shadowAround } from '../dom/nodes';
import type { Marks } from './marks';
import { firstsOf, type Mention } from './mention';
import type { Marked } from './underline';
import { seeing } from './visible';

/** A block, its mentions, and what is painted of them. */
type BlockOfMarks = [Root, Mention[], Marked];

/**
 * The visible mentions, in page order: the first of each term in each block, or all of them (`all`). A step is a look at
 * one block (`inSlices`): a page may have 200,000 hidden ones.
 */
export function* inOrder(marks: Marks, all = false): Generator<void, Mention[]> {
  return (yield* blocksInOrder(marks)).flatMap(([, mentions]) => (all ? mentions : firstsOf(mentions)));
}

/** The visible blocks with their mentions, in page order. A step is a look at one block. */
export function* blocksInOrder(marks: Marks): Generator<void, BlockOfMarks[]> {
  const isSeen = seeing();
  const seen: BlockOfMarks[] = [];
  for (const block of marks.blocks()) {
    if (isSeen(block[0])) seen.push(block);
    yield;
  }
  return seen.sort(([a], [b]) => inPageOrder(a, b));
}

/** Compares the positions of two nodes. A shadow root has the position of its host. */
export function inPageOrder(a: Node, b: Node): number {
  const [as, bs] = [treesOf(a), treesOf(b)];
  for (let i = 0; ; i++) {
    const [x, y] = [as[i], bs[i]];
    if (!x || !y) return as.length - bs.length;
    if (x !== y) return isAfter(x, y) ? -1 : 1;
  }
}

/** The shadow hosts around a node, outermost first, then the node itself. */
export function treesOf(node: Node): Node[] {
  const nodes: Node[] = [node];
  for (let tree = shadowAround(node); tree; tree = shadowAround(tree.host)) nodes.unshift(tree.host);
  return nodes;
}
