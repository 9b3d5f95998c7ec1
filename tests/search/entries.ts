/** Builds small entries and an index of them. */
import { buildIndex } from '../../src/search/build';
import type { Entry, Field } from '../../src/search/entry';
import { SearchIndex } from '../../src/search/search';

type Texts = [field: Field, text: string][];

export function term(id: string, ...texts: Texts): Entry {
  return entry('term', id, texts);
}

export function passage(id: string, text: string): Entry {
  return entry('passage', id, [['passage', text]]);
}

export function note(id: string, text: string): Entry {
  return entry('note', id, [['note', text]]);
}

function entry(kind: Entry['kind'], id: string, texts: Texts): Entry {
  return { kind, id, heading: `heading of ${id}`, texts: texts.map(([field, text]) => ({ field, text })) };
}

export async function indexOf(...entries: Entry[]): Promise<SearchIndex> {
  return new SearchIndex(await buildIndex(entries, async () => undefined));
}

/** Ids of all hits in the order shown. */
export function idsOf(index: SearchIndex, query: string, limit = 5): string[] {
  return index.search(query, limit).flatMap(({ hits }) => hits.map(({ id }) => id));
}
