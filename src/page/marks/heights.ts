/** How far down the page mentions stand, and which of them are in view. */
import { lowerBound } from '../../platform/bisect';
import type { InView } from '../../protocol/report';
import { rangeBetween, read, rectOf } from '../dom/nodes';
import { isThere, type Spot } from './spot';

/** The end of a page, in the parts in which a report counts. */
const END = 1_000;

const boxOf = ({ start, end }: Spot): DOMRect => rectOf(rangeBetween(start, end));

/**
 * How far down the page each mention stands, from 0 to `END`. Where the page scrolls in a box of its own, its mentions
 * reach beyond the document, and the page is taken to be as long as they reach.
 */
export function heightsOf(doc: Document, mentions: readonly Spot[]): number[] {
  const { scrollY = 0 } = doc.defaultView ?? {};
  const length = doc.documentElement ? read(doc.documentElement, 'scrollHeight') : 0;
  const middles = mentions.map((mention) => {
    const { top, bottom } = boxOf(mention);
    return (top + bottom) / 2 + scrollY;
  });
  const first = middles.reduce((least, y) => Math.min(least, y), 0);
  const last = middles.reduce((most, y) => Math.max(most, y), length);
  return middles.map((y) => Math.round(((y - first) / (last - first || 1)) * END));
}

/**
 * Which mentions are in view, given all in page order. `undefined` if the page has changed meanwhile: a new report is
 * on its way then. Each mention is taken to stand no higher than the one before it, so that a few boxes tell: O(log n).
 */
export function inView(doc: Document, mentions: readonly Spot[]): InView['inView'] | undefined {
  if (!mentions.every(isThere)) return undefined;
  const { innerHeight = 0 } = doc.defaultView ?? {};
  const from = lowerBound(mentions.length, (at) => boxOf(mentions[at] as Spot).bottom <= 0);
  return {
    from,
    to: Math.max(
      from,
      lowerBound(mentions.length, (at) => boxOf(mentions[at] as Spot).top < innerHeight),
    ),
  };
}
