/** Finds the mention, or the passage with notes, at a point of the page. */
import { type Box, isIn, type Point } from '../dom/geometry';
import { closestOf, rectsOf, targetOf } from '../dom/nodes';
import type { Marks } from './marks';
import type { Spot } from './spot';

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

/**
 * The mention or passage at the caret position of a point. The browser finds the caret position nearest to
 * the point, so the point itself may lie beside the text.
 */
export function spotNear(
  doc: Document,
  marks: Marks,
  shadows: Iterable<ShadowRoot>,
  { x, y }: Point,
): Spot | undefined {
  const caret = doc.caretPositionFromPoint?.(x, y, { shadowRoots: [...shadows] });
  return caret ? marks.at(caret.offsetNode, caret.offset) : undefined;
}

/** The mention or passage under a point. Its boxes decide whether the point is really on it. */
export function spotUnder(
  doc: Document,
  marks: Marks,
  shadows: Iterable<ShadowRoot>,
  point: Point,
): Spot | undefined {
  const spot = spotNear(doc, marks, shadows, point);
  return spot && boxesOf(doc, spot).some((box) => isIn(point, box, SLACK)) ? spot : undefined;
}

function boxesOf(doc: Document, { start, end }: Spot): Box[] {
  const range = doc.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return rectsOf(range);
}
