/**
 * Rows and cells of a text with separated values (RFC 4180), read leniently: any line end, spaces before a quoted
 * cell, letters after one. Cost: each unit is looked at once, or twice in a quoted cell.
 *
 * Why not papaparse: after each quotation mark in a wrong place it looks at all white space up to the next line end,
 * so a file of 320 kB took 11 s to read and 87 s to guess its separator (5.7.1), and it reads a string in one go.
 */
import type { Bounds } from '../bounds';
import { counted, GlossaryRefusal } from '../refusal';

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** Bounds of a table: cells of a row and of the file, UTF-16 units of a cell. */
export type TableBounds = Pick<Bounds, 'columns' | 'cells' | 'cell'>;

export class RowReader {
  readonly #text: string;
  readonly #separator: number;
  readonly #bounds: TableBounds;
  #at: number;
  #row = 0;
  #cells = 0;
  /** How many cells so far have a quotation mark in a wrong place. */
  misplaced = 0;

  /** `separator`: one UTF-16 unit. `from`: where the first row begins. */
  constructor(text: string, separator: string, bounds: TableBounds, from = 0) {
    this.#text = text;
    this.#separator = separator.charCodeAt(0);
    this.#bounds = bounds;
    this.#at = from;
  }

  /** Where the next row begins, UTF-16 units. */
  get at(): number {
    return this.#at;
  }

  /** Number of the last row, from 1. Empty rows count. */
  get row(): number {
    return this.#row;
  }

  /** The cells of the next row; `undefined` at the end. Throws a `GlossaryRefusal` if it is above a bound. */
  next(): string[] | undefined {
    if (this.#at >= this.#text.length) return undefined;
    this.#row++;
    const cells: string[] = [];
    for (;;) {
      if (cells.length >= this.#bounds.columns) throw this.#tooMany('A row', this.#bounds.columns);
      cells.push(this.#cell());
      if (++this.#cells > this.#bounds.cells) throw this.#tooMany('The file', this.#bounds.cells);
      const unit = this.#text.charCodeAt(this.#at);
      this.#at++;
      if (unit === this.#separator) continue;
      if (unit === CR && this.#text.charCodeAt(this.#at) === LF) this.#at++;
      return cells;
    }
  }

  #tooMany(what: string, most: number): GlossaryRefusal {
    return new GlossaryRefusal(
      'large',
      `${what} has more than ${counted(most)} cells`,
      'Delete columns and rows that hold no terms',
      `row ${counted(this.#row)}`,
    );
  }

  #tooLong(why: string): GlossaryRefusal {
    return new GlossaryRefusal(
      'malformed',
      `A cell has more than ${counted(this.#bounds.cell)} letters${why}`,
      'Correct the cell, or say which character separates the cells',
      `row ${counted(this.#row)}`,
    );
  }

  /** Reads up to the separator or line end after the cell. */
  #cell(): string {
    const start = this.#at;
    let at = start;
    while (this.#text.charCodeAt(at) === 32) at++;
    if (this.#text.charCodeAt(at) === QUOTE) {
      const quoted = this.#quoted(at + 1);
      if (quoted !== undefined) return quoted;
    }
    this.#at = this.#endFrom(start);
    return this.#text.slice(start, this.#at);
  }

  #quoted(start: number): string | undefined {
    const text = this.#text;
    let hasDouble = false;
    let end = start - 1;
    for (;;) {
      end = text.indexOf('"', end + 1);
      if (end < 0 || end - start > this.#bounds.cell) break;
      if (text.charCodeAt(end + 1) !== QUOTE) break;
      hasDouble = true;
      end++;
    }
    if ((end < 0 ? text.length : end) - start > this.#bounds.cell)
      throw this.#tooLong(', because its quotation mark does not end');
    // It never ends: then it is a letter. That happens once in a file: no quotation mark is left.
    if (end < 0) {
      this.misplaced++;
      return undefined;
    }
    const inner = text.slice(start, end);
    const after = this.#endFrom(end + 1);
    const rest = text.slice(end + 1, after);
    this.#at = after;
    if (rest.trim() !== '') this.misplaced++;
    return (hasDouble ? inner.replaceAll('""', '"') : inner) + rest.trimEnd();
  }

  #endFrom(start: number): number {
    const text = this.#text;
    let at = start;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === this.#separator || unit === LF || unit === CR) break;
    }
    if (at - start > this.#bounds.cell) throw this.#tooLong('');
    return at;
  }
}
