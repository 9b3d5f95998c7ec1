/**
 * The bytes of a search index: a header and a list of sections, each a typed array, so that opening one makes views and
 * copies nothing. Numbers are in the machine's own order: an index never leaves the machine that built it.
 *
 * | section | entries | what |
 * |---|---|---|
 * | firstText | entries + 1 | number of the string that is the entry's id; its texts are the strings behind it |
 * | kind | entries | place in `KINDS` |
 * | heading | entries | number of the string that is its heading |
 * | stringStart | strings + 1 | offset of each string in `strings` |
 * | keyOrder | labels and forms | their numbers, in the order of their keys (`keyOf`) |
 * | wordStart | words + 1 | offset of each word in `words` |
 * | postingStart | words + 1 | first posting of each word |
 * | postings | | entry × 8 + field, ascending; one for each word and entry, in the most telling field |
 * | words | UTF-16 units | all words and stems, in order |
 * | field | strings | place in `FIELDS`, or `NO_FIELD` |
 * | strings | UTF-8 | headings, ids and texts |
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

/** By size of element, so that each section is aligned. */
const NAMES = [
  ...['firstText', 'kind', 'heading', 'stringStart', 'keyOrder', 'wordStart', 'postingStart', 'postings'],
  ...['words', 'field', 'strings'],
] as (keyof Sections)[];

/** `field` of a string that is not searched. */
export const NO_FIELD = 255;
/** How many postings' fields fit beside an entry's number. */
export const FIELD_BITS = 3;

const MAGIC = 0x53534c47; // "GLSS"
/** Changes with the layout and with the rules of `words.ts`. */
const INDEX_VERSION = 1;
/** Names the format of an index that is kept: it changes with that, and with the version of the program that builds it. */
export const formatOf = (program: string): string => `${program} ${INDEX_VERSION}`;
const HEADER_WORDS = 3 + NAMES.length;

/** What is wrong with bytes that are no search index; the caller builds it anew. */
export class SearchIndexError extends Error {
  override name = 'SearchIndexError';
}

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

/** Views of the sections. The caller knows that the bytes are those that were packed: the cache keeps their hash. */
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
