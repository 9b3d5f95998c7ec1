/**
 * Whether a block of the page is displayed.
 *
 * To ask for the style of one element in a closed `details` or in `content-visibility`, of which the browser has computed
 * nothing, makes it compute all of it: seconds for 200,000 paragraphs (Chromium 156). So what is around an element is
 * asked first, from the outside in, and once for all that it contains.
 */
import { boxOf, call, isLike, outerOf, type Root, read, styleOf } from '../dom/nodes';

/** Tells whether a block is in the page and displayed there; holds for one moment of the page. */
export function seeing(): (root: Root) => boolean {
  const isOut = outside(/hidden/);
  return (root) => {
    if (!read(root, 'isConnected')) return false;
    const box = boxOf(root);
    return !isOut(box) && (call(box, 'checkVisibility', { visibilityProperty: true }) || hasContents(box));
  };
}

/**
 * Tells whether an element has no box of its own, but its children have boxes. Of what the browser has not laid out
 * yet, it says that it has not.
 */
export function unboxed(): (element: Element) => boolean {
  const isOut = outside(/hidden|auto/);
  return (element) => !isOut(element) && hasContents(element);
}

const hasContents = (element: Element) => styleOf(element).display === 'contents';

/** Tells whether an element is in something whose contents are not displayed. `skips`: values of `content-visibility`. */
export function outside(skips: RegExp): (element: Element) => boolean {
  const isSkipped = (element: Element) => {
    const { display, contentVisibility = '' } = styleOf(element);
    return display === 'none' || skips.test(contentVisibility);
  };
  const known = new Map<Element | undefined, boolean>([[undefined, false]]);
  return (element) => {
    const chain: Element[] = [];
    let out: boolean | undefined;
    for (let at = outerOf(element); ; at = outerOf(at)) {
      out = known.get(at);
      if (out !== undefined || !at) break;
      chain.push(at);
    }
    for (const at of chain.reverse()) {
      out ||= isFolded(at) || isSkipped(at);
      known.set(at, out);
    }
    return out || isFolded(element);
  };
}

/** Whether an element is in a closed `details`, and not its summary. */
const isFolded = (element: Element) => isLike(element, 'details:not([open])>:not(summary)');
