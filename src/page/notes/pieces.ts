/** A passage as it lies on the page: in pieces, each of one block, so that each can be painted, pointed at, and lose its place alone. */

import type { Position } from '../../notes/anchor/selectors';
import { lowerBound } from '../../platform/bisect';
import type { Spot } from '../marks/spot';
import { blockOf } from '../read/prose';
import type { PageText } from './page-text';

export interface Piece extends Spot {
  /** Its text nodes. */
  nodes: Text[];
}

/** Pieces of one passage at most: what comes after belongs to the last, which a passage of half a book can bear. */
const MOST = 1_000;
/** Nodes looked at between two yields. */
const VISITS = 100;

/** The pieces of the passage at a position of the page's text, in page order. Yields between short steps. */
export function* piecesOf({ nodes, starts }: PageText, at: Position): Generator<void, Piece[]> {
  const pieces: Piece[] = [];
  let block: Node | null = null;
  let visits = 0;
  for (let i = indexAt(starts, at.start); i < nodes.length && (starts[i] as number) < at.end; i++) {
    if (++visits % VISITS === 0) yield;
    const node = nodes[i] as Text;
    const begin = Math.max(0, at.start - (starts[i] as number));
    const stop = Math.min(node.data.length, at.end - (starts[i] as number));
    // White space between two blocks belongs to neither.
    if (begin >= stop || !/\S/.test(node.data.slice(begin, stop))) continue;
    const own = blockOf(node);
    const end = { node, offset: stop };
    const last = pieces.at(-1);
    if (last && (own === block || pieces.length >= MOST)) {
      last.end = end;
      last.nodes.push(node);
    } else pieces.push({ start: { node, offset: begin }, end, nodes: [node] });
    block = own;
  }
  return pieces;
}

/** Index of the last node that begins at an offset or before it. */
function indexAt(starts: number[], offset: number): number {
  return Math.max(0, lowerBound(starts.length, (index) => (starts[index] as number) <= offset) - 1);
}

/** The part of a piece that a node of it holds: UTF-16 units of the node's text. */
export function partIn({ start, end }: Spot, node: Text): { from: number; to: number } {
  return {
    from: node === start.node ? start.offset : 0,
    to: node === end.node ? end.offset : node.length,
  };
}

export function isSame(a: Piece, b: Piece): boolean {
  return (
    a.start.node === b.start.node &&
    a.start.offset === b.start.offset &&
    a.end.node === b.end.node &&
    a.end.offset === b.end.offset &&
    a.nodes.length === b.nodes.length
  );
}
