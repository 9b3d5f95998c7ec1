/**
 * Exports notes as CSV, one row for each note, in the columns that Readwise imports (`Highlight` is
 * mandatory, the others optional).
 */
import { csvCell } from '../../platform/formula';
import type { Note } from '../schema';
import { addressOf, type TermNames, titleOf } from './places';

const COLUMNS = ['Highlight', 'Title', 'Author', 'URL', 'Note', 'Location', 'Date'] as const;

/**
 * CSV as in RFC 4180, in pieces. It begins with a byte order mark: without one, spreadsheets read Persian as
 * Latin-1.
 */
export function* toCsv(notes: readonly Note[], names: TermNames): Generator<string> {
  yield `\uFEFF${COLUMNS.join(',')}\r\n`;
  for (const note of notes) yield `${cells(note, names).map(csvCell).join(',')}\r\n`;
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
