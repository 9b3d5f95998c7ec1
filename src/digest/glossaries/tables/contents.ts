/** What the cells of columns look like. */
import { isLanguageCode } from '../languages';

/** One column. Shares are of its filled cells, 0 to 1. */
export interface Content {
  /** Number of cells that are not empty. */
  filled: number;
  /** Mean length of those, UTF-16 units. */
  letters: number;
  /** Share of numbers and codes: no letters, or letters and digits in one word. */
  codes: number;
  /** Share of cells with a space between two words. */
  spaces: number;
  /** Share of web addresses. */
  addresses: number;
  /** Share of codes of languages. */
  languages: number;
}
export type Contents = Content[];

/** UTF-16 units of a cell that are looked at. */
const LOOKED_AT = 2_000;

/** Looks at some rows. `width`: number of columns. Cost: linear in their letters. */
export function contentOf(rows: readonly string[][], width: number): Contents {
  return Array.from({ length: width }, (_, i) => {
    const cells = rows.flatMap((row) => {
      const cell = (row[i] ?? '').trim();
      return cell === '' ? [] : [cell.slice(0, LOOKED_AT)];
    });
    const share = (fits: (cell: string) => boolean) =>
      cells.length === 0 ? 0 : cells.filter(fits).length / cells.length;
    return {
      filled: cells.length,
      letters: cells.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, cells.length),
      codes: share((cell) => /^[^\p{L}]+$/u.test(cell) || /^(?=[^\s]*\d)[\p{L}\d._:/#-]{1,40}$/u.test(cell)),
      spaces: share((cell) => /\S\s+\S/.test(cell)),
      addresses: share((cell) => /^https?:\/\//i.test(cell)),
      languages: share(isLanguageCode),
    };
  });
}
