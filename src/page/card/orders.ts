/** Carries out keyboard commands about mentions and about passages with notes. `way.ts` decides the order. */
import { call, parentOf, rectOf } from '../dom/nodes';
import { inSlices } from '../dom/slices';
import { inOrder } from '../marks/in-order';
import type { Marks } from '../marks/marks';
import type { Spot } from '../marks/spot';
import type { MentionOrder } from '../on-demand';
import type { Pointer } from './pointer';
import type { Popover } from './popover';
import { merged, neighbour } from './way';

/** Opens the card of the next or previous mention, or moves the keyboard focus into the card. */
export async function obey(
  order: MentionOrder,
  doc: Document,
  { marks, pointer, popover }: { marks: Marks; pointer: Pointer; popover: Popover },
): Promise<void> {
  const { made } = await inSlices(doc, inOrder(marks), true);
  const spots = merged(made, marks.noted?.firsts() ?? []);
  const near = order === 'open' ? pointer.open : neighbour(spots, order, pointer.open);
  const mention = near ?? nearest(spots, doc);
  if (!mention) return;
  const element = parentOf(mention.start.node);
  if (element) call(element, 'scrollIntoView', { block: 'nearest', behavior: 'instant' });
  pointer.send({ on: 'ask', mention });
  if (order === 'open') popover.focus();
}

/** The first mention below the top of the viewport. If all are above it, the first one of the page. */
function nearest(spots: Spot[], doc: Document): Spot | undefined {
  const below = spots.find(({ start }) => {
    const range = doc.createRange();
    range.selectNode(start.node);
    const box = rectOf(range);
    return box.bottom > 0 && box.height > 0;
  });
  return below ?? spots[0];
}
