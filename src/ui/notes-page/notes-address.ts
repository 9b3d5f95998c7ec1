/** What the address of the notes page says of what is shown, so that it is the same when the page is loaded again. */
import type { Tools } from './NotesTools';
import { GROUPINGS, SORTINGS } from './note-order';

/** What the part of an address from its `?` on says. What it says wrongly is as if it were not said. */
export function toolsOf(search: string): Partial<Tools> & { note: string | null } {
  const said = new URLSearchParams(search);
  const grouping = GROUPINGS.find((each) => each === said.get('group'));
  const sorting = SORTINGS.find((each) => each === said.get('sort'));
  const query = said.get('query');
  return {
    note: said.get('note'),
    ...(grouping && { grouping }),
    ...(sorting && { sorting }),
    ...(query && { query, sorting: sorting ?? 'match' }),
    ...(said.has('deleted') && { deleted: true }),
  };
}

/** The part of an address that says so; empty where all is as it is at first. */
export function queryOf({ query, grouping, sorting, deleted }: Tools): string {
  const said = new URLSearchParams({
    ...(grouping !== 'page' && { group: grouping }),
    ...(query.trim() !== '' && { query }),
    ...(sorting !== (query.trim() === '' ? 'changed' : 'match') && { sort: sorting }),
    ...(deleted && { deleted: '' }),
  });
  return said.size === 0 ? '' : `?${said}`;
}
