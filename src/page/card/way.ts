/** The order in which the keyboard commands visit the mentions of a page and its passages with notes. */
import { call } from '../dom/nodes';
import type { Spot } from '../marks/spot';

/**
 * Merges passages into the mentions, by the positions where they begin. Both lists are in page order. A
 * mention in another tree (a shadow root) keeps its position in the list.
 */
export function merged(mentions: readonly Spot[], passages: readonly Spot[]): Spot[] {
  const spots = [...mentions];
  for (const passage of passages) {
    const at = spots.findIndex((spot) => isBefore(passage, spot));
    spots.splice(at < 0 ? spots.length : at, 0, passage);
  }
  return spots;
}

function isBefore({ start: a }: Spot, { start: b }: Spot): boolean {
  if (a.node === b.node) return a.offset <= b.offset;
  const relation = call(a.node, 'compareDocumentPosition', b.node);
  return (relation & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_DISCONNECTED)) === 4;
}

/** The spot after or before the open one. Wraps around at both ends. `undefined` if no spot is open. */
export function neighbour(
  spots: readonly Spot[],
  order: 'next' | 'previous',
  open: Spot | undefined,
): Spot | undefined {
  const at = open ? spots.indexOf(open) : -1;
  return at < 0 ? undefined : spots.at((at + (order === 'next' ? 1 : -1)) % spots.length);
}
