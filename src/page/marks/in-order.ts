/** The mentions of a page, in page order. */
import { lowerBound } from '../../platform/bisect';
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
  const runs: BlockOfMarks[][] = [];
  for (const block of marks.blocks()) {
    if (isSeen(block[0])) {
      const run = runs.at(-1);
      const before = run?.at(-1);
      if (run && before && isBefore(before, block)) run.push(block);
      else runs.push([block]);
    }
    yield;
  }
  return joined(runs, isBefore);
}

const isBefore = ([a]: BlockOfMarks, [b]: BlockOfMarks) => inPageOrder(a, b) < 0;

/**
 * Merges lists that are in order, adjacent ones first. Not `sort`: to find that of two children of one parent the first
 * is the later one, the browser goes through all that are before the other (Chromium 156). For 200,000 paragraphs that
 * `sort` compares with the one before them, that takes 20 s. Lists of ten thousands are merged with a few comparisons for
 * each stretch that goes over from one of them.
 */
export function joined<T>(lists: readonly T[][], isBefore: (a: T, b: T) => boolean): T[] {
  let left = [...lists];
  while (left.length > 1)
    left = Array.from({ length: Math.ceil(left.length / 2) }, (_, i) =>
      joinedTwo(left[2 * i] ?? [], left[2 * i + 1] ?? [], isBefore),
    );
  return left[0] ?? [];
}

function joinedTwo<T>(a: readonly T[], b: readonly T[], isBefore: (a: T, b: T) => boolean): T[] {
  const all: T[] = [];
  let [list, at, other, next] = [a, 0, b, 0];
  while (at < list.length && next < other.length) {
    const until = at + countBefore(list, at, other[next] as T, isBefore);
    for (; at < until; at++) all.push(list[at] as T);
    all.push(other[next++] as T);
    [list, at, other, next] = [other, next, list, at];
  }
  for (; at < list.length; at++) all.push(list[at] as T);
  for (; next < other.length; next++) all.push(other[next] as T);
  return all;
}

/** How many items of a list, from a place on, are before another item: with twice as many comparisons as it has digits. */
function countBefore<T>(
  list: readonly T[],
  from: number,
  item: T,
  isBefore: (a: T, b: T) => boolean,
): number {
  const is = (at: number) => isBefore(list[from + at] as T, item);
  let reach = 1;
  while (from + reach <= list.length && is(reach - 1)) reach *= 2;
  const most = Math.min(reach, list.length - from);
  return lowerBound(most, is);
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
