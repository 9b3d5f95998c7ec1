/** Finds the mention, or the passage with notes, at a point of the page. */
import { type Box, isIn, type Point } from '../dom/geometry';
import { closestOf, rangeBetween, rectsOf, targetOf } from '../dom/nodes';
import { textBelow } from './below';
import type { Marks } from './marks';
import type { Spot } from './spot';

/** The number of mentions and of passages with notes on a page. */
export function sizeOf(marks: Marks): number {
  let size = marks.noted?.size ?? 0;
  for (const [, mentions] of marks.blocks()) size += mentions.length;
  return size;
}

/** Distance from a mention's boxes at which the pointer still counts as on it, CSS px. */
const SLACK = 2;

/** Elements that react to a tap themselves. A tap on a mention inside one opens no card. */
const INTERACTIVE = 'a[href],button,input,select,textarea,label,summary,[role=button],[role=link],[onclick]';

/**
 * Whether an event can be meant for a mention: a pointer that moves with no button pressed, or a tap outside
 * interactive elements.
 */
export function isForMention(event: MouseEvent): boolean {
  const { type } = event;
  const touch = 'pointerType' in event && event.pointerType === 'touch';
  if (type !== 'click') return !touch && event.buttons === 0;
  const target = targetOf(event);
  return touch && !(target && closestOf(target, INTERACTIVE));
}

type Find = (doc: Document, marks: Marks, shadows: Iterable<ShadowRoot>, point: Point) => Spot | undefined;

/** Finds by the caret position nearest to a point. The point itself may lie beside the text. */
const byCaret: Find = (doc, marks, shadows, { x, y }) => {
  const caret = doc.caretPositionFromPoint?.(x, y, { shadowRoots: [...shadows] });
  return caret ? marks.at(caret.offsetNode, caret.offset) : undefined;
};

/** Finds under what lies over the text. */
const byText: Find = (doc, marks, _, point) => {
  const place = textBelow(doc, point);
  return place && marks.at(place.node, place.offset);
};

/** The mention or passage at a point, or near it. */
export const spotNear: Find = (...at) => byCaret(...at) ?? byText(...at);

/** The mention or passage under a point. Its boxes decide whether the point is really on it. */
export const spotUnder: Find = (doc, marks, shadows, point) => {
  const isUnder = (spot: Spot | undefined) =>
    spot && boxesOf(spot).some((box) => isIn(point, box, SLACK)) ? spot : undefined;
  return isUnder(byCaret(doc, marks, shadows, point)) ?? isUnder(byText(doc, marks, shadows, point));
};

const boxesOf = ({ start, end }: Spot): Box[] => rectsOf(rangeBetween(start, end));
