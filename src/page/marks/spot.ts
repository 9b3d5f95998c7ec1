/**
 * Spots are the places where a card can open. `Noted` is the interface of the passages with notes on a page.
 */
import type { ReportedPassage } from '../../protocol/report';
import { read } from '../dom/nodes';
import type { Mention } from './mention';

/** A mention, or a part of a passage with notes. */
export type Spot = Pick<Mention, 'start' | 'end'> & Partial<Mention>;

/** The passages with notes on a page. Implemented in `passages.ts`, which is loaded on demand. */
export interface Noted {
  /** The number of passages that were found on the page. */
  readonly size: number;
  /** The part of a passage at a caret position. */
  at(node: Node, offset: number): Spot | undefined;
  /**
   * The ids of the notes on passages that overlap a spot. If the spot is part of a passage, the note on that
   * passage comes first.
   */
  notesAt(spot: Spot): string[];
  /** The first part of each visible passage, in page order. */
  firsts(): Spot[];
  /** The first part of the passage of the note with this id. */
  first(id: string): Spot | undefined;
  /** Paints again what the page has taken away. */
  adopt(): void;
  /** The state of each passage that was searched for. Orphans come last. */
  told(): ReportedPassage[];
}

/** Whether both ends of a spot are still in the page, at offsets that exist in their text nodes. */
export function isThere({ start, end }: Spot): boolean {
  return [start, end].every(({ node, offset }) => read(node, 'isConnected') && offset <= node.length);
}

/** Whether two spots have the same ends. */
export function isSamePlace(a: Spot, b: Spot): boolean {
  const isSame = (end: 'start' | 'end') => a[end].node === b[end].node && a[end].offset === b[end].offset;
  return isSame('start') && isSame('end');
}
