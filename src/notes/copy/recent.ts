/**
 * What was written and is not in the second copy yet, kept outside both places.
 *
 * Chromium says that a write has succeeded, and deletes the whole database when a later one finds no room on the
 * disk. The copy cannot be written then either. So the rows written last are kept in memory until they are copied,
 * and once the copy was refused also on a shelf in the browser's memory, which outlives the background.
 */
import * as v from 'valibot';

/** A row as a transaction has left it. */
export interface Written {
  /** `TABLE ID`, as in the outbox. */
  key: string;
  /** The mark of the outbox, new with each change: a UUID. */
  mark: string;
  /** `undefined` if it was deleted. */
  row: unknown;
}

/** The part of `storage.session` that is used: 10 MB in both browsers. */
export interface MemoryShelf {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

const SHELVED = 'recent';
/** The key, the mark, and the row as JSON or `null`. */
const Shelved = v.array(v.tuple([v.string(), v.string(), v.nullable(v.string())]));
/** UTF-16 units of JSON on the shelf, at most. What was written last goes first. */
const MOST_UNITS = 4_000_000;

export class RecentRows {
  readonly #shelf: MemoryShelf;
  /** By key, what was written last at the end. */
  readonly #rows = new Map<string, Written>();
  #isShelved = false;
  #isTakenUp = false;

  constructor(shelf: MemoryShelf) {
    this.#shelf = shelf;
  }

  add(written: readonly Written[]): void {
    for (const each of written) {
      this.#rows.delete(each.key);
      this.#rows.set(each.key, each);
    }
  }

  /** What was written at a key of the outbox. */
  at(key: string): Written | undefined {
    return this.#rows.get(key);
  }

  /** Each key with its mark. */
  marks(): [key: string, mark: string][] {
    return [...this.#rows.values()].map(({ key, mark }) => [key, mark]);
  }

  /** Whether something is on the shelf, as far as it was taken up. */
  get isShelved(): boolean {
    return this.#isShelved;
  }

  /** Takes up what an earlier background has shelved, once. Resolves to whether something was there. */
  async takeUp(): Promise<boolean> {
    if (this.#isTakenUp) return false;
    const { [SHELVED]: value } = await this.#shelf.get(SHELVED);
    this.#isTakenUp = true;
    if (!v.is(Shelved, value)) return false;
    this.#isShelved = true;
    for (const [key, mark, text] of value)
      if (!this.#rows.has(key)) this.add([{ key, mark, row: text === null ? undefined : JSON.parse(text) }]);
    return true;
  }

  /** Puts everything on the shelf that fits there. Without a row, it says only that a write has failed. */
  async shelve(): Promise<void> {
    const items: v.InferOutput<typeof Shelved> = [];
    let units = 0;
    for (const { key, mark, row } of [...this.#rows.values()].reverse()) {
      const text = row === undefined ? null : JSON.stringify(row);
      units += key.length + (text?.length ?? 0);
      if (units > MOST_UNITS) break;
      items.push([key, mark, text]);
    }
    this.#isShelved = true;
    await this.#shelf.set({ [SHELVED]: items.reverse() });
  }

  /** Drops what is in both places now: the rows with these marks, by key. */
  async copied(marks: readonly (readonly [key: string, mark: unknown])[]): Promise<void> {
    for (const [key, mark] of marks) if (this.#rows.get(key)?.mark === mark) this.#rows.delete(key);
    await this.#tidy();
  }

  async #tidy(): Promise<void> {
    if (!this.#isShelved) return;
    if (this.#rows.size > 0) return this.shelve();
    this.#isShelved = false;
    await this.#shelf.remove(SHELVED);
  }
}
