/**
 * A passage on the page is a list of pieces, one for each block, and for each part of a block that no border of a shadow
 * root or of a slot divides. So each piece is a range, and can be painted, pointed at and lost by itself.
 */

import type { Position } from '../../notes/anchor/selectors';
import { textIn } from '../dom/nodes';
import type { Spot } from '../marks/spot';
import { blockOf } from '../read/prose';
import { indexAt, type PageText } from './page-text';

export interface Piece extends Spot {
  /** The text nodes of the piece, in page order. */
  nodes: Text[];
}

/**
 * Most pieces of one passage. The rest belongs to the last piece, up to the next border of a shadow root. This only
 * matters for a passage of half a book.
 */
const MOST = 1_000;
/** Nodes visited between two yields. */
const VISITS = 100;

/**
 * Computes the pieces of the passage at a position of the page's text, in page order. Yields between short
 * steps.
 */
export function* piecesOf({ nodes, starts, cuts }: PageText, at: Position): Generator<void, Piece[]> {
  const pieces: Piece[] = [];
  let block: Node | null = null;
  let visits = 0;
  let isCut = false;
  for (let i = indexAt(starts, at.start); i < nodes.length && (starts[i] as number) < at.end; i++) {
    if (++visits % VISITS === 0) yield;
    isCut ||= cuts.has(i);
    const node = nodes[i] as Text;
    const begin = Math.max(0, at.start - (starts[i] as number));
    const stop = Math.min(node.length, at.end - (starts[i] as number));
    // White space between two blocks belongs to neither.
    if (begin >= stop || !/\S/.test(textIn(node, begin, stop))) continue;
    const own = blockOf(node);
    const end = { node, offset: stop };
    const last = pieces.at(-1);
    const isFull = pieces.length >= MOST;
    if (isCut && isFull) break;
    if (last && !isCut && (own === block || isFull)) {
      last.end = end;
      last.nodes.push(node);
    } else pieces.push({ start: { node, offset: begin }, end, nodes: [node] });
    block = own;
    isCut = false;
  }
  return pieces;
}

/** The part of a piece inside one of its text nodes, UTF-16 units of the node's text. */
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
