/** Which terms have notes. */
import type { NotesDatabase } from './database';
import { Notes } from './store';

/**
 * Ids of those of the terms that have notes, without deleted ones. Cost: one look at the index for each term, and a
 * reading of the notes of those that have any.
 */
export async function notedTerms(db: NotesDatabase, terms: readonly string[]): Promise<string[]> {
  const stored = new Set((await db.notes.where('target.term').anyOf(terms).uniqueKeys()) as string[]);
  const store = new Notes(db);
  const noted = await Promise.all(
    [...stored].map(async (term) => ((await store.onTerm(term)).notes[0] ? [term] : [])),
  );
  return noted.flat();
}
