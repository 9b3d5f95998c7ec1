/** Guesses what separates the cells of a table. */
import { headerOf } from './headers';
import { RowReader, type TableBounds } from './rows';

/** In the order of preference, where several fit equally well. */
const SEPARATORS = ['\t', ',', ';', '|'];
const ROWS = 50;
/** UTF-16 units that are looked at. */
const SAMPLE = 1 << 16;
/** The first line that Excel understands: it names the separator. */
const SAID = /^\uFEFF?sep=([^\r\n])(?:\r\n|\n|\r)/i;

export interface Separated {
  separator: string;
  /** Where the first row begins, UTF-16 units. */
  from: number;
  /** How many of the first rows have the usual number of cells, 2 or more: 0 to 1. */
  agreement: number;
}

/**
 * The separator by which most of the first rows have the same number of cells, two or more. Cells that are known as
 * headers speak for it. Cost: linear in the sample.
 */
export function guessSeparator(text: string, bounds: TableBounds): Separated {
  const [whole, said] = SAID.exec(text.slice(0, 20)) ?? [];
  const from = whole?.length ?? (text.startsWith('\uFEFF') ? 1 : 0);
  const sample = text.slice(from, from + SAMPLE);
  const isCut = text.length > from + SAMPLE;
  if (said !== undefined)
    return { separator: said, from, agreement: agreementOf(rowsOf(sample, said, isCut, bounds)) };
  const found = SEPARATORS.map((separator) => {
    const rows = rowsOf(sample, separator, isCut, bounds);
    const agreement = agreementOf(rows);
    const known = (rows[0] ?? []).filter((cell) => headerOf(cell) !== undefined).length;
    return { separator, from, agreement, score: agreement + (known >= 2 && agreement > 0 ? 0.5 : 0) };
  });
  const most = Math.max(...found.map(({ score }) => score));
  const { separator, agreement } = found.find(({ score }) => score === most) as (typeof found)[number];
  return { separator, from, agreement };
}

/** The first rows that have anything in them. The last one may be cut off. */
function rowsOf(sample: string, separator: string, isCut: boolean, bounds: TableBounds): string[][] {
  const rows: string[][] = [];
  const reader = new RowReader(sample, separator, { ...bounds, cell: SAMPLE, columns: SAMPLE });
  for (let row = reader.next(); row && rows.length < ROWS; row = reader.next())
    if (row.some((cell) => cell.trim() !== '')) rows.push(row);
  return isCut && rows.length > 1 && reader.at >= sample.length ? rows.slice(0, -1) : rows;
}

function agreementOf(rows: readonly string[][]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  return rows.length === 0 ? 0 : Math.max(0, ...counts.values()) / rows.length;
}
