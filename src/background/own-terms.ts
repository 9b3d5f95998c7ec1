/** Answers about the reader's own terms: reads, writes and deletes them, and makes a digest of them. */
import { type OwnDigest, ownDigest } from '../digest/own-digest';
import { rowIdOf } from '../digest/own-ids';
import type { NotesDatabase } from '../notes/database';
import { type OwnTerm, readOwn } from '../notes/own/schema';
import { OwnTerms } from '../notes/own/store';
import { Once } from '../platform/once';
import type { Handlers } from '../protocol/requests';
import type { TermIds } from './term-ids';

/** UTF-16 units of JSON after which a reply ends. Chromium carries 64 MB. */
const MOST_REPLY = 1_000_000;
/** Rows read at a time. */
const SOME = 200;

/** The digest of the rows, made once for each state of them. */
export class OwnDigestSource {
  readonly #digest: Once<OwnDigest>;

  constructor(db: NotesDatabase) {
    this.#digest = new Once(async () => ownDigest((await new OwnTerms(db).all()).terms));
  }

  get(): Promise<OwnDigest> {
    return this.#digest.get();
  }

  /** To be called after the rows were written. */
  forget(): void {
    this.#digest.forget();
  }
}

/** `changed` is called after each change, once it is stored. */
export function ownTermHandlers(
  db: NotesDatabase,
  ids: Pick<TermIds, 'of'>,
  changed: () => void,
): Pick<Handlers, 'own-terms' | 'write-term' | 'delete-terms'> {
  const store = new OwnTerms(db);
  return {
    'own-terms': async (asked) => {
      if ('id' in asked) {
        const term = await store.get(asked.id);
        return { terms: term ? [term] : [], damaged: 0 };
      }
      if ('term' in asked) {
        const known = new Set(await ids.of(asked.term));
        const rows = new Set([...known].flatMap((id) => rowIdOf(id) ?? []));
        const { terms, damaged } = await store.all();
        return {
          terms: terms.filter(({ id, extends: of }) => rows.has(id) || (of !== undefined && known.has(of))),
          damaged,
        };
      }
      return piece(db, asked.after);
    },
    'write-term': async (edit) => {
      const term = await store.write(edit);
      changed();
      return term;
    },
    'delete-terms': async ({ ids, deleted }) => {
      const those = await store.setDeleted(ids, deleted);
      changed();
      return { ids: those };
    },
  };
}

/** Some of all rows in the order of their ids, deleted ones too, after that id. */
async function piece(
  db: NotesDatabase,
  after = '',
): Promise<{ terms: OwnTerm[]; damaged: number; next?: string }> {
  const terms: OwnTerm[] = [];
  let damaged = 0;
  let size = 0;
  for (let from = after; ; ) {
    const rows = await db.terms.where('id').above(from).limit(SOME).toArray();
    for (const row of rows) {
      const term = readOwn(row);
      if (!term) {
        damaged++;
        continue;
      }
      terms.push(term);
      size += JSON.stringify(term).length;
      if (size > MOST_REPLY) return { terms, damaged, next: term.id };
    }
    if (rows.length < SOME) return { terms, damaged };
    // The key of a damaged row is read from the row as it is.
    from = (rows.at(-1) as { id: string }).id;
  }
}
