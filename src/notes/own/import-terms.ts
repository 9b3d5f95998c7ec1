/**
 * Brings terms of a file or a backup into the store, and takes that back. As with notes, a term that is there is never
 * replaced: both versions merge, field by field, and the later change wins. A term that was deleted since comes back,
 * unless the reader does not want that.
 */
import type { NotesDatabase } from '../database';
import type { Undo } from '../rows';
import { after } from '../schema';
import { isSameOwn, mergeOwn } from './merge';
import { MOST_TERMS, type OwnTerm, readOwn } from './schema';

type TermUndo = NonNullable<Undo['terms']>;

interface TermPlan {
  /** The terms to write. */
  written: OwnTerm[];
  undo: TermUndo;
}

class TooManyTerms extends Error {
  override name = 'TooManyTerms';
  constructor() {
    super(`With these there would be more than ${MOST_TERMS} terms of your own. Nothing was changed.`);
  }
}

/**
 * What is to be written of these terms. A term whose row is damaged, or extends something else, is left as it is.
 * Rejects where there would be too many.
 */
export async function planTerms(
  db: NotesDatabase,
  terms: readonly OwnTerm[],
  revives: boolean,
): Promise<TermPlan> {
  const rows = await db.terms.bulkGet(terms.map(({ id }) => id));
  const undo: TermUndo = { added: [], updated: [] };
  const written: OwnTerm[] = [];
  for (const [at, term] of terms.entries()) {
    const row = rows[at];
    const before = readOwn(row);
    if (row === undefined) {
      undo.added.push(asWritten(term));
      written.push(term);
    } else if (before && before.extends === term.extends) {
      const isBack = revives && before.deleted && !term.deleted;
      const merged = mergeOwn(before, isBack ? revived(term, before) : term);
      if (isSameOwn(merged, before)) continue;
      const next = { ...merged, revision: Math.max(merged.revision, before.revision + 1) };
      undo.updated.push({ before, after: asWritten(next) });
      written.push(next);
    }
  }
  if ((await db.terms.count()) + undo.added.length > MOST_TERMS) throw new TooManyTerms();
  return { written, undo };
}

/**
 * Takes an import back: terms that it added are deleted, those that it changed are as they were. One that was changed
 * since is left alone. Resolves to how many were left alone, and how many were written.
 */
export async function undoTerms(
  db: NotesDatabase,
  { added, updated }: TermUndo,
): Promise<{ kept: number; written: number }> {
  const untouched = async (those: readonly TermUndo['added'][number][]) => {
    const rows = await db.terms.bulkGet(those.map(({ id }) => id));
    return those.map((each, at) => {
      const now = readOwn(rows[at]);
      return now?.revision === each.revision && JSON.stringify(now.stamps) === JSON.stringify(each.stamps)
        ? now
        : undefined;
    });
  };
  const gone = (await untouched(added)).flatMap((term) => term ?? []);
  const nows = await untouched(updated.map((each) => each.after));
  const back = updated.flatMap(({ before }, at) => {
    const now = nows[at];
    return now ? [{ ...before, revision: now.revision + 1 }] : [];
  });
  await db.terms.bulkDelete(gone.map(({ id }) => id));
  await db.terms.bulkPut(back);
  const written = gone.length + back.length;
  return { kept: added.length + updated.length - written, written };
}

const asWritten = ({ id, revision, stamps }: OwnTerm) => ({ id, revision, stamps });

/** The term of the import, restored later than it was deleted. */
function revived(term: OwnTerm, { stamps, revision }: OwnTerm): OwnTerm {
  const deleted = after(stamps.deleted, 0);
  return {
    ...term,
    stamps: { ...term.stamps, deleted },
    modified: Math.max(term.modified, deleted),
    revision: Math.max(term.revision, revision + 1),
  };
}
