/** Opens the search with words that were selected on a page. */
import type { Handlers } from '../protocol/requests';

/**
 * Time (ms) in which one search is opened at most. Nobody selects faster, and a page that has taken over its process
 * could fill the window with tabs.
 */
const APART = 1_000;

/** `open` opens the search with a query in a new tab. */
export function lookUpHandlers(
  open: (query: string) => Promise<unknown>,
  now: () => number = Date.now,
): Pick<Handlers, 'look-up'> {
  let last = Number.NEGATIVE_INFINITY;
  return {
    'look-up': async ({ text }) => {
      if (Math.abs(now() - last) < APART) throw new Error('A search was opened a moment ago.');
      last = now();
      await open(text);
      return null;
    },
  };
}
