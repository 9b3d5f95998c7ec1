/**
 * Writes a digest as CSV: one row for each language of a term, and more where it has more statements. All rows of a
 * term have its id and label; `label` is the heading, `forms` are all forms of the row's language, separated by bars.
 */
import { csvCell } from '../../../platform/formula';
import type { Digest, Term } from '../../schema';
import { joinCell } from '../tables/cells';
import { withoutHalves } from '../texts';
import { languagesOf, SourcesOfClaims } from './order';

const COLUMNS = [
  ...['id', 'label', 'language', 'forms', 'gist', 'statement', 'source', 'address', 'as of', 'kind', 'name'],
  'related',
];

/**
 * CSV as in RFC 4180, in pieces. It begins with a byte order mark: without one, spreadsheets read Persian as
 * Latin-1. No cell is a formula.
 */
export function* toCsv(digest: Digest): Generator<string> {
  const sources = new SourcesOfClaims(digest);
  yield `\uFEFF${COLUMNS.join(',')}\r\n`;
  for (const term of digest.terms)
    yield rowsOf(term, sources)
      .map((cells) => `${cells.map((cell) => csvCell(withoutHalves(cell))).join(',')}\r\n`)
      .join('');
}

function rowsOf(term: Term, sources: SourcesOfClaims): string[][] {
  const languages = languagesOf(term);
  const count = Math.max(languages.length, term.claims.length, 1);
  return Array.from({ length: count }, (_, i) => {
    const lang = languages[i];
    const claim = term.claims[i];
    const source = claim && sources.of(claim);
    const forms = term.forms.filter((form) => form.lang === lang).map(({ text }) => text);
    const first = i === 0;
    return [
      ...[term.id, term.label, lang ?? '', joinCell(forms)],
      ...[(lang === undefined ? undefined : term.gist[lang]) ?? '', claim?.text ?? ''],
      ...[source?.title ?? '', source?.address ?? '', claim?.asOf ?? ''],
      ...[first ? term.kind : '', first ? (term.name ?? '') : '', first ? joinCell(term.related) : ''],
    ];
  });
}
