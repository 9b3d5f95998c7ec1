/** What stands in one cell of a list: forms, or references to other terms. */

/** Semicolons: Latin, Arabic, Chinese. */
const SEMICOLONS = ';؛；';
/** Units that are written with a backslash before them, so that they separate nothing. */
const ESCAPED = /[\\|;؛；]/;
const ALL_ESCAPED = /[\\|;؛；]/g;

/**
 * The parts of a cell, in order. Line ends separate them; so do bars and `within`, unless `within` is ''. A semicolon
 * stands for those of all scripts. Linear.
 */
export function splitCell(cell: string, within: string): string[] {
  const separators = within === '' ? '\n\r' : `\n\r|${within === ';' ? SEMICOLONS : within}`;
  const parts: string[] = [];
  let part = '';
  let from = 0;
  for (let at = 0; at < cell.length; at++) {
    const unit = cell.charAt(at);
    const isEscape = unit === '\\' && ESCAPED.test(cell.charAt(at + 1));
    if (!isEscape && !separators.includes(unit)) continue;
    part += cell.slice(from, at);
    from = at + 1;
    // The unit after a backslash is a letter.
    if (isEscape) at++;
    else {
      parts.push(part);
      part = '';
    }
  }
  parts.push(part + cell.slice(from));
  return parts.filter((each) => each.trim() !== '');
}

/** Parts as one cell, which `splitCell` divides again. The parts are on one line. */
export function joinCell(parts: readonly string[]): string {
  return parts.map((part) => part.replace(ALL_ESCAPED, '\\$&')).join(' | ');
}
