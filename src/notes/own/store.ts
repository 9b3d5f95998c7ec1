/**
 * The store of the reader's own terms. Every change is one transaction that reads the row, changes it and writes it.
 * A damaged row is skipped and counted; it is never overwritten or deleted.
 */
import * as v from 'valibot';
import type { NotesDatabase } from '../database';
import { after } from '../schema';
import { mergeEdits } from './merge';
import { BLANK, FIELDS, MOST_TERMS, type OwnContent, type OwnEditable, OwnTerm, readOwn } from './schema';

export interface OwnListing {
  /** The terms that are not deleted, in the order of their ids. */
  terms: OwnTerm[];
  /** How many rows cannot be read. */
  damaged: number;
}

/** A write of a term. */
export interface OwnEdit {
  /** A UUID; the page chooses it, so that a retry is idempotent. */
  id: string;
  /** Set for a new term that extends another digest's. */
  extends?: string | undefined;
  changes: Partial<OwnEditable>;
  /** What the page took in before it changed it; absent: nothing of it was there. */
  seen?: Partial<OwnEditable> | undefined;
}

class TermMissing extends Error {
  override name = 'TermMissing';
  constructor(id: string) {
    super(`There is no term ${id} of your own. Its row may be damaged, or it was never stored.`);
  }
}

class TooMany extends Error {
  override name = 'TooMany';
  constructor() {
    super(`There are ${MOST_TERMS} terms of your own already. Delete one to add another.`);
  }
}

export class OwnTerms {
  readonly #db: NotesDatabase;

  constructor(db: NotesDatabase) {
    this.#db = db;
  }

  /** All terms that are not deleted. */
  async all(): Promise<OwnListing> {
    const rows = await this.#db.terms.toArray();
    const read = rows.map(readOwn);
    return {
      terms: read.filter((term) => term !== undefined && !term.deleted) as OwnTerm[],
      damaged: read.filter((term) => term === undefined).length,
    };
  }

  /** The term of that id, deleted or not; `undefined` if there is none or its row is damaged. */
  async get(id: string): Promise<OwnTerm | undefined> {
    return readOwn(await this.#db.terms.get(id));
  }

  /**
   * Changes the term with that id, or makes it if there is none and a label is given. It is merged with what others
   * have changed since `seen`. Rejects, and writes nothing, if the result is not a valid term, or there are too many.
   */
  write({ id, changes, seen = {}, ...said }: OwnEdit): Promise<OwnTerm> {
    const { terms } = this.#db;
    return this.#db.transaction('rw', terms, async () => {
      const row = await terms.get(id);
      if (row === undefined) {
        if (changes.label === undefined) throw new TermMissing(id);
        if ((await terms.count()) >= MOST_TERMS) throw new TooMany();
        const term = created(id, changes, said.extends, Date.now());
        await terms.add(term);
        return term;
      }
      const now = readOwn(row);
      if (!now) throw new TermMissing(id);
      const next = changed(now, mergeEdits(seen, now, changes));
      if (next !== now) await terms.put(next);
      return next;
    });
  }

  /** Deletes terms softly, or brings them back: all of them or none. Resolves to the ids that it changed. */
  setDeleted(ids: readonly string[], deleted: boolean): Promise<string[]> {
    const { terms } = this.#db;
    return this.#db.transaction('rw', terms, async () => {
      const rows = (await terms.bulkGet([...ids])).map((row, at) => {
        const term = readOwn(row);
        if (!term) throw new TermMissing(ids[at] ?? '');
        return term;
      });
      const those = rows.filter((term) => term.deleted !== deleted);
      await terms.bulkPut(those.map((term) => changed(term, { deleted })));
      return those.map(({ id }) => id);
    });
  }
}

function created(
  id: string,
  changes: Partial<OwnEditable>,
  extended: string | undefined,
  now: number,
): OwnTerm {
  return v.parse(OwnTerm, {
    ...{ id, revision: 1, created: now, modified: now },
    ...(extended !== undefined && { extends: extended }),
    ...BLANK,
    ...changes,
    deleted: false,
    stamps: Object.fromEntries(FIELDS.map((field) => [field, now])),
  });
}

/** The term after a change; the same object if nothing changed. */
function changed(term: OwnTerm, changes: Partial<OwnContent>): OwnTerm {
  const fields = FIELDS.filter(
    (field) => changes[field] !== undefined && JSON.stringify(changes[field]) !== JSON.stringify(term[field]),
  );
  if (fields.length === 0) return term;
  const now = Date.now();
  const stamps = { ...term.stamps };
  for (const field of fields) stamps[field] = after(stamps[field], now);
  const picked = Object.fromEntries(fields.map((field) => [field, changes[field]]));
  const modified = after(term.modified, now);
  return v.parse(OwnTerm, { ...term, ...picked, stamps, modified, revision: term.revision + 1 });
}
