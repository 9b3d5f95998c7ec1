/**
 * Whether there may be notes on passages of a page: asked for every page that is opened, and so answered from memory. The keys
 * of the pages that have notes are read once, and again after a note was written.
 */
import { canonicalKey, type PageAddress, pageKey } from './address';
import type { NotesDatabase } from './database';

export class NotedPages {
  readonly #db: NotesDatabase;
  #known: Promise<{ keys: Set<string>; sites: Set<string> }> | undefined;

  constructor(db: NotesDatabase) {
    this.#db = db;
  }

  /**
   * Whether that page has notes, or, where its canonical address is not given, whether it could: another page of its site has one, which
   * this page may name as its canonical address. Cost: a look into a set; the first one reads the keys, about 10 ms for 10,000 notes.
   */
  async may(page: PageAddress): Promise<boolean> {
    const { keys, sites } = await this.#pages();
    if (keys.has(pageKey(page.address))) return true;
    if (page.canonical === undefined) return sites.has(siteOf(page.address));
    return keys.has(canonicalKey(page) ?? '');
  }

  /** Something was written. */
  forget(): void {
    this.#known = undefined;
  }

  #pages() {
    if (!this.#known) {
      const reading = this.#read();
      this.#known = reading;
      // A read that failed is tried again with the next question.
      reading.catch(() => {
        if (this.#known === reading) this.#known = undefined;
      });
    }
    return this.#known;
  }

  async #read() {
    const keys = new Set((await this.#db.notes.orderBy('places').uniqueKeys()) as string[]);
    return { keys, sites: new Set([...keys].map(siteOf)) };
  }
}

/** The last two labels of the host: coarse, for it only spares pages of other sites a question. Of what is no address, itself. */
function siteOf(address: string): string {
  if (!URL.canParse(address)) return address;
  const { hostname, protocol } = new URL(address);
  return hostname === '' ? protocol : hostname.split('.').slice(-2).join('.');
}
