/** The user's selection, and where on the screen it ends. */
import type { Box } from '../dom/geometry';
import { call, isText, rangeBetween, read, rectsOf } from '../dom/nodes';
import { isWritten } from '../read/prose';
import { composedOf, outwards, type Stretch, treeOf } from './composed';

/** The ends of a selection. */
export interface Selected extends Stretch {
  /** What lies between the ranges, where the browser has selected several (Firefox). */
  between?: readonly Stretch[];
  /** Whether it crosses the border of a shadow root or of a slot, so that the browser's own text of it is not all of it. */
  crosses?: boolean;
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
  const [first, last] = [ranges[0] as Range, ranges.at(-1) as Range];
  const { startContainer, startOffset, endContainer, endOffset } =
    first === last
      ? composedOf(selection, first)
      : { ...pointsOf(first), endContainer: last.endContainer, endOffset: last.endOffset };
  const { body } = doc;
  if (![startContainer, endContainer].every((node) => body && isRead(body, node))) return undefined;
  const between = ranges.slice(1).map((next, at) => stretchBetween(ranges[at] as Range, next));
  const selected: Selected = { startContainer, startOffset, endContainer, endOffset, between };
  if (first === last && isSplit(selected, first)) selected.crosses = true;
  return hasWords(selection, selected) ? selected : undefined;
}

const pointsOf = ({ startContainer, startOffset, endContainer, endOffset }: Stretch): Stretch => ({
  startContainer,
  startOffset,
  endContainer,
  endOffset,
});

/** Whether passages are searched for where a node is: in the body or a shadow root in it, and in no field or editor. */
function isRead(body: Element, node: Node): boolean {
  const around = [...outwards(node)];
  return call(body, 'contains', around.at(-1) ?? null) && !around.some(isWritten);
}

/** Whether the ends are in two trees, or the browser's range is only a part of the selection in one tree. */
function isSplit(selected: Selected, range: Range): boolean {
  const tree = treeOf(selected.startContainer);
  const isPart = treeOf(range.startContainer) === tree && !isSameSelection(selected, range);
  return isPart || treeOf(selected.endContainer) !== tree;
}

function hasWords(selection: Selection, selected: Selected): boolean {
  const { startContainer, startOffset, endContainer, endOffset } = selected;
  if (!selected.crosses) return /\S/.test(`${rangeOf(selected)}`);
  const after = isText(startContainer) ? startContainer.data.slice(startOffset) : '';
  const before = isText(endContainer) ? endContainer.data.slice(0, endOffset) : '';
  return /\S/.test(`${selection}${after}${before}`);
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
  const backward = doc.getSelection()?.direction === 'backward';
  const box = endBox(letterOf(selected, backward), backward, viewportOf(doc));
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
function letterOf(selected: Selected, first: boolean): DOMRect[] {
  const { startContainer, startOffset, endContainer, endOffset } = selected;
  const node = first ? startContainer : endContainer;
  if (isText(node) && (first ? startOffset < node.length : endOffset > 0)) {
    const offset = first ? startOffset : endOffset - 1;
    const boxes = rectsOf(rangeBetween({ node, offset }, { node, offset: offset + 1 }));
    if (boxes.some(({ width }) => width > 0)) return boxes;
  }
  return partsOf(selected).flatMap((part) => (`${part}`.length <= MEASURED ? rectsOf(part) : []));
}

/** The ranges of a selection: one, or one at each end if they are in two trees. */
function partsOf(selected: Selected): Range[] {
  const { startContainer, startOffset, endContainer, endOffset } = selected;
  const [from, to] = [treeOf(startContainer), treeOf(endContainer)];
  if (from === to) return [rangeOf(selected)];
  const [head, tail] = [from, to].map((tree) => tree ?? document.body);
  const parts = [document.createRange(), document.createRange()] as const;
  parts[0].selectNodeContents(head as Node);
  parts[0].setStart(startContainer, startOffset);
  parts[1].selectNodeContents(tail as Node);
  parts[1].setEnd(endContainer, endOffset);
  return [...parts];
}

function rangeOf({ startContainer, startOffset, endContainer, endOffset }: Selected): Range {
  return rangeBetween(
    { node: startContainer, offset: startOffset },
    { node: endContainer, offset: endOffset },
  );
}
