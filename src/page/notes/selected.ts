/** The user's selection, and where on the screen it ends. */
import type { Box } from '../dom/geometry';
import { call, isText, read, rectsOf } from '../dom/nodes';
import { isWritten } from '../read/prose';

/** Two places on a page, in page order. */
interface Stretch {
  startContainer: Node;
  startOffset: number;
  endContainer: Node;
  endOffset: number;
}

/** The ends of a selection. */
export interface Selected extends Stretch {
  /** What lies between the ranges, where the browser has selected several (Firefox). */
  between?: readonly Stretch[];
}

/**
 * The box of the letter at which the user ended the selection, CSS px of the viewport. `backward`: this
 * letter is the first of the selection.
 */
export interface SelectionEnd {
  box: Box;
  backward: boolean;
}

/**
 * Longest selection whose boxes are measured, UTF-16 units. A longer one has its end out of view, or is the
 * whole page.
 */
const MEASURED = 20_000;

/**
 * The selection in the page's own text. `undefined` if nothing or only white space is selected, or if the
 * selection is in an editor.
 */
export function selectedOn(doc: Document): Selected | undefined {
  const selection = doc.getSelection();
  if (!selection || selection.rangeCount === 0) return undefined;
  // Firefox can select several ranges: the cells of a table, or the text around text that cannot be selected.
  const ranges = Array.from({ length: selection.rangeCount }, (_, at) => selection.getRangeAt(at));
  const { startContainer, startOffset } = ranges[0] as Range;
  const { endContainer, endOffset } = ranges.at(-1) as Range;
  // Passages are searched for outside shadow roots only, so a selection in a shadow root cannot be a passage.
  const { body } = doc;
  if (!body || !call(body, 'contains', startContainer) || !call(body, 'contains', endContainer))
    return undefined;
  if (isWritten(startContainer) || isWritten(endContainer)) return undefined;
  const between = ranges.slice(1).map((next, at) => stretchBetween(ranges[at] as Range, next));
  const selected = { startContainer, startOffset, endContainer, endOffset, between };
  return /\S/.test(`${rangeOf(doc, selected)}`) ? selected : undefined;
}

function stretchBetween(one: Range, next: Range): Stretch {
  const { endContainer: startContainer, endOffset: startOffset } = one;
  const { startContainer: endContainer, startOffset: endOffset } = next;
  return { startContainer, startOffset, endContainer, endOffset };
}

export function isSameSelection(a: Selected | undefined, b: Selected | undefined): boolean {
  return (
    a?.startContainer === b?.startContainer &&
    a?.startOffset === b?.startOffset &&
    a?.endContainer === b?.endContainer &&
    a?.endOffset === b?.endOffset
  );
}

/** Where the user ended the selection. `undefined` if that is not visible. */
export function endOf(doc: Document, selected: Selected): SelectionEnd | undefined {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = doc.getSelection() ?? {};
  if (!anchorNode || !focusNode) return undefined;
  const way = doc.createRange();
  way.setStart(anchorNode, anchorOffset ?? 0);
  const backward = way.comparePoint(focusNode, focusOffset ?? 0) < 0;
  const box = endBox(letterOf(doc, selected, backward), backward, viewportOf(doc));
  return box && { box, backward };
}

/** The middle of the viewport's lower edge, for what is said of a selection that ends out of view. */
export function bottomOf(doc: Document): SelectionEnd {
  const { right, bottom } = viewportOf(doc);
  return { box: { left: right / 2, top: bottom - 1, right: right / 2, bottom }, backward: true };
}

function viewportOf({ documentElement }: Document): Box {
  const right = read(documentElement, 'clientWidth');
  const bottom = read(documentElement, 'clientHeight');
  return { left: 0, top: 0, right, bottom };
}

/**
 * Of the boxes of a text, in text order, returns the first (`backward`) or the last one. `undefined` if no
 * part of that box is in the viewport.
 */
export function endBox<B extends Box>(boxes: readonly B[], backward: boolean, viewport: Box): B | undefined {
  const seen = boxes.filter(({ left, top, right, bottom }) => right > left && bottom > top);
  const box = backward ? seen[0] : seen.at(-1);
  const isInside =
    box &&
    box.bottom > viewport.top &&
    box.top < viewport.bottom &&
    box.right > viewport.left &&
    box.left < viewport.right;
  return isInside ? box : undefined;
}

/**
 * The boxes of the first or last letter. If no letter is at the very end, the boxes of the whole selection.
 */
function letterOf(doc: Document, selected: Selected, first: boolean): DOMRect[] {
  const { startContainer, startOffset, endContainer, endOffset } = selected;
  const range = rangeOf(doc, selected);
  const node = first ? startContainer : endContainer;
  if (isText(node) && (first ? startOffset < node.length : endOffset > 0)) {
    if (first) range.setEnd(node, startOffset + 1);
    else range.setStart(node, endOffset - 1);
    const boxes = rectsOf(range);
    if (boxes.some(({ width }) => width > 0)) return boxes;
  }
  const all = rangeOf(doc, selected);
  return `${all}`.length <= MEASURED ? rectsOf(all) : [];
}

function rangeOf(doc: Document, { startContainer, startOffset, endContainer, endOffset }: Selected): Range {
  const range = doc.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}
