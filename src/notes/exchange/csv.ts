/** Notes as a table, in the columns that Readwise reads (one mandatory, the others optional): one row for each note. */
import type { Note } from '../schema';
import { termIri } from './iri';

const COLUMNS = ['Highlight', 'Title', 'Author', 'URL', 'Note', 'Location', 'Date'] as const;

/** RFC 4180, with a byte order mark: without it a spreadsheet takes Persian for Latin-1. */
export function toCsv(notes: readonly Note[]): string {
  const rows = notes.map((note) => cells(note).map(cell).join(','));
  return `\uFEFF${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}

function cells({ target, text, tags, modified }: Note): string[] {
  const note = [text, tags.map((tag) => `.${tag.replace(/\s+/g, '_')}`).join(' ')].filter(Boolean).join('\n');
  const date = new Date(modified).toISOString().slice(0, 19).replace('T', ' ');
  if (target.kind === 'term') return [target.term, 'Gloss: terms', '', termIri(target.term), note, '', date];
  const { page } = target;
  if (target.kind === 'page')
    return [page.title || page.address, page.title, '', page.address, note, '', date];
  const { quote, position } = target.selectors;
  return [quote.exact, page.title, '', page.address, note, position ? String(position.start) : '', date];
}

/** What a spreadsheet would take for a formula, and run. */
const FORMULA = /^[\s]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A cell. What looks like a formula begins with an apostrophe, which spreadsheets show as text (OWASP, CSV injection). */
function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}
