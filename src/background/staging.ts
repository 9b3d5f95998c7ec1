/**
 * A collection of notes on its way into the store. It may be larger than a message can be (64 MB in Chromium), and so comes in parts,
 * which wait here, in memory, until all are there. One collection at a time: whoever begins another forgets the one before. A
 * background that is stopped meanwhile has lost them; they are sent again.
 */
import * as v from 'valibot';
import type { Reading } from '../notes/exchange/read';
import { Note } from '../notes/schema';
import type { Part } from '../protocol/messages';

const Notes = v.array(Note);

export class Staging {
  #id = '';
  #parts = new Map<number, Part>();

  /** Takes in a part; the same one again is the same. Throws where it holds what is no note. */
  put(id: string, number: number, { notes, places }: Part): void {
    if (id !== this.#id) this.forget();
    this.#id = id;
    this.#parts.set(number, { notes: v.parse(Notes, notes), places });
  }

  /** All that came; `undefined` where a part of that many is not here. */
  whole(id: string, parts: number): Reading | undefined {
    const all = Array.from({ length: parts }, (_, number) => this.#parts.get(number));
    if (id !== this.#id || !all.every((part) => part !== undefined)) return undefined;
    return {
      notes: all.flatMap(({ notes }) => notes),
      places: Object.assign({}, ...all.map(({ places }) => places)),
      refused: [],
    };
  }

  forget(): void {
    this.#id = '';
    this.#parts.clear();
  }
}
