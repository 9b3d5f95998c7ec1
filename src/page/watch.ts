/**
 * One MutationObserver for a root. It collects what changed and tells it in batches, rarer the more restless the page is: a page
 * that never rests costs a bounded share of its thread.
 */
import { blockOf } from './prose';

/** Quiet time before a change is read, ms: a frame or so after the last of a burst. */
const QUIET = 100;
/** Longest wait on a page that never rests, ms. Doubles with each such round up to the limit. */
const PATIENCE = 500;
const PATIENCE_LIMIT = 8_000;

export interface Changes {
  /** Roots of subtrees that came into the page. */
  added: Set<Element>;
  /** Blocks whose own text changed. */
  changed: Set<Element>;
}

/** Watch `root`; `tell` is called with what changed, never while an earlier call is still at work. Returns how to stop. */
export function watch(root: Node, tell: (changes: Changes) => Promise<void>): () => void {
  let changes: Changes = { added: new Set(), changed: new Set() };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first = 0;
  let patience = PATIENCE;
  let busy = false;

  const round = async () => {
    timer = undefined;
    if (busy) return schedule();
    const told = changes;
    changes = { added: new Set(), changed: new Set() };
    patience = performance.now() - first >= patience ? Math.min(patience * 2, PATIENCE_LIMIT) : PATIENCE;
    first = 0;
    busy = true;
    try {
      await tell(told);
    } finally {
      busy = false;
      if (changes.added.size + changes.changed.size > 0) schedule();
    }
  };
  const schedule = () => {
    const now = performance.now();
    if (first === 0) first = now;
    if (timer !== undefined && now - first >= patience) return;
    clearTimeout(timer);
    timer = setTimeout(round, Math.max(0, Math.min(QUIET, first + patience - now)));
  };
  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      const element = type === 'characterData' ? target.parentElement : target;
      if (!(element instanceof Element)) continue;
      changes.changed.add(blockOf(element));
      for (const node of addedNodes) if (node instanceof Element) changes.added.add(node);
    }
    schedule();
  });
  observer.observe(root, { childList: true, characterData: true, subtree: true });
  return () => {
    observer.disconnect();
    clearTimeout(timer);
  };
}
