/**
 * Notes that a reader makes: highlights, without text. A reader runs in the process of a page, and a page may
 * take that process over. So a reader never changes a note that is there, and what it may make is bounded.
 */
import { believed, lookupKey } from './address';
import type { NotesDatabase } from './database';
import type { Note, Target } from './schema';
import { siteOf } from './site';
import { Notes, read } from './store';

type Passage = Extract<Target, { kind: 'passage' }>;

/**
 * The most notes on a page and its passages, deleted ones included, that a reader adds to: a book of 500
 * pages with four highlights on each.
 */
const MOST_ON_PAGE = 2_000;
/** The most notes on pages of one origin that a reader adds to: twenty a day on one site for seven years. */
const MOST_ON_ORIGIN = 50_000;
/** Time (ms) over which the rate is counted. */
const MINUTE = 60_000;
/** The most highlights on a site in a minute: one each second, without a pause to read. */
const MOST_IN_MINUTE = 60;
/**
 * The most UTF-16 units of selectors that a site may add in a minute: ten of the longest passages, or a whole
 * book.
 */
const MOST_UNITS = 1_500_000;

/** A highlight was refused. The message says why, for the console. */
class HighlightRefused extends Error {
  override name = 'HighlightRefused';
}

export class Highlights {
  readonly #db: NotesDatabase;
  readonly #notes: Notes;
  /**
   * The highlights of the last minute by site: when each was made, and its size. In memory alone: a background
   * that was stopped was idle for half a minute, and so lets a site have at most twice as many.
   */
  readonly #recent = new Map<string, { at: number; units: number }[]>();

  constructor(db: NotesDatabase) {
    this.#db = db;
    this.#notes = new Notes(db);
  }

  /**
   * Makes a note without text on a passage. Returns the note, or `undefined` where the very same highlight is
   * there already: the request came twice, and nothing is changed, whatever the user has done with the note.
   * Rejects with `HighlightRefused`, and writes nothing, where the id belongs to any other note, or beyond the
   * bounds above.
   */
  make(id: string, colour: Note['colour'], given: Passage): Promise<Note | undefined> {
    const target = { ...given, page: believed(given.page) };
    return this.#db.transaction('rw', this.#db.notes, async () => {
      const row = await this.#db.notes.get(id);
      if (row !== undefined) {
        if (isOn(target, read(row))) return undefined;
        throw new HighlightRefused('There is another note with this id.');
      }
      await this.#checkNumber(target.page.address);
      this.#checkRate(target, Date.now());
      return this.#notes.create({ target, colour }, id);
    });
  }

  async #checkNumber(address: string): Promise<void> {
    const { notes } = this.#db;
    const key = lookupKey(address);
    if ((await notes.where('place').equals(key).count()) >= MOST_ON_PAGE)
      throw new HighlightRefused(`This page has ${MOST_ON_PAGE} notes. No more can be made on it.`);
    const { origin, protocol } = new URL(key);
    const start = origin === 'null' ? protocol : `${origin}/`;
    if ((await notes.where('place').startsWith(start).count()) >= MOST_ON_ORIGIN)
      throw new HighlightRefused(`This site has ${MOST_ON_ORIGIN} notes. No more can be made on it.`);
  }

  /** Counts a highlight, if it is within the rate. */
  #checkRate(target: Passage, now: number): void {
    const site = siteOf(target.page.address);
    for (const [each, made] of this.#recent) {
      const left = made.filter(({ at }) => Math.abs(now - at) < MINUTE);
      if (left.length > 0) this.#recent.set(each, left);
      else this.#recent.delete(each);
    }
    const made = this.#recent.get(site) ?? [];
    const units = JSON.stringify(target).length;
    const all = made.reduce((sum, each) => sum + each.units, units);
    if (made.length >= MOST_IN_MINUTE || all > MOST_UNITS)
      throw new HighlightRefused('This site makes highlights too fast. Try again in a minute.');
    this.#recent.set(site, [...made, { at: now, units }]);
  }
}

/** Whether a note is on that very passage of that very page. Its title may have changed meanwhile. */
function isOn({ page, selectors }: Passage, note: Note | undefined): boolean {
  return (
    note?.target.kind === 'passage' &&
    note.target.page.address === page.address &&
    JSON.stringify(sorted(note.target.selectors)) === JSON.stringify(sorted(selectors))
  );
}

/** A copy whose fields are in the order of their names, and without those that are undefined. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, each]) => each !== undefined);
  return fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, sorted(each)]);
}
