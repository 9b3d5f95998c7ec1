/**
 * Finding the open shadow roots of a page: nothing tells of them, so all elements that can have one are
 * asked, while the page's thread is idle. The browser leaves out the others: to touch one element of each
 * kind costs a page 0.2 MB.
 */
import { allIn, isShadow, type Root, shadowOf } from '../dom/nodes';
import { isLarge } from './locate';
import { INLINE, NOT_PROSE } from './prose';

/**
 * Elements that can have no shadow root (https://dom.spec.whatwg.org/#valid-shadow-host-name), those that
 * pages are full of: others are asked in vain. Nor can what is no prose, nor what is inline, but for `span`.
 */
const NO_HOSTS =
  'br,button,dd,dl,dt,form,hr,img,li,link,meta,ol,picture,source,svg,svg *,table,tbody,td,th,thead,tr,ul';
const HOSTS = `span,:not(${INLINE},${NOT_PROSE},${NO_HOSTS})`;

/** Longest stretch of work, ms, but for its last step; also where the page is never idle. */
const SLICE = 8;
/** ms after which the search goes on all the same. */
const PATIENCE = 3_000;

/** Calls `found` for each open shadow root under `root`, those in other shadow roots included. */
export async function findShadows(root: Root, found: (shadow: ShadowRoot) => void): Promise<void> {
  let end = 0;
  const within: Root[] = [root];
  for (let tree = within.pop(); tree; tree = within.pop()) {
    if (performance.now() > end) end = await idle();
    if (!isShadow(tree)) {
      const shadow = shadowOf(tree);
      if (shadow) within.push(shadow);
    } else if (tree !== root) found(tree);
    if (isLarge(tree)) {
      // What the browser is asked in one call does not rest.
      const at = document.createTreeWalker(tree, 1);
      for (let child = at.firstChild(); child; child = at.nextSibling()) within.push(child as Element);
    } else
      for (const element of allIn(tree, HOSTS)) {
        const shadow = shadowOf(element);
        if (shadow) within.push(shadow);
      }
  }
}

/** Waits for an idle period, and says when it is to end. */
async function idle(): Promise<number> {
  const deadline = await new Promise<IdleDeadline>((resolve) => {
    requestIdleCallback(resolve, { timeout: PATIENCE });
  });
  return performance.now() + Math.min(SLICE, deadline.timeRemaining() || SLICE);
}
