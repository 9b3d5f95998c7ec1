/** Which mention, or passage with notes, is at a point of the page. */
import { type Box, isIn, type Point } from '../dom/geometry';
import { closestOf, rectsOf } from '../dom/nodes';
import type { Marks } from './marks';
import type { Spot } from './spot';

/** How far beside a mention's own boxes the pointer still counts as on it, CSS px. */
const SLACK = 2;

/** Things that a tap is for; a mention inside them is left to them. */
const INTERACTIVE = 'a[href],button,input,select,textarea,label,summary,[role=button],[role=link],[onclick]';

/**
 * Whether an event can be meant for a mention: the pointer moves freely, or a finger taps what is nothing
 * else's.
 */
export function isForMention(event: MouseEvent): boolean {
  const { type, target } = event;
  const touch = 'pointerType' in event && event.pointerType === 'touch';
  if (type !== 'click') return !touch && event.buttons === 0;
  return touch && !(target instanceof Element && closestOf(target, INTERACTIVE));
}

/** The mention or passage that is nearest to a point of its line: the caret's place tells the text. */
export function spotNear(
  doc: Document,
  marks: Marks,
  shadows: Iterable<ShadowRoot>,
  { x, y }: Point,
): Spot | undefined {
  const caret = doc.caretPositionFromPoint?.(x, y, { shadowRoots: [...shadows] });
  return caret ? marks.at(caret.offsetNode, caret.offset) : undefined;
}

/** The mention or passage under a point: its boxes tell whether the point is really on it. */
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
