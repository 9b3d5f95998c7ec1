/**
 * A collection of notes that is to be imported. It may be larger than a message (64 MB in Chromium), so it
 * comes in parts, which are kept in memory until all are there. There is one collection at a time: the first
 * part of another one drops it. When the background is stopped, the parts are lost, and the page sends them
 * again.
 */
import * as v from 'valibot';
import type { Source } from '../notes/exchange/import';
import { OwnTerm } from '../notes/own/schema';
import { Note } from '../notes/schema';
import type { Part } from '../protocol/messages';

const Notes = v.array(Note);
const Terms = v.array(OwnTerm);

export class Staging {
  #id = '';
  #parts = new Map<number, Part>();

  /**
   * Takes in a part, by its number from 0. The same part twice is one. Throws where something in it is not a
   * note.
   */
  put(id: string, number: number, { notes, places, terms }: Part): void {
    if (id !== this.#id) this.forget();
    this.#id = id;
    this.#parts.set(number, {
      notes: v.parse(Notes, notes),
      places,
      ...(terms && { terms: v.parse(Terms, terms) }),
    });
  }

  /** The whole collection; `undefined` where one of its `parts` parts is missing. */
  whole(id: string, parts: number): Source | undefined {
    const all = Array.from({ length: parts }, (_, number) => this.#parts.get(number));
    if (id !== this.#id || !all.every((part) => part !== undefined)) return undefined;
    return {
      notes: all.flatMap(({ notes }) => notes),
      places: Object.assign({}, ...all.map(({ places }) => places)),
      refused: [],
      terms: all.flatMap(({ terms = [] }) => terms),
    };
  }

  /** Drops the collection. */
  forget(): void {
    this.#id = '';
    this.#parts.clear();
  }
}
