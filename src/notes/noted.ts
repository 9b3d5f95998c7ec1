/**
 * Tells whether a page may have notes. Each page that is opened asks, so the answer comes from memory: the
 * keys of all pages with notes are read once, and again after a note was written.
 */
import { Once } from '../platform/once';
import { canonicalKey, type PageAddress, pageKey } from './address';
import type { NotesDatabase } from './database';
import { siteOf } from './site';

export class NotedPages {
  readonly #db: NotesDatabase;
  readonly #pages = new Once(() => this.#read());

  constructor(db: NotesDatabase) {
    this.#db = db;
  }

  /**
   * Whether that page has notes. If its canonical address is not given, whether it could have: a page of the
   * same site has notes, and this page may name that one as canonical. Cost: a lookup in a set; the first
   * call reads the keys, about 10 ms for 10,000 notes.
   */
  async may(page: PageAddress): Promise<boolean> {
    const { keys, sites } = await this.#pages.get();
    if (keys.has(pageKey(page.address))) return true;
    if (page.canonical === undefined) return sites.has(siteOf(page.address));
    return keys.has(canonicalKey(page) ?? '');
  }

  /** To be called after a note was written. */
  forget(): void {
    this.#pages.forget();
  }
  async #read() {
    const keys = new Set((await this.#db.notes.orderBy('places').uniqueKeys()) as string[]);
    return { keys, sites: new Set([...keys].map(siteOf)) };
  }
}
