/** The state of the notes page in its address, so that reloading the page restores it. */
import { COLOURS } from '../../notes/colours';
import type { Tools } from './NotesTools';
import { GROUPINGS, SORTINGS } from './note-order';

/** Parses the query part of the address (from `?`). Invalid values are ignored. */
export function toolsOf(search: string): Partial<Tools> & { note: string | null } {
  const params = new URLSearchParams(search);
  const grouping = GROUPINGS.find((each) => each === params.get('group'));
  const sorting = SORTINGS.find((each) => each === params.get('sort'));
  const query = params.get('query');
  const tags = [...new Set(params.getAll('tag'))].filter((tag) => tag !== '');
  const colour = COLOURS.find((each) => each === params.get('colour'));
  return {
    note: params.get('note'),
    ...(grouping && { grouping }),
    ...(sorting && { sorting }),
    ...(query && { query, sorting: sorting ?? 'match' }),
    ...(params.has('deleted') && { deleted: true }),
    ...(tags.length > 0 && { tags }),
    ...(colour && { colour }),
  };
}

/** The query part of the address for a state; '' for the initial state. */
export function queryOf({ query, grouping, sorting, deleted, tags, colour }: Tools): string {
  const params = new URLSearchParams({
    ...(grouping !== 'page' && { group: grouping }),
    ...(query.trim() !== '' && { query }),
    ...(sorting !== (query.trim() === '' ? 'changed' : 'match') && { sort: sorting }),
    ...(deleted && { deleted: '' }),
    ...(colour && { colour }),
  });
  for (const tag of tags) params.append('tag', tag);
  return params.size === 0 ? '' : `?${params}`;
}

/**
 * Delay between the last change and writing the address, ms: browsers limit how often a page may write it.
 */
const DELAY = 400;

/**
 * Returns a function that is called with each state. `DELAY` ms after the last call (debounce), `write` gets
 * the relative address of that state: the query or, if that is empty, `path`.
 */
export function addressWriter(path: string, write: (address: string) => void): (tools: Tools) => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return (tools) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => write(queryOf(tools) || path), DELAY);
  };
}
