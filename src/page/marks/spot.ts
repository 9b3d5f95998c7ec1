/** What a card is opened at, and what the page's passages with notes have to answer for it. */
import type { ReportedPassage } from '../../protocol/report';
import { read } from '../dom/nodes';
import type { Mention } from './mention';

/** A mention, or a stretch of a passage that notes are on. */
export type Spot = Pick<Mention, 'start' | 'end'> & Partial<Mention>;

/** The passages of a page that notes are on, once there are some (`passages.ts`). */
export interface Noted {
  /** How many are found on the page. */
  readonly size: number;
  /** The stretch of a passage at a caret place. */
  at(node: Node, offset: number): Spot | undefined;
  /**
   * Ids of the notes on passages that a spot has a part of; the passage that the spot itself is of comes
   * first.
   */
  notesAt(spot: Spot): string[];
  /** The beginning of each passage that can be seen, in page order. */
  firsts(): Spot[];
  /** The beginning of a note's passage. */
  first(id: string): Spot | undefined;
  /** What became of the passages, as far as it is known. */
  told(): ReportedPassage[];
}

/** Whether the ends of a spot are still in the page, at places that their text nodes still have. */
export function isThere({ start, end }: Spot): boolean {
  return [start, end].every(({ node, offset }) => read(node, 'isConnected') && offset <= node.length);
}
