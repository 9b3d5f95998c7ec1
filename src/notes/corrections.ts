/**
 * Corrections: the user's *Wrong meaning here*, and its reverse. *Wrong meaning here* stops marking a term on a page, on a site
 * or everywhere; the reverse marks all forms of a term, whatever the evidence for its sense. Where several
 * apply, the narrowest scope wins. They are the user's own data and are stored beside the notes. Every row is
 * validated when it is written and when it is read; a damaged row is skipped and hides no other.
 */
import * as v from 'valibot';
import { Once } from '../platform/once';
import type { NotesDatabase } from './database';
import { type CorrectedVerdict, Correction, type Scope } from './rows';

const WIDEST_FIRST: readonly Scope[] = ['everywhere', 'site', 'page'];

/**
 * The place that a scope stands for on the page at that address: its address without fragment, its host, or
 * ''. Throws if the page has no valid address, unless the scope is everywhere.
 */
export function placeOf(scope: Scope, page: string): string {
  if (scope === 'everywhere') return '';
  const url = new URL(page);
  if (scope === 'site') return url.host || url.protocol; // Files have no host: all of them count as one site.
  url.hash = '';
  return url.href;
}

export class Corrections {
  readonly #db: NotesDatabase;
  /** All valid rows, cached until this store writes: each batch of text from each page asks for them. */
  readonly #all: Once<Correction[]>;

  constructor(db: NotesDatabase) {
    this.#db = db;
    this.#all = new Once(async () =>
      (await db.corrections.toArray()).filter((row): row is Correction => v.is(Correction, row)),
    );
  }

  /** To be called after the table was written by something else. */
  forget(): void {
    this.#all.forget();
  }

  /** The corrections that are not undone, the newest first. */
  async list(): Promise<Correction[]> {
    return (await this.#all.get()).filter(({ deleted }) => !deleted).sort((a, b) => b.created - a.created);
  }

  /**
   * The corrections that apply on the page at that address, by term id. The narrowest scope wins; within a
   * scope, the newest correction. `idNow`: the id that a term has today, which may be another than the corrected one.
   */
  async on(
    page: string,
    idNow: (term: string) => Promise<string> = async (term) => term,
  ): Promise<Map<string, CorrectedVerdict>> {
    const address = URL.canParse(page) ? page : 'about:blank';
    const listed = (await this.list()).reverse();
    const verdicts = new Map<string, CorrectedVerdict>();
    for (const here of WIDEST_FIRST) {
      const at = placeOf(here, address);
      for (const { term, scope, place, kind } of listed) {
        if (scope === here && place === at) verdicts.set(await idNow(term), kind);
      }
    }
    return verdicts;
  }

  /**
   * Adds a correction made on the page at that address. It is idempotent: adding the same again returns the
   * existing one. An opposite correction of the same place is undone.
   */
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

  /** Undoes a correction (soft deletion). Does nothing if it is unknown or already undone. */
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
    this.#all.forget();
    return row;
  }
}
