/** Finding the open shadow roots of a page: nothing tells of them, so every element is asked, while the page's thread is idle. */
import type { Root } from './prose';

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
  if (root instanceof Element && root.shadowRoot) within.push(root.shadowRoot);
  for (let tree = within.pop(); tree; tree = within.pop()) {
    if (tree instanceof ShadowRoot && tree !== root) found(tree);
    for (const { shadowRoot } of tree.querySelectorAll('*')) {
      if (shadowRoot) within.push(shadowRoot);
      if (++asked % HEARTBEAT === 0 && performance.now() > end) end = await idle();
    }
  }
}

/** Waits for an idle period, and says when it is to end. */
async function idle(): Promise<number> {
  const deadline = await new Promise<IdleDeadline>((resolve) => {
    requestIdleCallback(resolve, { timeout: PATIENCE });
  });
  return performance.now() + (deadline.didTimeout ? SLICE : Math.min(SLICE, deadline.timeRemaining()));
}
