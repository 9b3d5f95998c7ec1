/**
 * Where the user said *Not this*: terms that are no longer marked on a page, on a site, or anywhere; and the reverse, where each
 * of a term's forms is to be marked whatever the evidence. The narrower place counts before the wider. The user's own data, in a
 * database that nothing else is kept in. Every row is checked when it is written and again when it is read: a damaged one is
 * left out and hides no other.
 */
import * as v from 'valibot';
import type { NotesDatabase } from './database';
import { type CorrectedVerdict, Correction, type Scope } from './rows';

const WIDEST_FIRST: readonly Scope[] = ['everywhere', 'site', 'page'];

/** What a scope means on a page of that address. */
export function placeOf(scope: Scope, page: string): string {
  if (scope === 'everywhere') return '';
  const url = new URL(page);
  if (scope === 'site') return url.host || url.protocol; // Files have no host: together they are one site.
  url.hash = '';
  return url.href;
}

export class Corrections {
  readonly #db: NotesDatabase;
  /** What the table holds, until this store writes: every batch of every page asks for it. */
  #known: Promise<Correction[]> | undefined;

  constructor(db: NotesDatabase) {
    this.#db = db;
  }

  /** Those that hold, the newest first. */
  async list(): Promise<Correction[]> {
    return (await this.#all()).filter(({ deleted }) => !deleted).sort((a, b) => b.created - a.created);
  }

  /** What the user said of terms, as it holds on a page of that address: the narrower place first, there the newer word. */
  async on(page: string): Promise<Map<string, CorrectedVerdict>> {
    const address = URL.canParse(page) ? page : 'about:blank';
    const listed = (await this.list()).reverse();
    const said = new Map<string, CorrectedVerdict>();
    for (const here of WIDEST_FIRST) {
      const at = placeOf(here, address);
      for (const { term, scope, place, kind } of listed) {
        if (scope === here && place === at) said.set(term, kind);
      }
    }
    return said;
  }

  /** *Not this* or its reverse, said on a page of that address. Said twice it is one correction; the opposite is undone. */
  async add(term: string, scope: Scope, page: string, kind: CorrectedVerdict = 'never'): Promise<Correction> {
    const place = placeOf(scope, page);
    for (const each of await this.list()) {
      if (each.term !== term || each.scope !== scope || each.place !== place) continue;
      if (each.kind === kind) return each;
      await this.remove(each.id);
    }
    const now = Date.now();
    return this.#write({
      id: crypto.randomUUID(),
      term,
      scope,
      place,
      kind,
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
