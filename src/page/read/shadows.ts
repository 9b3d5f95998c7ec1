/**
 * Finds the shadow roots of a page. No event announces them, so every element that can have one is
 * checked while the page's thread is idle. A selector leaves out the other elements, because touching one
 * element of each kind from a script costs a page 0.2 MB.
 */
import { allIn, isCustom, isShadow, openShadowOf, type Root, shadowOf } from '../dom/nodes';
import { isLarge } from './locate';
import { INLINE, NOT_PROSE } from './prose';

/** The most frequent elements that can have a shadow root (https://dom.spec.whatwg.org/#valid-shadow-host-name). */
const FREQUENT = 'article,div,h2,h3,p,section,span';
/** Common elements that cannot have one. Most elements that are inline or not prose cannot either. */
const NO_HOSTS =
  'br,button,dd,dl,dt,form,hr,img,li,link,meta,ol,picture,pre,source,svg,svg *,table,tbody,td,th,thead,tr,ul';
/** Custom elements, and others that are not frequent. */
const OTHERS = `:not(${FREQUENT},${INLINE},${NOT_PROSE},${NO_HOSTS})`;

/** Longest stretch of work, ms, not counting its last step. It also applies on a page that is never idle. */
const SLICE = 8;
/** Longest wait for an idle period, ms. After this time the search continues anyway. */
const PATIENCE = 3_000;

/**
 * Calls `found` for each shadow root under `root`, including nested ones. Calls `bare` for each custom element that has
 * none: a script that defines it may come later.
 */
export async function findShadows(
  root: Root,
  found: (shadow: ShadowRoot) => void,
  bare: (host: Element) => void,
): Promise<void> {
  let end = 0;
  const within: Root[] = [root];
  const look = (element: Element) => {
    const shadow = shadowOf(element);
    if (shadow) within.push(shadow);
    else if (isCustom(element)) bare(element);
  };
  for (let tree = within.pop(); tree; tree = within.pop()) {
    if (performance.now() > end) end = await idle();
    if (!isShadow(tree)) look(tree);
    else if (tree !== root) found(tree);
    if (isLarge(tree)) {
      // One native call cannot be interrupted, so a large tree is walked node by node.
      const at = document.createTreeWalker(tree, 1);
      for (let child = at.firstChild(); child; child = at.nextSibling()) within.push(child as Element);
    } else {
      // Their names need not be asked, which would cost more than all else.
      for (const element of allIn(tree, FREQUENT)) {
        const shadow = openShadowOf(element);
        if (shadow) within.push(shadow);
      }
      for (const element of allIn(tree, OTHERS)) look(element);
    }
  }
}

/** Waits for an idle period. Resolves to the time at which the next slice must end. */
async function idle(): Promise<number> {
  const deadline = await new Promise<IdleDeadline>((resolve) => {
    requestIdleCallback(resolve, { timeout: PATIENCE });
  });
  return performance.now() + Math.min(SLICE, deadline.timeRemaining() || SLICE);
}
