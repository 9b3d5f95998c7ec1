/** Counts the terms of this frame for the toolbar button. */

import { rest } from '../../platform/pace';
import { alive, send } from '../../protocol/native';
import type { Marked, Marks } from './marks';
import { Tally } from './tally';
import { seeing } from './visible';

/** Blocks that are looked at in one go. */
const LOOKS = 400;

/** Time (ms) between two looks whether the extension is still there. */
const LOOK = 1_000;

/**
 * Starts counting. `gone` is called when the extension was updated or
 * removed, of which a page hears nothing by itself. (Firefox ends this script with the extension.)
 */
export function startCounting(frame: Marked, gone: () => void): Tally {
  const timer = setInterval(() => {
    if (alive()) return;
    clearInterval(timer);
    gone();
  }, LOOK);
  const isTop = self === top;
  const tally = new Tally(
    () => visibleTerms(frame.marks),
    isTop,
    (terms) => send('marked', { terms }),
  );
  // A `details` that opens far from the viewport is not reported by an observer.
  addEventListener('toggle', ({ isTrusted }) => isTrusted && frame.marks?.changed(), true);
  if (!isTop) addEventListener('pagehide', ({ isTrusted }) => isTrusted && tally.leave());
  return tally;
}

/**
 * The ids of the terms with a visible mention. Visibility is expensive, so it is checked only for blocks with a term
 * that is not yet in the result; and in slices, because a page may have 200,000 hidden ones.
 */
export async function visibleTerms(marks: Marks | undefined): Promise<Set<string>> {
  const terms = new Set<string>();
  let looks = 0;
  let isSeen = seeing();
  for (const [root, mentions] of marks?.blocks() ?? []) {
    if (++looks % LOOKS === 0) {
      await rest();
      isSeen = seeing();
    }
    const fresh = mentions.filter(({ term }) => !terms.has(term));
    if (fresh[0] && isSeen(root)) for (const { term } of fresh) terms.add(term);
  }
  return terms;
}
