/** Answers searches: over the digest, over the notes, and over both as one. */
import type { Handlers } from '../protocol/requests';
import { withNotes } from '../search/combine';
import type { NoteSearch } from '../search/note-search';
import type { SearchIndex } from '../search/search';
import { orElse } from './problems';

/** The search over the digest, as this file uses it. */
export type DigestSearch = Pick<SearchIndex, 'search' | 'counts'>;

/** `digest` rejects where the index can be neither read nor built. */
export function searchHandlers(
  digest: () => Promise<DigestSearch>,
  notes: Pick<NoteSearch, 'ready' | 'search' | 'find'>,
): Pick<Handlers, 'search' | 'search-notes' | 'find-notes'> {
  const searchNotes: Handlers['search-notes'] = ({ query, limit, beside }) =>
    orElse(
      (async () => ({ any: await notes.ready(), found: await notes.search(query, limit, beside) }))(),
      // The digest is searched all the same.
      { any: true, found: null },
      'the notes',
    );
  return {
    search: async ({ query, limit }, from) => {
      const [index, any] = await Promise.all([digest(), notes.ready().catch(() => true)]);
      const results = index.search(query, limit);
      if (!any) return results;
      const beside = index.counts(query);
      return withNotes(results, (await searchNotes({ query, limit, beside }, from)).found);
    },
    'search-notes': searchNotes,
    'find-notes': ({ query, known }) => notes.find(query, known),
  };
}
