/**
 * Where the user said *Not this*: terms that are no longer marked on a page, on a site, or anywhere. The user's own data, in a
 * database that nothing else is kept in. Every row is checked when it is written and again when it is read: a damaged one is
 * left out and hides no other.
 */
import { Dexie, type Table } from 'dexie';
import * as v from 'valibot';

/** Name of the database of what the user made. The digests' cache lives in another one. */
const DATABASE = 'notes';

const SCOPES = ['page', 'site', 'everywhere'] as const;
export type Scope = (typeof SCOPES)[number];

/** ms since the epoch. */
const Time = v.pipe(v.number(), v.integer(), v.minValue(0));

const Correction = v.pipe(
  v.object({
    id: v.pipe(v.string(), v.uuid()),
    /** Term id. */
    term: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    scope: v.picklist(SCOPES),
    /** The page's address without its fragment, or the site's host; empty where the scope is everywhere. */
    place: v.pipe(v.string(), v.maxLength(20_000)),
    /** What it says of the term there. */
    kind: v.literal('never'),
    created: Time,
    modified: Time,
    /** Counts the writes of this row, from 1. */
    revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** Undone. The row stays, so that a later synchronisation learns of it. */
    deleted: v.boolean(),
  }),
  v.check(
    ({ scope, place }) => (scope === 'everywhere') === (place === ''),
    'The place does not fit the scope.',
  ),
);
export type Correction = v.InferOutput<typeof Correction>;

/** What a scope means on a page of that address. */
export function placeOf(scope: Scope, page: string): string {
  if (scope === 'everywhere') return '';
  const url = new URL(page);
  if (scope === 'site') return url.host || url.protocol; // Files have no host: together they are one site.
  url.hash = '';
  return url.href;
}

/** Rows go in as corrections and come out as `unknown`: what a disk gives back is checked, not believed. */
export class NotesDatabase extends Dexie {
  corrections!: Table<unknown, string, Correction>;

  constructor() {
    super(DATABASE);
    this.version(1).stores({ corrections: 'id' });
  }
}

export class Corrections {
  readonly #db = new NotesDatabase();
  /** What the table holds, until this store writes: every batch of every page asks for it. */
  #known: Promise<Correction[]> | undefined;

  /** Those that hold, the newest first. */
  async list(): Promise<Correction[]> {
    return (await this.#all()).filter(({ deleted }) => !deleted).sort((a, b) => b.created - a.created);
  }

  /** The terms that are not to be marked on a page of that address. */
  async hiddenOn(page: string): Promise<Set<string>> {
    const hidden = new Set<string>();
    const address = URL.canParse(page) ? page : 'about:blank';
    const here = { page: placeOf('page', address), site: placeOf('site', address), everywhere: '' };
    for (const { term, scope, place, deleted } of await this.#all()) {
      if (!deleted && place === here[scope]) hidden.add(term);
    }
    return hidden;
  }

  /** *Not this*, said on a page of that address. Said twice, it is the same correction. */
  async add(term: string, scope: Scope, page: string): Promise<Correction> {
    const place = placeOf(scope, page);
    const same = (await this.list()).find(
      (each) => each.term === term && each.scope === scope && each.place === place,
    );
    if (same) return same;
    const now = Date.now();
    const id = crypto.randomUUID();
    return this.#write({
      id,
      term,
      scope,
      place,
      kind: 'never',
      created: now,
      modified: now,
      revision: 1,
      deleted: false,
    });
  }

  /** Undo. What is undone already, or unknown, is left as it is. */
  async remove(id: string): Promise<void> {
    const correction = (await this.list()).find((each) => each.id === id);
    if (!correction) return;
    await this.#write({
      ...correction,
      modified: Date.now(),
      revision: correction.revision + 1,
      deleted: true,
    });
  }

  close(): void {
    this.#db.close();
  }

  async #write(correction: Correction): Promise<Correction> {
    const row = v.parse(Correction, correction);
    await this.#db.corrections.put(row);
    this.#known = undefined;
    return row;
  }

  #all(): Promise<Correction[]> {
    if (!this.#known) {
      const reading = this.#db.corrections
        .toArray()
        .then((rows) => rows.filter((row) => v.is(Correction, row)));
      this.#known = reading;
      // A read that failed is tried again with the next question.
      reading.catch(() => {
        if (this.#known === reading) this.#known = undefined;
      });
    }
    return this.#known;
  }
}
