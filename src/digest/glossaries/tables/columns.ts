/** What the columns of a table hold: guessed from their headers, else from their content, and correctable. */
import { isLanguageCode } from '../languages';
import { type Content, type Contents, contentOf } from './contents';
import { type Header, headerOf, type Role } from './headers';

/** How a table is understood. A caller may change any part and read the file again with it. */
export interface Columns {
  /** Between the cells of a row: one UTF-16 unit. */
  separator: string;
  /** Whether the first row says what the columns are called. */
  hasHeader: boolean;
  /**
   * Between the forms in one cell, besides line ends and bars: `;`, `,` or another unit; `|` for bars alone; '' where
   * a cell is one form. A backslash takes the meaning from a bar, a semicolon or a backslash after it.
   */
  within: string;
  columns: Column[];
}

export interface Column {
  role: Role;
  /** The language of its texts, a BCP 47 primary subtag; absent: that of the row, or what the letters say. */
  lang?: string;
  /** What the file calls it; '' without a header. */
  header: string;
}

/**
 * Guesses the columns from the first rows of a table. `rows`: at least one, up to 200. Cost: linear in their letters.
 */
export function guessColumns(rows: readonly string[][], separator: string): Columns {
  const [first = []] = rows;
  const headers = first.map((cell) => headerOf(cell));
  const hasHeader = isHeader(first, headers, rows.slice(1));
  const body = hasHeader ? rows.slice(1) : rows;
  const width = hasHeader
    ? Math.max(first.length, usualWidth(body))
    : Math.max(...rows.map((row) => row.length));
  const contents = contentOf(body, width);
  const columns = hasHeader
    ? fromHeaders(first, headers, contents)
    : Array.from({ length: width }, (): Column => ({ role: 'none', header: '' }));
  complete(columns, contents);
  return { separator, hasHeader, within: ';', columns };
}

/** The number of cells that most rows have. */
function usualWidth(rows: readonly string[][]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || b - a)[0]?.[0] ?? 0;
}

/**
 * A row of headers names a column for terms, or two columns of any kind, and none of its cells is as long as a
 * definition.
 */
function isHeader(
  cells: readonly string[],
  headers: readonly (Header | undefined)[],
  body: readonly string[][],
): boolean {
  if (cells.some((cell) => cell.length > 80)) return false;
  const known = headers.filter((header) => header !== undefined);
  if (known.length >= 2) return true;
  const filled = cells.filter((cell) => cell.trim() !== '').length;
  // “Term” may be a term of a glossary. As a header it heads other cells, and they are longer.
  return known.length === 1 && filled >= 2 && body.length > 0;
}

function fromHeaders(
  cells: readonly string[],
  headers: readonly (Header | undefined)[],
  contents: Contents,
): Column[] {
  const columns = Array.from({ length: Math.max(cells.length, contents.length) }, (_, i): Column => {
    const { role = 'none', lang } = headers[i] ?? {};
    return { role, ...(lang !== undefined && { lang }), header: (cells[i] ?? '').trim().slice(0, 200) };
  });
  const roles = () => columns.map(({ role }) => role);
  // `id` heads a column of Indonesian terms where its neighbours are headed by codes of languages too.
  const tongues = columns.filter(({ role, lang }) => role === 'term' && lang !== undefined);
  for (const [i, column] of columns.entries())
    if (
      /^id$/i.test(column.header) &&
      tongues.filter(({ header }) => isLanguageCode(header)).length >= 2 &&
      isWritten(i, contents[i])
    )
      Object.assign(column, { role: 'term', lang: 'id' });
  // A heading is a form too, unless all forms have a column.
  if (!roles().includes('term') && !roles().includes('forms'))
    promote(columns, ['label', 'name', 'synonyms']);
  return columns;
}

/** Whether the cells may be terms, not ids: ids stand first, are numbers or codes, and have no spaces. */
function isWritten(place: number, content: Content | undefined): boolean {
  return content !== undefined && content.codes < 0.5 && (place > 0 || content.spaces > 0.2);
}

/** The first column of the first of these roles holds the terms. */
function promote(columns: Column[], roles: Role[]): void {
  for (const role of roles) {
    const column = columns.find((each) => each.role === role);
    if (!column) continue;
    column.role = 'term';
    return;
  }
}

/** Finds by content what no header named: the terms, and what defines them. */
function complete(columns: Column[], contents: Contents): void {
  const has = (...roles: Role[]) => columns.some(({ role }) => roles.includes(role));
  const free = (fits: (content: Content) => boolean) =>
    columns.flatMap((column, i) => {
      const content = contents[i];
      return column.role === 'none' && content && content.filled > 0 && fits(content)
        ? [{ column, content }]
        : [];
    });
  if (!has('language'))
    for (const { column } of free(({ languages }) => languages > 0.9).slice(0, 1)) column.role = 'language';
  if (!has('address'))
    for (const { column } of free(({ addresses }) => addresses > 0.8).slice(0, 1)) column.role = 'address';
  if (!has('term', 'label', 'forms'))
    for (const { column } of free(({ codes, letters }) => codes < 0.5 && letters <= 60).slice(0, 1))
      column.role = 'term';
  if (!has('term', 'label', 'forms'))
    for (const { column } of free(() => true).slice(0, 1)) column.role = 'term';
  if (!has('definition', 'gist', 'statement')) {
    const [longest] = free(({ codes, addresses }) => codes < 0.5 && addresses < 0.5).sort(
      (a, b) => b.content.letters - a.content.letters,
    );
    if (longest) longest.column.role = 'definition';
  }
}
