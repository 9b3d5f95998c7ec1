/**
 * What kind of file a file is that holds no notes for Gloss. Users choose the wrong one of several exports, and
 * “not JSON” does not help them. Names are those under which the formats are known.
 */
import { isObject, type Json } from './json';

const BYTES: [name: string, start: number[]][] = [
  ['a compressed file (gzip). Unpack it first', [0x1f, 0x8b]],
  ['a PDF file', [0x25, 0x50, 0x44, 0x46]],
  ['a database (SQLite)', [...'SQLite format 3'].map((letter) => letter.charCodeAt(0))],
  ['a picture (PNG)', [0x89, 0x50, 0x4e, 0x47]],
  ['a picture (JPEG)', [0xff, 0xd8, 0xff]],
  ['a picture (GIF)', [0x47, 0x49, 0x46, 0x38]],
  ['an old Office document', [0xd0, 0xcf, 0x11, 0xe0]],
];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Formats that are zip archives, by the name or content of the first file in them. */
const ZIPPED: [name: string, pattern: RegExp][] = [
  ['an EPUB book', /application\/epub/],
  ['an OpenDocument file', /application\/vnd\.oasis/],
  ['an Office document', /\[Content_Types\]\.xml|_rels\/|docProps\//],
];

/** The kind of a file by its first bytes; `undefined` if it may be text. */
export function kindOfBytes(bytes: Uint8Array): string | undefined {
  const begins = (start: number[]) => start.every((byte, i) => bytes[i] === byte);
  if (!begins(ZIP)) return BYTES.find(([, start]) => begins(start))?.[0];
  const text = String.fromCharCode(...bytes);
  const zipped = ZIPPED.find(([, pattern]) => pattern.test(text))?.[0];
  return zipped ?? 'a zip archive. Unpack it, and choose the file of notes in it';
}

/** Cells of a header of tables of notes: Readwise, Hypothesis, Zotero, Kindle tools, Gloss. */
const CELL =
  /^"?(?:highlight|quote|text|note|notes|url|uri|title|author|tags?|date|created|location|annotation|item type|key|id)"?$/i;
const TEXTS: [name: string, pattern: RegExp][] = [
  ['a web page (HTML)', /^(?:<!doctype html|<html|<!doctype netscape)/i],
  ['an XML file', /^<\?xml|^<[a-z][\w:.-]*[\s>]/i],
  ['a Markdown file', /^---\r?\n(?:[\w-]+:|#)|^#{1,6} |^[-*] |^> /],
  ['a bibliography (BibTeX)', /^@(?:\w+)\s*\{/],
  ['a bibliography (RIS)', /^TY {2}- /],
  ['an RDF file (Turtle)', /^@(?:prefix|base) /i],
  ['a list of clippings from a Kindle', /^[^\n]*\r?\n- (?:Your|Ihre?|Votre|Tu) [\s\S]{0,2000}?\n==========/],
];

/** The kind of a text that is not JSON; `undefined` if it is not known. `text`: without white space before it. */
export function kindOfText(text: string): string | undefined {
  const start = text.slice(0, 4_000);
  const [first = ''] = start.split(/\r?\n/, 1);
  const cells = first.split(/[,;\t]/);
  if (cells.length > 1 && cells.filter((cell) => CELL.test(cell.trim())).length > 1) return 'a CSV file';
  return TEXTS.find(([, pattern]) => pattern.test(start))?.[0];
}

/** Types of items in CSL, the format of bibliographies. */
const CSL = /^(?:article(?:-\w+)?|book|chapter|webpage|report|thesis|paper-conference|post-weblog)$/;
const IIIF = /^https?:\/\/(?:iiif\.io\/api|www\.shared-canvas\.org)\//;

/** The kind of a JSON value that holds no annotations for Gloss; `undefined` if it may hold some. */
export function kindOfJson(file: Json): string | undefined {
  const [one] = [file].flat();
  if (!isObject(one)) return undefined;
  const has = (...names: string[]) => names.every((name) => Object.hasOwn(one, name));
  const types = [one['@type'] ?? one.type ?? []].flat().join(' ');
  const contexts = [one['@context'] ?? []].flat();
  const isModel = contexts.some((each) => typeof each === 'string' && each.endsWith('w3.org/ns/anno.jsonld'));
  if (
    /\bsc:/.test(types) ||
    (!isModel && contexts.some((each) => typeof each === 'string' && IIIF.test(each)))
  )
    return 'an IIIF list or manifest, which is about pictures';
  if (/\boa:Annotation\b/.test(types) || has('hasTarget'))
    return 'an Open Annotation file, the format before W3C Web Annotations';
  if (isObject(one.target) && has('bodies') && !has('@context'))
    return 'the internal format of Recogito or Annotorious. Export it as W3C Web Annotations';
  if (Array.isArray(one.results) && isReadwise(one.results[0])) return 'an export of Readwise';
  if (isReadwise(one)) return 'an export of Readwise';
  if (
    has('annotationType') ||
    has('itemType') ||
    (has('config') && Array.isArray(one.items)) ||
    (isObject(one.data) && Object.hasOwn(one.data, 'itemType'))
  )
    return 'an export of Zotero';
  if (has('title') && CSL.test(types)) return 'a bibliography (CSL JSON)';
  if (types === 'FeatureCollection' || types === 'Feature') return 'a map (GeoJSON)';
  if (has('roots') && has('version')) return 'bookmarks of a browser';
  if (has('guid', 'typeCode')) return 'bookmarks of a browser';
  return undefined;
}

function isReadwise(value: Json | undefined): boolean {
  return (
    isObject(value) &&
    (Object.hasOwn(value, 'user_book_id') ||
      Object.hasOwn(value, 'reading_progress') ||
      (Object.hasOwn(value, 'book_id') && Object.hasOwn(value, 'text')))
  );
}
