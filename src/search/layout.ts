/**
 * The binary format of a search index: a header, then sections. Each section is a typed array, so opening an
 * index creates views and copies nothing. Numbers are in the machine's byte order, because an index never
 * leaves the machine that built it.
 *
 * - `firstText` (entries + 1): number of the string that is the entry's id. The entry's texts are the strings
 *   after it.
 * - `kind` (entries): position in `KINDS`.
 * - `heading` (entries): number of the string that is the heading.
 * - `stringStart` (strings + 1): offset of each string in `strings`.
 * - `keyOrder` (labels and forms): the numbers of these strings, sorted by their keys (`keyOf`).
 * - `wordStart` (words + 1): offset of each word in `words`.
 * - `postingStart` (words + 1): offset of each word's posting list in `postings`.
 * - `postings`: entry × 8 + field, ascending. One posting for each word and entry, with the most significant
 *   field.
 * - `words` (UTF-16 units): all words, stems and sounds of names, sorted.
 * - `field` (strings): position in `FIELDS`, or `NO_FIELD`.
 * - `strings` (UTF-8): ids and texts, then headings.
 */
export interface Sections {
  firstText: Int32Array<ArrayBuffer>;
  kind: Int32Array<ArrayBuffer>;
  heading: Int32Array<ArrayBuffer>;
  stringStart: Int32Array<ArrayBuffer>;
  keyOrder: Int32Array<ArrayBuffer>;
  wordStart: Int32Array<ArrayBuffer>;
  postingStart: Int32Array<ArrayBuffer>;
  postings: Int32Array<ArrayBuffer>;
  words: Uint16Array<ArrayBuffer>;
  field: Uint8Array<ArrayBuffer>;
  strings: Uint8Array<ArrayBuffer>;
}

/** The sections in the order in which they are stored: by element size, so that each is aligned. */
const NAMES = [
  ...['firstText', 'kind', 'heading', 'stringStart', 'keyOrder', 'wordStart', 'postingStart', 'postings'],
  ...['words', 'field', 'strings'],
] as (keyof Sections)[];

/** The `field` of a string that is not searched. */
export const NO_FIELD = 255;
/** Bits of a posting that hold the field; the entry's number is above them. */
export const FIELD_BITS = 3;

const MAGIC = 0x53534c47; // "GLSS"
/** The version changes with the layout and with the rules of `words.ts`. */
const INDEX_VERSION = 2;
/** Names the format of a stored index. `program` is the version of the program that built it. */
export const formatOf = (program: string): string => `${program} ${INDEX_VERSION}`;
const HEADER_WORDS = 3 + NAMES.length;

/** The bytes are not a search index of this version. The caller builds the index again. */
export class SearchIndexError extends Error {
  override name = 'SearchIndexError';
}

/** Writes the header and all sections. */
export function packSections(sections: Sections): Uint8Array<ArrayBuffer> {
  const size = NAMES.reduce((sum, name) => sum + sections[name].byteLength, HEADER_WORDS * 4);
  const bytes = new Uint8Array(size);
  const header = new Int32Array(bytes.buffer, 0, HEADER_WORDS);
  header.set([MAGIC, INDEX_VERSION, size, ...NAMES.map((name) => sections[name].length)]);
  let offset = header.byteLength;
  for (const name of NAMES) {
    const { buffer, byteOffset, byteLength } = sections[name];
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), offset);
    offset += byteLength;
  }
  return bytes;
}

/**
 * Views of the sections. Throws `SearchIndexError` if magic, version or a length is wrong. There is no
 * checksum here, because the cache checks a hash of the bytes.
 */
export function unpackSections(bytes: Uint8Array<ArrayBuffer>): Sections {
  if (bytes.length < HEADER_WORDS * 4)
    throw new SearchIndexError(`search index is too short: ${bytes.length} bytes`);
  const { buffer } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const first = buffer === bytes.buffer ? bytes.byteOffset : 0;
  const [magic, version, size, ...lengths] = new Int32Array(buffer, first, HEADER_WORDS);
  if (magic !== MAGIC) throw new SearchIndexError('these bytes are no search index');
  if (version !== INDEX_VERSION)
    throw new SearchIndexError(`search index has version ${version}, this program reads ${INDEX_VERSION}`);
  if (size !== bytes.length)
    throw new SearchIndexError(`search index should have ${size} bytes and has ${bytes.length}`);
  let offset = first + HEADER_WORDS * 4;
  const next = (i: number, width: number) => {
    const [at, length] = [offset, lengths[i] as number];
    offset += length * width;
    if (length < 0 || offset > first + bytes.length)
      throw new SearchIndexError(`search index is damaged: its ${NAMES[i]} end behind its last byte`);
    return [at, length] as const;
  };
  const numbers = (i: number) => new Int32Array(buffer, ...next(i, 4));
  return {
    firstText: numbers(0),
    kind: numbers(1),
    heading: numbers(2),
    stringStart: numbers(3),
    keyOrder: numbers(4),
    wordStart: numbers(5),
    postingStart: numbers(6),
    postings: numbers(7),
    words: new Uint16Array(buffer, ...next(8, 2)),
    field: new Uint8Array(buffer, ...next(9, 1)),
    strings: new Uint8Array(buffer, ...next(10, 1)),
  };
}
