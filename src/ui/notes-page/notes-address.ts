/** What the address of the notes page says of what is shown, so that it is the same when the page is loaded again. */
import type { Tools } from './NotesTools';
import { GROUPINGS, SORTINGS } from './note-order';

/** What the part of an address from its `?` on says. What it says wrongly is as if it were not params. */
export function toolsOf(search: string): Partial<Tools> & { note: string | null } {
  const params = new URLSearchParams(search);
  const grouping = GROUPINGS.find((each) => each === params.get('group'));
  const sorting = SORTINGS.find((each) => each === params.get('sort'));
  const query = params.get('query');
  return {
    note: params.get('note'),
    ...(grouping && { grouping }),
    ...(sorting && { sorting }),
    ...(query && { query, sorting: sorting ?? 'match' }),
    ...(params.has('deleted') && { deleted: true }),
  };
}

/** The part of an address that says so; empty where all is as it is at first. */
export function queryOf({ query, grouping, sorting, deleted }: Tools): string {
  const params = new URLSearchParams({
    ...(grouping !== 'page' && { group: grouping }),
    ...(query.trim() !== '' && { query }),
    ...(sorting !== (query.trim() === '' ? 'changed' : 'match') && { sort: sorting }),
    ...(deleted && { deleted: '' }),
  });
  return params.size === 0 ? '' : `?${params}`;
}

/** Delay after the last change before the address is written, ms: browsers limit how often a page may do that. */
const DELAY = 400;

/**
 * Debounces writing the address. The returned function is told of each change of what is shown; `DELAY` ms after the
 * last change, `write` gets the address relative to the page: the query, or `path` where there is none.
 */
export function addressWriter(path: string, write: (address: string) => void): (tools: Tools) => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return (tools) => {
    clearTimeout(waiting);

    waiting = setTimeout(() => write(queryOf(tools)), DELAY);
  };
}
