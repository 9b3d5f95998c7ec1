/** What the user has selected, and where on the screen it ends. */
import type { Box } from '../dom/geometry';
import { call, read, rectsOf } from '../dom/nodes';
import { isWritten } from '../read/prose';
import type { Selected } from './highlighting';

/** More is not measured: a selection that long has its end out of view, or is all of the page. UTF-16 units. */
const MEASURED = 20_000;

/** The ends of what is selected of the page's own text; `undefined` where that is nothing, or only white space, or in an editor. */
export function selectedOn(doc: Document): Selected | undefined {
  const selection = doc.getSelection();
  if (!selection || selection.rangeCount === 0) return undefined;
  // Firefox selects in several ranges: the cells of a table, or what lies around text that cannot be selected.
  const { startContainer, startOffset } = selection.getRangeAt(0);
  const last = selection.getRangeAt(selection.rangeCount - 1);
  const { endContainer, endOffset } = last;
  // What is selected in a shadow root is none of the text that passages are looked for in.
  const { body } = doc;
  if (!body || !call(body, 'contains', startContainer) || !call(body, 'contains', endContainer))
    return undefined;
  if (isWritten(startContainer) || isWritten(endContainer)) return undefined;
  const selected = { startContainer, startOffset, endContainer, endOffset };
  return /\S/.test(`${rangeOf(doc, selected)}`) ? selected : undefined;
}

export function isSameSelection(a: Selected | undefined, b: Selected | undefined): boolean {
  return (
    a?.startContainer === b?.startContainer &&
    a?.startOffset === b?.startOffset &&
    a?.endContainer === b?.endContainer &&
    a?.endOffset === b?.endOffset
  );
}

/**
 * The box of the letter at which the selection ended, CSS px of the viewport, and whether that is its beginning: one can select backwards.
 * `undefined` where it cannot be seen.
 */
export function endOf(doc: Document, selected: Selected): { box: Box; backward: boolean } | undefined {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = doc.getSelection() ?? {};
  if (!anchorNode || !focusNode) return undefined;
  const way = doc.createRange();
  way.setStart(anchorNode, anchorOffset ?? 0);
  const backward = way.comparePoint(focusNode, focusOffset ?? 0) < 0;
  const boxes = letterOf(doc, selected, backward).filter(({ width, height }) => width > 0 && height > 0);
  const box = backward ? boxes[0] : boxes.at(-1);
  const width = read(doc.documentElement, 'clientWidth');
  const height = read(doc.documentElement, 'clientHeight');
  return box && box.bottom > 0 && box.top < height && box.right > 0 && box.left < width
    ? { box, backward }
    : undefined;
}

/** Boxes of the first or last letter; where no letter stands at the very end, those of all that is selected. */
function letterOf(doc: Document, selected: Selected, first: boolean): DOMRect[] {
  const { startContainer, startOffset, endContainer, endOffset } = selected;
  const range = rangeOf(doc, selected);
  const node = first ? startContainer : endContainer;
  if (node instanceof Text && (first ? startOffset < node.length : endOffset > 0)) {
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
