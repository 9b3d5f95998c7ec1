/** Finding notes from a page: which of all of them answer a query. */
import type { Send } from '../../protocol/requests';

/** The function that asks the background for the ids of all notes that a query finds, the best first. */
export function noteFinder(send: Send): (query: string) => Promise<string[]> {
  let list: { name: string; ids: readonly string[] } | undefined;
  return async (query) => {
    // The answer speaks of the list that it was told of, whatever other answers have brought meanwhile.
    const known = list;
    const { found, ...answer } = await send('find-notes', known ? { query, known: known.name } : { query });
    if (answer.ids) list = { name: answer.list, ids: answer.ids };
    const ids = answer.ids ?? known?.ids ?? [];
    return found.flatMap((each) => (typeof each === 'number' ? (ids[each] ?? []) : each));
  };
}
