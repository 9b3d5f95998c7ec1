/**
 * Finding the open shadow roots of a page: nothing tells of them, so all elements that can have one are asked, while the page's thread
 * is idle. The browser leaves out the others: to touch one element of each kind costs a page 0.2 MB.
 */
import { isLarge } from './locate';
import { allIn, isShadow, type Root } from './prose';

/**
 * Elements that can have no shadow root (https://dom.spec.whatwg.org/#valid-shadow-host-name), those that pages are full of: others are
 * asked in vain.
 */
const NO_HOSTS =
  'a,b,br,button,canvas,code,dd,dl,dt,em,form,hr,i,iframe,img,input,label,li,link,meta,ol,option,picture,pre,script,select,small,' +
  'source,strong,style,sup,svg,svg *,table,tbody,td,textarea,th,thead,time,tr,ul,video';
const HOSTS = `:not(${NO_HOSTS})`;

/** Longest stretch of work, ms, also where the page is never idle. */
const SLICE = 8;
/** ms after which the search goes on all the same. */
const PATIENCE = 3_000;
/** Elements asked between two looks at the clock. */
const HEARTBEAT = 200;

/** Calls `found` for each open shadow root under `root`, those in other shadow roots included. */
export async function findShadows(root: Root, found: (shadow: ShadowRoot) => void): Promise<void> {
  let end = await idle();
  let asked = 0;
  const within: Root[] = [root];
  for (let tree = within.pop(); tree; tree = within.pop()) {
    if (!isShadow(tree)) {
      if (tree.shadowRoot) within.push(tree.shadowRoot);
    } else if (tree !== root) found(tree);
    // What the browser is asked at once does not rest.
    if (isLarge(tree)) for (const child of allIn(tree, ':scope>*')) within.push(child);
    else
      for (const { shadowRoot } of allIn(tree, HOSTS)) {
        if (shadowRoot) within.push(shadowRoot);
        if (++asked % HEARTBEAT === 0 && performance.now() > end) end = await idle();
      }
    if (performance.now() > end) end = await idle();
  }
}

/** Waits for an idle period, and says when it is to end. */
async function idle(): Promise<number> {
  const deadline = await new Promise<IdleDeadline>((resolve) => {
    requestIdleCallback(resolve, { timeout: PATIENCE });
  });
  return performance.now() + (deadline.didTimeout ? SLICE : Math.min(SLICE, deadline.timeRemaining()));
}
