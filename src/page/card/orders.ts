/** The keyboard's way through the mentions of a page, and its passages that notes are on. */
import { call, parentOf, rectOf } from '../dom/nodes';
import { inOrder } from '../marks/in-order';
import type { Marks } from '../marks/marks';
import type { Spot } from '../marks/spot';
import type { MentionOrder } from '../on-demand';
import type { Pointer } from './pointer';
import type { Popover } from './popover';

/** Open the card of the next or previous mention, or take the keyboard into the card. */
export function obey(
  order: MentionOrder,
  doc: Document,
  { marks, pointer, popover }: { marks: Marks; pointer: Pointer; popover: Popover },
): void {
  const spots = merged(inOrder(marks), marks.noted?.firsts() ?? []);
  const mention =
    order === 'open' ? (pointer.open ?? nearest(spots, doc)) : neighbour(spots, order, pointer.open, doc);
  if (!mention) return;
  const element = parentOf(mention.start.node);
  if (element) call(element, 'scrollIntoView', { block: 'nearest', behavior: 'instant' });
  pointer.send({ on: 'ask', mention });
  if (order === 'open') popover.focus();
}

/** Passages among the mentions, where they begin. Both are in page order; a mention in another tree (a shadow root) keeps its place. */
function merged(mentions: Spot[], passages: Spot[]): Spot[] {
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

/** The mention after or before the open one; from the ends it goes round. */
function neighbour(spots: Spot[], order: 'next' | 'previous', open: Spot | undefined, doc: Document) {
  const at = open ? spots.indexOf(open) : -1;
  if (at < 0) return nearest(spots, doc);
  return spots.at((at + (order === 'next' ? 1 : -1)) % spots.length);
}

/** The first mention that stands below the top of the viewport. */
function nearest(spots: Spot[], doc: Document): Spot | undefined {
  const below = spots.find(({ start }) => {
    const range = doc.createRange();
    range.selectNode(start.node);
    const box = rectOf(range);
    return box.bottom > 0 && box.height > 0;
  });
  return below ?? spots[0];
}
