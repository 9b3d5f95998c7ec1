/**
 * Reads a table of terms: CSV, TSV, and what else separates cells by one character. One row is a term, or a term in
 * one language (then rows with the same id, or the same label and language, are joined). Cost: linear.
 */
import type { Bounds } from '../bounds';
import type { ReadOptions, ReadTable } from '../entry';
import type { Gathering } from '../gather';
import { GlossaryRefusal } from '../refusal';
import { hasWord } from '../texts';
import type { Work } from '../work';
import { type Columns, guessColumns } from './columns';
import { RowDrafts } from './row-drafts';
import { RowReader } from './rows';
import { guessSeparator } from './separator';

/** Rows that are read in one step: about 1 ms. */
const STEP = 100;
/** Rows, and UTF-16 units, by which the columns are guessed. */
const ROWS_FOR_GUESS = 200;
const TEXT_FOR_GUESS = 1_000_000;
const SAMPLE_ROWS = 20;
const SAMPLE_CELL = 200;

/**
 * Reads the terms into `gathering`, and says how the table was understood. Throws a `GlossaryRefusal` if it is above
 * a bound or, where the columns are guessed, has only one.
 */
export function* readingTable(
  text: string,
  gathering: Gathering,
  bounds: Bounds,
  options: Pick<ReadOptions, 'columns' | 'language' | 'separator'>,
): Work<ReadTable> {
  const { first, separator, from } = beginningOf(text, bounds, options);
  const columns = options.columns ?? columnsOf(first, separator);
  const reader = new RowReader(text, separator, bounds, from);
  const drafts = new RowDrafts(columns, options.language, gathering.left);
  if (columns.hasHeader) reader.next();
  for (let row = reader.next(), count = 0; row; row = reader.next()) {
    const draft = drafts.of(row, reader.row);
    if (draft) gathering.add(draft, reader.row, drafts.meeting);
    if (++count % STEP === 0) yield reader.at;
  }
  gathering.left.add('quotes', '', undefined, reader.misplaced);
  return { columns, rows: sampleOf(first) };
}

/**
 * How a table is understood by its first rows, for the user to correct. Refuses less than reading does: also a table of
 * one column is shown. Throws a `GlossaryRefusal` if it has no rows.
 */
export function peekTable(
  text: string,
  bounds: Bounds,
  options: Pick<ReadOptions, 'columns' | 'separator'>,
): ReadTable {
  const { first, separator } = beginningOf(text, bounds, options);
  const filled = first.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (filled.length === 0) throw noRows();
  return { columns: options.columns ?? guessColumns(filled, separator), rows: sampleOf(first) };
}

function beginningOf(
  text: string,
  bounds: Bounds,
  { columns, separator: said }: Pick<ReadOptions, 'columns' | 'separator'>,
) {
  const guessed = guessSeparator(text, bounds);
  const separator = columns?.separator || said || guessed.separator;
  return { first: firstRows(text, separator, guessed.from, bounds), separator, from: guessed.from };
}

const sampleOf = (rows: readonly string[][]): string[][] =>
  rows.slice(0, SAMPLE_ROWS).map((row) => row.map((cell) => cell.slice(0, SAMPLE_CELL)));

function firstRows(text: string, separator: string, from: number, bounds: Bounds): string[][] {
  const reader = new RowReader(text, separator, bounds, from);
  const rows: string[][] = [];
  while (rows.length < ROWS_FOR_GUESS && reader.at < from + TEXT_FOR_GUESS) {
    const row = reader.next();
    if (!row) break;
    rows.push(row);
  }
  return rows;
}

function columnsOf(rows: readonly string[][], separator: string): Columns {
  const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (!filled.some((row) => row.some(hasWord))) throw noRows();
  if (filled.every((row) => row.filter((cell) => cell.trim() !== '').length < 2))
    throw new GlossaryRefusal(
      'malformed',
      'The table has one column',
      'Put each term in the first column and what it is in the second, or say which character separates the cells',
      'row 1',
    );
  return guessColumns(filled, separator);
}

function noRows(): GlossaryRefusal {
  return new GlossaryRefusal('empty', 'The table has no rows', 'Choose a table with terms in it');
}
