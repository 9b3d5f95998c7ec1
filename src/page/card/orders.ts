/** Carries out keyboard commands about mentions and about passages with notes. `way.ts` decides the order. */
import { call, elementAround, outerOf, rangeBetween, rectOf, shadowAround } from '../dom/nodes';
import { inSlices } from '../dom/slices';
import { inOrder } from '../marks/in-order';
import type { Marks } from '../marks/marks';
import { isThere, type Spot } from '../marks/spot';
import type { MentionOrder } from '../on-demand';
import type { Pointer } from './pointer';
import type { Popover } from './popover';
import { merged, turned, type Visited, wayFrom } from './way';

/** What an order acts on. `last`: where the order before has gone. */
export interface Place {
  marks: Marks;
  pointer: Pointer;
  popover: Popover;
  last?: Visited;
}

/** Opens the card of the next or previous mention, or moves the keyboard focus into the card. */
export async function obey(order: MentionOrder, doc: Document, place: Place): Promise<void> {
  const { marks, pointer, popover } = place;
  const { made } = await inSlices(doc, inOrder(marks), true);
  const spots = merged(made, marks.noted?.firsts() ?? []).filter(isThere);
  const mention =
    order === 'open'
      ? (pointer.open ?? nearest(spots, doc)[0])
      : wayOf(spots, order, doc, place).find((spot) => canBeSeen(doc, spot));
  if (!mention) return;
  place.last = { spot: mention, at: spots.indexOf(mention) };
  show(doc, mention);
  pointer.send({ on: 'ask', mention });
  if (order === 'open') popover.focus();
}

/**
 * The way goes on from the open card; or from where the last order has gone, if the page has taken that mention away,
 * and its card with it.
 */
function wayOf(spots: Spot[], order: 'next' | 'previous', doc: Document, { pointer, last }: Place): Spot[] {
  const { open } = pointer;
  if (open && open !== last?.spot && spots.includes(open))
    return wayFrom(spots, order, { spot: open, at: 0 });
  if (last && (open === last.spot || !isThere(last.spot))) return wayFrom(spots, order, last);
  return nearest(spots, doc);
}

/** The spots from the first one below the top of the viewport on. If all are above it, all of them. */
function nearest(spots: Spot[], doc: Document): Spot[] {
  const first = spots.findIndex(({ start }) => {
    const range = doc.createRange();
    range.selectNode(start.node);
    const box = rectOf(range);
    return box.bottom > 0 && box.height > 0;
  });
  return turned(spots, Math.max(0, first));
}

const boxOf = ({ start, end }: Spot): DOMRect => rectOf(rangeBetween(start, end));

/**
 * Whether a spot can be brought before the user's eyes by scrolling as the user can: it is not moved out of the page
 * (text for screen readers), and not in a part that a box cuts off (a slide that is not on).
 */
function canBeSeen(doc: Document, spot: Spot): boolean {
  const box = boxOf(spot);
  const { scrollX = 0, scrollY = 0 } = doc.defaultView ?? {};
  if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return false;
  for (let at = elementAround(spot.start.node); at && at !== doc.documentElement; at = outerOf(at)) {
    const { overflowX, overflowY } = getComputedStyle(at);
    if (!/hidden|clip/.test(overflowX + overflowY) || at === doc.body) continue;
    const around = call(at, 'getBoundingClientRect');
    const isOut =
      (/hidden|clip/.test(overflowX) && (box.left >= around.right || box.right <= around.left)) ||
      (/hidden|clip/.test(overflowY) && (box.top >= around.bottom || box.bottom <= around.top));
    if (isOut) return false;
  }
  return true;
}

/** Scrolls a spot into view; into the middle if something of the page lies over it at the edge, such as a header. */
function show(doc: Document, spot: Spot): void {
  const element = elementAround(spot.start.node);
  if (!element) return;
  call(element, 'scrollIntoView', { block: 'nearest', behavior: 'instant' });
  const { left, top, width, height } = boxOf(spot);
  const over = doc.elementFromPoint(left + width / 2, top + height / 2);
  const isCovered = !over || !(call(over, 'contains', element) || call(element, 'contains', over));
  // Of a shadow tree, the document finds only the host.
  if (isCovered && !shadowAround(element))
    call(element, 'scrollIntoView', { block: 'center', behavior: 'instant' });
}
