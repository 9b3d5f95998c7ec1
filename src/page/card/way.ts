/** The order in which the keyboard commands visit the mentions of a page and its passages with notes. */
import { lowerBound } from '../../platform/bisect';
import { inPageOrder } from '../marks/in-order';
import type { Spot } from '../marks/spot';

/**
 * Merges passages into the mentions, by the positions where they begin. Both lists are in page order.
 */
export function merged(mentions: readonly Spot[], passages: readonly Spot[]): Spot[] {
  const spots = [...mentions];
  for (const passage of passages) {
    const at = lowerBound(spots.length, (index) => !isBefore(passage, spots[index] as Spot));
    spots.splice(at, 0, passage);
  }
  return spots;
}

function isBefore({ start: a }: Spot, { start: b }: Spot): boolean {
  if (a.node === b.node) return a.offset <= b.offset;
  return inPageOrder(a.node, b.node) < 0;
}

/** A spot that was visited, and its number in the list of that time, from 0. */
export interface Visited {
  spot: Spot;
  at: number;
}

/**
 * All spots in the order in which they are visited after the last one, which comes at the end. A page that lives makes
 * its text anew: then the spot of the same term that is nearest in the list stands for the last one. If there is none,
 * the way goes on from its place.
 */
export function wayFrom(spots: readonly Spot[], order: 'next' | 'previous', { spot, at }: Visited): Spot[] {
  const known = spots.indexOf(spot);
  const same = known < 0 ? nearestSame(spots, spot, at) : known;
  if (order === 'next') return turned(spots, same < 0 ? at : same + 1);
  return turned(spots, same < 0 ? at : same).reverse();
}

/** The list, begun at another place. */
export function turned(spots: readonly Spot[], first: number): Spot[] {
  return [...spots.slice(first), ...spots.slice(0, first)];
}

/** The number of the spot of the same term that is nearest to a place in the list; -1 if there is none. */
function nearestSame(spots: readonly Spot[], { term }: Spot, at: number): number {
  let best = -1;
  for (const [i, spot] of spots.entries())
    if (term !== undefined && spot.term === term && (best < 0 || Math.abs(i - at) < Math.abs(best - at)))
      best = i;
  return best;
}
