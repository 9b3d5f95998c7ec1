/**
 * What was found in texts read before: a component that is drawn again, or stands on the page many times, is
 * not asked about again.
 */
export class Memory<T> {
  readonly #known = new Map<string, T>();
  #size = 0;

  get(text: string): T | undefined {
    return text.length > LONGEST ? undefined : this.#known.get(text);
  }

  /** Keep it, and forget the oldest beyond the room there is. */
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

/** Text kept, UTF-16 units: a page's share of memory is small (32 kB at most). */
const ROOM = 16_000;
/** Longest text that is kept, UTF-16 units. To look for a whole page's text would be to read all of it. */
const LONGEST = ROOM / 8;
