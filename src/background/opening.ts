/** Bounds the pages of Gloss that readers open: a page may have taken over the process of its reader. */
import type { Handlers } from '../protocol/requests';

/** Time (ms) between two pages that readers open. Nobody selects words faster. */
const APART = 1_000;
/** Most pages of Gloss that may be open before a reader opens one more. Each is a tab or a window. */
export const MOST_OPEN = 12;

/** Opens a page for a reader, or rejects, with an error that says why it may not. */
export type OpenForReader = <T>(open: () => Promise<T>) => Promise<T>;

/** `count` resolves to how many pages of Gloss are open. */
export function openerForReaders(count: () => Promise<number>, now: () => number = Date.now): OpenForReader {
  let last = Number.NEGATIVE_INFINITY;
  return async (open) => {
    if (Math.abs(now() - last) < APART) throw new Error('A page of Gloss was opened a moment ago.');
    last = now();
    const there = await count();
    if (there >= MOST_OPEN) throw new Error(`${there} pages of Gloss are open. Close one of them first.`);
    return open();
  };
}

/** The search for words that were selected on a page. `open` opens it with a query in a new tab. */
export const lookUpHandlers = (
  open: (query: string) => Promise<unknown>,
  forReader: OpenForReader,
): Pick<Handlers, 'look-up'> => ({
  'look-up': async ({ text }) => {
    await forReader(() => open(text));
    return null;
  },
});
