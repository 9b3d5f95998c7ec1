/** Finds notes from a page of the extension. */
import type { Send } from '../../protocol/requests';

/**
 * Makes the function that asks the background for the ids of all notes matching a query, the best first.
 *
 * To keep answers small, the background sends the list of all ids once, under a name; later answers give
 * numbers in that list.
 */
export function noteFinder(send: Send): (query: string) => Promise<string[]> {
  let list: { name: string; ids: readonly string[] } | undefined;
  return async (query) => {
    // The answer refers to the list that the request named, even if another answer has brought a new list
    // since.
    const known = list;
    const { found, ...answer } = await send('find-notes', known ? { query, known: known.name } : { query });
    if (answer.ids) list = { name: answer.list, ids: answer.ids };
    const ids = answer.ids ?? known?.ids ?? [];
    return found.flatMap((each) => (typeof each === 'number' ? (ids[each] ?? []) : each));
  };
}
