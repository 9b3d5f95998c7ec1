/**
 * All words of the index in the order of their UTF-16 units: a word by binary search, the words with a beginning as one
 * range, and the words within a few slips of the keys of a given one.
 *
 * The last walks the sorted words as if they were a tree of shared beginnings, with one row of the table of edit distances
 * for each letter of the way, and leaves a branch when no cell of its row is within the limit. Insertion, omission and
 * replacement of a letter, and exchange of two neighbours, count one each (optimal string alignment: Damerau 1964,
 * Wagner & Fischer 1974). With n words, m letters and limit k it reads O(m · 2k) cells a node; few branches live past k + 1
 * letters. Not done: keyboards' neighbours, sounds.
 */
import { WORD_LIMIT } from './words';

/** Called with a word's number, its distance, and whether all of it was compared, or its beginning only. */
type Near = (word: number, distance: number, whole: boolean) => void;

export class Vocabulary {
  readonly #start: Int32Array;
  readonly #units: Uint16Array;
  readonly count: number;
  /** A row of distances for each letter of the way; a letter more than the longest word. */
  readonly #rows = Array.from({ length: WORD_LIMIT + 1 }, () => new Uint8Array(WORD_LIMIT + 1));

  /** `start` has an entry more than there are words. */
  constructor(start: Int32Array, units: Uint16Array) {
    this.#start = start;
    this.#units = units;
    this.count = start.length - 1;
  }

  /** The number of a word, or -1. */
  find(word: string): number {
    const at = this.#lowerBound(word);
    return at < this.count && this.length(at) === word.length && this.#begins(at, word) ? at : -1;
  }

  /** The words that begin so: from the first, to before the second. */
  range(beginning: string): [from: number, to: number] {
    const from = this.#lowerBound(beginning);
    let [low, high] = [from, this.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#begins(middle, beginning)) low = middle + 1;
      else high = middle;
    }
    return [from, low];
  }

  word(at: number): string {
    return String.fromCharCode(...this.#units.subarray(this.#start[at], this.#start[at + 1]));
  }

  /** UTF-16 units of a word. */
  length(at: number): number {
    return (this.#start[at + 1] as number) - (this.#start[at] as number);
  }

  /**
   * The words at most `limit` slips away from `word`, and those with a beginning that is. The first `fixed` letters must be
   * the same.
   */
  near(word: string, limit: number, fixed: number, found: Near): void {
    const top = this.#rows[0] as Uint8Array;
    for (let j = 0; j <= word.length; j++) top[j] = j;
    const [from, to] = fixed > 0 ? this.range(word.slice(0, fixed)) : [0, this.count];
    this.#walk(from, to, 0, word, limit, limit + 1, found);
  }

  /** Words `from` to `to` share their first `depth` letters; `best` is the least distance of a beginning so far. */
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

  /** The row after the letter `unit`, from the row of the letter before it. */
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

  /** Where the words end that have `unit` at `depth`, by steps that double. */
  #endOf(unit: number, from: number, to: number, depth: number): number {
    let step = 1;
    let low = from + 1;
    while (low + step < to && this.#unit(low + step, depth) === unit) {
      low += step;
      step *= 2;
    }
    let high = Math.min(to, low + step);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#unit(middle, depth) === unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** A letter of a word that has more than `depth`. */
  #unit(at: number, depth: number): number {
    return this.#units[(this.#start[at] as number) + depth] as number;
  }

  #begins(at: number, beginning: string): boolean {
    return this.#compare(at, beginning) === 0;
  }

  /** The word's first letters against `text`: negative, 0 where it begins so, positive. */
  #compare(at: number, text: string): number {
    const start = this.#start[at] as number;
    const size = Math.min(this.length(at), text.length);
    for (let i = 0; i < size; i++) {
      const difference = (this.#units[start + i] as number) - text.charCodeAt(i);
      if (difference !== 0) return difference;
    }
    return size - text.length;
  }

  #lowerBound(text: string): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, text) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function least(row: Uint8Array, size: number): number {
  let value = row[0] as number;
  for (let j = 1; j <= size; j++) value = Math.min(value, row[j] as number);
  return value;
}
