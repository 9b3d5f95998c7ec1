/**
 * What kind of file a file is: one of the formats that are read, or one that is not, by its name among people. Content
 * counts first, then the name: files are often named wrongly.
 */
import type { Bounds } from './bounds';
import type { Format } from './entry';
import { GlossaryRefusal } from './refusal';
import { headerOf } from './tables/headers';
import { RowReader } from './tables/rows';
import { guessSeparator } from './tables/separator';

const AS_CSV = 'Open it in a spreadsheet program and save the sheet as CSV';
const AS_TEXT = 'Save its list of terms as CSV, HTML or Markdown';
const NOTES = 'Import it on the page of notes: it holds notes, not terms';

const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
/** Files by their first bytes, and what to do with them. */
const BYTES: [name: string, start: number[], todo: string][] = [
  ['a compressed file (gzip)', [0x1f, 0x8b], 'Unpack it first'],
  ['a compressed file (7-Zip)', [0x37, 0x7a, 0xbc, 0xaf], 'Unpack it first'],
  ['a compressed file (RAR)', letters('Rar!'), 'Unpack it first'],
  ['a compressed file (xz)', [0xfd, 0x37, 0x7a, 0x58], 'Unpack it first'],
  ['a compressed file (bzip2)', letters('BZh'), 'Unpack it first'],
  ['a PDF file', letters('%PDF'), AS_TEXT],
  ['an RTF document', letters('{\\rtf'), AS_TEXT],
  ['a database (SQLite)', letters('SQLite format 3'), 'Export its table of terms as CSV'],
  ['a picture (PNG)', [0x89, 0x50, 0x4e, 0x47], 'Choose a file of text'],
  ['a picture (JPEG)', [0xff, 0xd8, 0xff], 'Choose a file of text'],
  ['a picture (GIF)', letters('GIF8'), 'Choose a file of text'],
  ['a picture, a sound or a film (RIFF)', letters('RIFF'), 'Choose a file of text'],
  ['an old Office document', [0xd0, 0xcf, 0x11, 0xe0], AS_CSV],
];
const ZIP = letters('PK\u0003\u0004');
/** Formats that are zip archives, by the names of the files in them. */
const ZIPPED: [name: string, pattern: RegExp, todo: string][] = [
  ['an EPUB book', /application\/epub/, AS_TEXT],
  ['an OpenDocument spreadsheet', /application\/vnd\.oasis\.opendocument\.spreadsheet/, AS_CSV],
  ['an OpenDocument file', /application\/vnd\.oasis/, AS_TEXT],
  ['an Excel workbook', /xl\/(?:workbook|worksheets|_rels|styles|theme)/, AS_CSV],
  ['a Word document', /word\/(?:document|_rels|styles|theme)/, AS_TEXT],
  ['an Office document', /\[Content_Types\]\.xml|_rels\/|docProps\//, AS_CSV],
  ['a deck of Anki', /collection\.anki2/, 'Export its notes as text (tab-separated)'],
];
/** By the ending of a name, where the first bytes of a zip archive say nothing. */
const NAMED: [name: string, ending: RegExp, todo: string][] = [
  ['a digest of Gloss (.gloss)', /\.gloss$/i, 'Open it as a digest'],
  ['an Excel workbook', /\.xls[xmb]$/i, AS_CSV],
  ['a Word document', /\.docx$/i, AS_TEXT],
  ['an OpenDocument spreadsheet', /\.ods$/i, AS_CSV],
];

/** Refuses a file that is no text. `start`: its first bytes, 4,096 or more where it has them. */
export function refuseBinary(name: string, start: Uint8Array): void {
  const begins = (bytes: number[]) => bytes.every((byte, i) => start[i] === byte);
  const known = BYTES.find(([, bytes]) => begins(bytes));
  if (known) throw otherKind(known[0], known[2]);
  if (!begins(ZIP)) return;
  const text = Array.from(start.subarray(0, 65_536), (byte) => String.fromCharCode(byte)).join('');
  const zipped =
    NAMED.find(([, ending]) => ending.test(name) && /gloss/i.test(name)) ??
    ZIPPED.find(([, pattern]) => pattern.test(text)) ??
    NAMED.find(([, ending]) => ending.test(name));
  throw zipped
    ? otherKind(zipped[0], zipped[2])
    : otherKind('a zip archive', 'Unpack it, and choose the file of terms in it');
}

export function otherKind(kind: string, todo: string): GlossaryRefusal {
  return new GlossaryRefusal('kind', `This is ${kind}, which holds no glossary that Gloss can read`, todo);
}

/** First elements of XML files of other kinds. */
const XML_KINDS: Record<string, [name: string, todo: string]> = {
  tmx: ['a translation memory (TMX)', 'Export its terms as TBX'],
  xliff: ['a file of translations (XLIFF)', 'Export its terms as TBX'],
  opml: ['an outline (OPML)', AS_TEXT],
  rss: ['a news feed', AS_TEXT],
  feed: ['a news feed', AS_TEXT],
  svg: ['a picture (SVG)', 'Choose a file of text'],
  kml: ['a map (KML)', 'Choose a file of terms'],
  plist: ['a property list', AS_TEXT],
  mediawiki: ['a dump of a wiki', AS_TEXT],
};
const HTML_FIRST = /^(?:html|head|body|dl|table|ul|ol|div|section|article|main|h[1-6]|p|span|b|strong)$/i;
/** UTF-16 units that are looked at. */
const START = 65_536;

/** The format of a text. Throws a `GlossaryRefusal` that names what it is, if it is none. JSON is `json`. */
export function formatOf(
  name: string,
  text: string,
  bounds: Bounds,
): Exclude<Format, 'digest' | 'json-ld'> | 'json' {
  const start = text
    .slice(0, START)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (start === '') throw new GlossaryRefusal('empty', 'The file is empty', 'Choose a file with terms in it');
  if (/^(?:\{\s*["}]|\[\s*["{[\]])/.test(start)) return 'json';
  if (isTurtle(start)) return 'turtle';
  if (start.startsWith('<')) return formatOfMarkup(start);
  if (/^(?:---\s+)?(?:#[^\n]*\s+)*- id: \S/.test(start))
    throw otherKind('a glossary in YAML', 'Compile it with the publisher’s command, and open the digest');
  return tableOrMarkdown(name, start, bounds);
}

/** Directives after comments, or a triple of N-Triples. Bounded: comments are skipped line by line. */
function isTurtle(start: string): boolean {
  let rest = start;
  for (let lines = 0; lines < 200 && rest.startsWith('#'); lines++) {
    const end = rest.indexOf('\n');
    rest = end < 0 ? '' : rest.slice(end + 1).trimStart();
  }
  if (/^(?:@prefix|@base|prefix|base)\s+(?:[\w.-]*:\s*)?</i.test(rest)) return true;
  return /^(?:<[^<>\s]*>|_:\w+)\s+(?:<[^<>\s]*>|a)\s+(?:[<"[(]|_:|\w*:)/.test(rest);
}

function formatOfMarkup(start: string): 'tbx' | 'rdf-xml' | 'html' {
  if (/^<!doctype html/i.test(start)) return 'html';
  const element = firstElement(start);
  const local = element.replace(/^.*:/, '');
  if (/^(?:tbx|martif)$/i.test(local)) return 'tbx';
  if (local === 'RDF' || start.includes('skos/core#')) return 'rdf-xml';
  if (HTML_FIRST.test(element)) return 'html';
  const key = local.toLowerCase();
  const [kind, todo] = Object.hasOwn(XML_KINDS, key) ? (XML_KINDS[key] ?? []) : [];
  throw kind !== undefined && todo !== undefined
    ? otherKind(kind, todo)
    : otherKind(
        `an XML file of another kind (its first element is ${element.slice(0, 60) || 'none'})`,
        'Export the terms as TBX, SKOS or CSV',
      );
}

/** The name of the first element, after the declaration, comments and the document type. */
function firstElement(text: string): string {
  let at = 0;
  for (let steps = 0; steps < 200; steps++) {
    at = text.indexOf('<', at);
    if (at < 0) return '';
    const end = text.startsWith('<!--', at)
      ? text.indexOf('-->', at)
      : text.startsWith('<?', at)
        ? text.indexOf('?>', at)
        : text.startsWith('<!', at)
          ? endOfDoctype(text, at)
          : -1;
    if (end < 0) return /^<([\p{L}_][\p{L}\p{N}_:.-]*)/u.exec(text.slice(at, at + 200))?.[1] ?? '';
    at = end + 1;
  }
  return '';
}

function endOfDoctype(text: string, at: number): number {
  const end = text.indexOf('>', at);
  const bracket = text.indexOf('[', at);
  return bracket >= 0 && bracket < end ? text.indexOf(']>', at) + 1 || -1 : end;
}

/** Signs of Markdown and of wikis: any of them in a line of its own. */
const MARKDOWN = [
  /^ {0,3}#{1,6} \S/m,
  /^[ \t]*={2,6} .{1,200} ={2,6}[ \t]*$/m,
  /^[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)[^*_\n]{1,200}(?:\*\*|__)/m,
  /^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|/m,
  /^[:;~][ \t]+\S/m,
  /^\^.{1,500}\^[ \t]*$/m,
  /^[ \t]*[-*+][ \t]+[^:\n]{1,80}(?::| [–—-])[ \t]+\S/m,
];
const NOTE_COLUMNS = ['Highlight', 'Title', 'Author', 'URL', 'Note', 'Location', 'Date'];

function tableOrMarkdown(name: string, start: string, bounds: Bounds): 'table' | 'markdown' {
  const { separator, agreement, from } = guessSeparator(start, bounds);
  const first =
    new RowReader(start, separator, { ...bounds, columns: START, cell: START }, from).next() ?? [];
  if (NOTE_COLUMNS.every((column, i) => first[i] === column)) throw otherKind('an export of notes', NOTES);
  const isNamedTable = /\.(?:csv|tsv|tab)$/i.test(name);
  const isNamedText = /\.(?:md|markdown|mdown|mkd|wiki|dokuwiki)$/i.test(name);
  const hasMarks = MARKDOWN.some((pattern) => pattern.test(start));
  const hasHeader = first.filter((cell) => headerOf(cell) !== undefined).length >= 2 && separator !== '|';
  if (isNamedTable || hasHeader || (agreement >= 0.7 && !hasMarks && !isNamedText)) return 'table';
  if (hasMarks || isNamedText) return 'markdown';
  throw new GlossaryRefusal(
    'kind',
    'This is a text in which Gloss finds neither a table nor a list of definitions',
    'Write each term and what it is in one line of a CSV file',
  );
}

/** Names the JSON files of other kinds. `keys`: of the outermost object. */
export function refuseOtherJson(keys: readonly string[], context: unknown, type: unknown): void {
  const contexts = [context].flat();
  const isNotes =
    contexts.some((each) => typeof each === 'string' && each.endsWith('w3.org/ns/anno.jsonld')) ||
    /\bAnnotation/.test(String(type)) ||
    ((keys.includes('rows') || keys.includes('annotations')) && !keys.includes('terms'));
  if (isNotes) throw otherKind('an export of notes (Web Annotations)', NOTES);
}
