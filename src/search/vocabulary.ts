/**
 * All words of the index, sorted by UTF-16 units. A word is found by bisection, the words with a given prefix
 * are one range, and a fuzzy search finds the words within a given edit distance.
 *
 * The fuzzy search walks the sorted words as a trie, with one row of the table of edit distances for each
 * letter on the way. It leaves a branch if no cell of the row is within the limit. An insertion, a deletion,
 * a replacement, and a transposition of neighbours cost one each (optimal string alignment: Damerau 1964,
 * Wagner & Fischer 1974). Cost: O(2k) cells per node for a limit of k, and few branches survive beyond k + 1
 * letters; a row is also cleared, O(m) for a word of m letters. Not done: neighbouring keys, phonetic
 * similarity.
 */
import { lowerBound } from '../platform/bisect';
import { SOUND, WORD_LIMIT } from './words';

/**
 * Called with the number of a word, its edit distance, and whether the whole word or only a prefix of it was
 * compared.
 */
type Near = (word: number, distance: number, whole: boolean) => void;

export class Vocabulary {
  readonly #start: Int32Array;
  readonly #units: Uint16Array;
  readonly count: number;
  /** One row of distances for each letter on the way, plus one. */
  readonly #rows = Array.from({ length: WORD_LIMIT + 1 }, () => new Uint8Array(WORD_LIMIT + 1));

  /** `start` holds the offset of each word in `units`, and the end of the last one. */
  constructor(start: Int32Array, units: Uint16Array) {
    this.#start = start;
    this.#units = units;
    this.count = start.length - 1;
  }

  /** The number of a word, or -1. */
  find(word: string): number {
    const at = this.#lowerBoundOf(word);
    return at < this.count && this.length(at) === word.length && this.#begins(at, word) ? at : -1;
  }

  /** The words with this prefix: their numbers run from `from` to `to`, exclusive. */
  range(beginning: string): [from: number, to: number] {
    const from = this.#lowerBoundOf(beginning);
    const size = lowerBound(this.count - from, (i) => this.#begins(from + i, beginning));
    return [from, from + size];
  }

  word(at: number): string {
    return String.fromCharCode(...this.#units.subarray(this.#start[at], this.#start[at + 1]));
  }

  /** UTF-16 units of a word. */
  length(at: number): number {
    return (this.#start[at + 1] as number) - (this.#start[at] as number);
  }

  /**
   * Calls `found` with the words within edit distance `limit` of `word`, and with those that have such a
   * prefix. The first `fixed` letters must be equal.
   */
  near(word: string, limit: number, fixed: number, found: Near): void {
    const top = this.#rows[0] as Uint8Array;
    for (let j = 0; j <= word.length; j++) top[j] = j;
    const [from, to] = fixed > 0 ? this.range(word.slice(0, fixed)) : [0, this.#lowerBoundOf(SOUND)];
    this.#walk(from, to, 0, word, limit, limit + 1, found);
  }

  /**
   * Visits the words `from` to `to`, which share their first `depth` letters. `best` is the least distance of
   * a shorter prefix.
   */
  #walk(
    from: number,
    to: number,
    depth: number,
    word: string,
    limit: number,
    best: number,
    found: Near,
  ): void {
    const row = this.#rows[depth] as Uint8Array;
    const distance = row[word.length] as number;
    const nearest = Math.min(best, distance);
    let at = from;
    if (at < to && this.length(at) === depth) {
      if (distance <= limit) found(at, distance, true);
      else if (nearest <= limit) found(at, nearest, false);
      at++;
    }
    if (depth === WORD_LIMIT || least(row, word.length) > limit) {
      if (nearest <= limit) for (; at < to; at++) found(at, nearest, false);
      return;
    }
    while (at < to) {
      const unit = this.#unit(at, depth);
      const end = this.#endOf(unit, at, to, depth);
      this.#fill(depth, at, unit, word, limit);
      this.#walk(at, end, depth + 1, word, limit, nearest, found);
      at = end;
    }
  }

  /** Fills the row after the letter `unit` from the rows of the letters before it. */
  #fill(depth: number, at: number, unit: number, word: string, limit: number): void {
    const before = this.#rows[depth] as Uint8Array;
    const row = this.#rows[depth + 1] as Uint8Array;
    const size = word.length;
    const far = limit + 1;
    const first = Math.max(1, depth + 1 - limit);
    const last = Math.min(size, depth + 1 + limit);
    row.fill(far, 0, size + 1);
    if (depth + 1 <= limit) row[0] = depth + 1;
    for (let j = first; j <= last; j++) {
      const letter = word.charCodeAt(j - 1);
      let cell = (before[j - 1] as number) + (letter === unit ? 0 : 1);
      cell = Math.min(cell, (before[j] as number) + 1, (row[j - 1] as number) + 1);
      if (depth > 0 && j > 1 && letter === this.#unit(at, depth - 1) && word.charCodeAt(j - 2) === unit) {
        cell = Math.min(cell, ((this.#rows[depth - 1] as Uint8Array)[j - 2] as number) + 1);
      }
      row[j] = Math.min(cell, far);
    }
  }

  /**
   * The end of the words that have `unit` at `depth`. A galloping search: steps that double, then bisection.
   * Cost: O(log of the distance).
   */
  #endOf(unit: number, from: number, to: number, depth: number): number {
    let step = 1;
    let low = from + 1;
    while (low + step < to && this.#unit(low + step, depth) === unit) {
      low += step;
      step *= 2;
    }
    // Not `lowerBound`: a fuzzy search bisects at every node, and the calls would cost it 4 %.
    let high = Math.min(to, low + step);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#unit(middle, depth) === unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The letter at `depth` of a word that is longer than `depth`. */
  #unit(at: number, depth: number): number {
    return this.#units[(this.#start[at] as number) + depth] as number;
  }

  #begins(at: number, beginning: string): boolean {
    return this.#compare(at, beginning) === 0;
  }

  /**
   * Compares a word's beginning with `text`: negative if it sorts before, 0 if the word begins with it,
   * positive if after.
   */
  #compare(at: number, text: string): number {
    const start = this.#start[at] as number;
    const size = Math.min(this.length(at), text.length);
    for (let i = 0; i < size; i++) {
      const difference = (this.#units[start + i] as number) - text.charCodeAt(i);
      if (difference !== 0) return difference;
    }
    return size - text.length;
  }

  #lowerBoundOf(text: string): number {
    return lowerBound(this.count, (at) => this.#compare(at, text) < 0);
  }
}

function least(row: Uint8Array, size: number): number {
  let value = row[0] as number;
  for (let j = 1; j <= size; j++) value = Math.min(value, row[j] as number);
  return value;
}
