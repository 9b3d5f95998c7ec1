/** The keyboard's way through the mentions of a page. */
import type { Order } from '../platform/messages';
import type { Marks } from './marks';
import type { Mention } from './mention';
import { inPageOrder } from './page-order';
import type { Pointer } from './pointer';
import type { Popover } from './popover';

// From the prototype: see `prose.ts`.
const { scrollIntoView } = Element.prototype;

export type MentionOrder = Extract<Order['order'], 'next' | 'previous' | 'open'>;

/** Open the card of the next or previous mention, or take the keyboard into the card. */
export function obey(
  order: MentionOrder,
  doc: Document,
  { marks, pointer, popover }: { marks: Marks; pointer: Pointer; popover: Popover },
): void {
  const mentions = inPageOrder(marks);
  const mention =
    order === 'open'
      ? (pointer.open ?? nearest(mentions, doc))
      : neighbour(mentions, order, pointer.open, doc);
  if (!mention) return;
  const element = mention.start.node.parentElement;
  if (element) scrollIntoView.call(element, { block: 'nearest', behavior: 'instant' });
  pointer.send({ on: 'ask', mention });
  if (order === 'open') popover.focus();
}

/** The mention after or before the open one; from the ends it goes round. */
function neighbour(
  mentions: Mention[],
  order: 'next' | 'previous',
  open: Mention | undefined,
  doc: Document,
) {
  const at = open ? mentions.indexOf(open) : -1;
  if (at < 0) return nearest(mentions, doc);
  return mentions.at((at + (order === 'next' ? 1 : -1)) % mentions.length);
}

/** The first mention that stands below the top of the viewport. */
function nearest(mentions: Mention[], doc: Document): Mention | undefined {
  const below = mentions.find(({ start }) => {
    const range = doc.createRange();
    range.selectNode(start.node);
    const box = range.getBoundingClientRect();
    return box.bottom > 0 && box.height > 0;
  });
  return below ?? mentions[0];
}
