/** What stands in one cell: several forms, or a text that a spreadsheet must not take for a formula. */

/** Units that are written with a backslash before them, so that they separate nothing. */
const ESCAPED = /[\\|;]/g;

/**
 * The parts of a cell, in order. Line ends separate them, and `within` and the bar, unless `within` is ''. Linear.
 */
export function splitCell(cell: string, within: string): string[] {
  if (!/[\\|\n\r]/.test(cell) && (within === '' || !cell.includes(within))) return [cell];
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < cell.length; at++) {
    const unit = cell[at] as string;
    const next = cell[at + 1];
    if (unit === '\\' && (next === '\\' || next === '|' || next === ';')) {
      part += next;
      at++;
    } else if (unit === '\n' || unit === '\r' || (within !== '' && (unit === within || unit === '|'))) {
      parts.push(part);
      part = '';
    } else part += unit;
  }
  parts.push(part);
  return parts.filter((each) => each.trim() !== '');
}

/** Parts as one cell, which `splitCell` divides again. The parts are on one line. */
export function joinCell(parts: readonly string[]): string {
  return parts.map((part) => part.replace(ESCAPED, '\\$&')).join(' | ');
}
