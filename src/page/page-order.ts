/** Where blocks stand on a page, and whether they can be seen. */
import type { Marks } from './marks';
import { firstsOf, type Mention } from './mention';
import { boxOf, type Root, shadowAround } from './prose';

const { checkVisibility, compareDocumentPosition } = Element.prototype;

/** The mentions that can be seen, in page order: each term's first in its block, or `all`. */
export function inPageOrder(marks: Marks, all = false): Mention[] {
  return [...marks.shown()]
    .filter(([root]) => canBeSeen(root))
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([, mentions]) => (all ? mentions : firstsOf(mentions)));
}

/** Whether a block is in the page and displayed there. */
export function canBeSeen(root: Root): boolean {
  if (!root.isConnected) return false;
  const box = boxOf(root);
  return checkVisibility.call(box, { visibilityProperty: true }) || isContents(box);
}

/** Whether an element has no box of its own, but its children have. */
export function isContents(element: Element): boolean {
  return getComputedStyle(element).display === 'contents';
}

/** Compares two blocks; a shadow root stands where its host stands. */
function compare(a: Root, b: Root): number {
  const [as, bs] = [treesOf(a), treesOf(b)];
  for (let i = 0; ; i++) {
    const [x, y] = [as[i], bs[i]];
    if (!x || !y) return as.length - bs.length;
    if (x !== y) return compareDocumentPosition.call(x, y) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  }
}

/** The hosts around a block, outermost first, and the block itself. */
function treesOf(root: Root): Node[] {
  const nodes: Node[] = [root];
  for (let tree = shadowAround(root); tree; tree = shadowAround(tree.host)) nodes.unshift(tree.host);
  return nodes;
}
