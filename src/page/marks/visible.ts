/** Whether a block of the page is displayed. The browser computes styles to say so: up to 5 µs for each block. */
import { boxOf, call, type Root, read } from '../dom/nodes';

/** Whether a block is in the page and displayed there. */
export function canBeSeen(root: Root): boolean {
  if (!read(root, 'isConnected')) return false;
  const box = boxOf(root);
  return call(box, 'checkVisibility', { visibilityProperty: true }) || isContents(box);
}

/** Whether an element has no box of its own, but its children have boxes. */
export function isContents(element: Element): boolean {
  // Firefox 153 returns no style in a document whose frame is being removed, and throws once the frame is
  // gone (see `later.ts`).
  return !closed && getComputedStyle(element)?.display === 'contents';
}
