/**
 * Remembers the results of texts that were read before. So a component that is drawn again, or appears many
 * times on the page, is not sent again.
 */
export class Memory<T> {
  readonly #known = new Map<string, T>();
  #size = 0;

  get(text: string): T | undefined {
    return text.length > LONGEST ? undefined : this.#known.get(text);
  }

  /** Stores a result, and drops the oldest ones if there is not enough room. */
  keep(text: string, found: T): void {
    if (text.length > LONGEST || this.#known.has(text)) return;
    this.#known.set(text, found);
    this.#size += text.length;
    for (const oldest of this.#known.keys()) {
      if (this.#size <= ROOM) return;
      this.#known.delete(oldest);
      this.#size -= oldest.length;
    }
  }

  clear(): void {
    this.#known.clear();
    this.#size = 0;
  }
}

/** Most text that is stored, UTF-16 units: 32 kB at most, because each open page pays for it. */
const ROOM = 16_000;
/**
 * Longest text that is stored, UTF-16 units. Looking up a whole page's text would mean to read (hash) all of
 * it.
 */
const LONGEST = ROOM / 8;
