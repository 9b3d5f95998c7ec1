/**
 * Exports notes as CSV, one row for each note, in the columns that Readwise imports (`Highlight` is
 * mandatory, the others optional).
 */
import type { Note } from '../schema';
import { addressOf, type TermNames, titleOf } from './places';

const COLUMNS = ['Highlight', 'Title', 'Author', 'URL', 'Note', 'Location', 'Date'] as const;

/**
 * CSV as in RFC 4180, in pieces. It begins with a byte order mark: without one, spreadsheets read Persian as
 * Latin-1.
 */
export function* toCsv(notes: readonly Note[], names: TermNames): Generator<string> {
  yield `\uFEFF${COLUMNS.join(',')}\r\n`;
  for (const note of notes) yield `${cells(note, names).map(cell).join(',')}\r\n`;
}

function cells({ target, text, tags, modified }: Note, names: TermNames): string[] {
  const note = [text, tags.map((tag) => `.${tag.replace(/\s+/g, '_')}`).join(' ')].filter(Boolean).join('\n');
  const date = new Date(modified).toISOString().slice(0, 19).replace('T', ' ');
  const title = titleOf(target, names);
  const address = addressOf(target);
  if (target.kind === 'term') return [title, 'Gloss: terms', '', address, note, '', date];
  if (target.kind === 'page') return [title, target.page.title, '', address, note, '', date];
  const { quote, position } = target.selectors;
  return [quote.exact, target.page.title, '', address, note, position ? String(position.start) : '', date];
}

/**
 * Matches text that a spreadsheet would evaluate as a formula. Invisible characters count as white space,
 * because some programs drop them.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u;
/**
 * The same inside a cell: after a line break, and after the separators of other locales. A spreadsheet that
 * separates by semicolons does not see our quotes. A list's `- ` stays. What follows is looked at first: from each
 * character of a long white space, the way back would be long.
 */
const INNER = /(?=[=@\uFF1D\uFF20]|[+\-\uFF0B\uFF0D]\S)(?<=[;\t\r\n][\s\p{Cc}\p{Cf}]*)/gu;

/**
 * Quotes one cell. A formula gets an apostrophe before it, which spreadsheets show as text (OWASP, CSV
 * injection).
 */
function cell(text: string): string {
  const inner = text.replace(INNER, "'");
  const safe = FORMULA.test(text) ? `'${inner}` : inner;
  return /[",;\t\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}
