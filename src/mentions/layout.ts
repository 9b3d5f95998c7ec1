/**
 * The bytes of an index: a header and a list of sections, each a typed array, little-endian, so that opening one makes
 * views and copies nothing.
 *
 * Header, in 32-bit words: magic, version, total bytes, checksum of everything behind the header's first four words, then
 * offset and length in bytes of each section.
 *
 * | section | entries | what |
 * |---|---|---|
 * | firstFilter | bits | first words of all sequences, by the upper bits of hash A: most words of a page end here |
 * | longerFilter | bits | sequences of two words and more, in the same way: most pairs of words that begin like one end here |
 * | slot | 2 × 1.45 × sequences | open addressing by hash A of a sequence of words and of each of its beginnings: key and value side by side, so that both come with one line of the cache. Key: hash B. Value: bit 0 longer sequences exist, bit 1 a form or a rival's name ends here, bit 2 a cue does, above: group + 1 |
 * | groupCheck | groups | hash A in full: with the key, 64 bits tell two sequences apart |
 * | groupStart | groups + 1 | first entry of each group: all that is written with these words |
 * | entryOwner, entryInfo, entryCheck | forms + names + cues | whose it is (term, rival or cue number), the bits below, and hash of the exact letters or mask of words that need a capital |
 * | evidence | terms | number among the terms that keep cues and rivals, + 1; 0 for a term whose forms are all unambiguous |
 * | rivalStart | such terms + 1 | first rival of each |
 * | rivalTerm | rivals | the term it is a rival of |
 * | rivalFormStart, rivalForm | | groups of the forms that a rival shares; none: every ambiguous form |
 * | cueStart, cueList | | cue numbers of each such term, then of each rival |
 * | nameStart, nameHead | | hashes of the first four letters of the words of such a term's names, sorted |
 * | wildcard | 4 × wildcard cues | hash of three letters, number of letters, hash of them, cue number |
 * | textStart, text | | UTF-8: term ids, rival senses, cues, languages, in this order |
 * | counts | | terms, rivals, cues, languages, evidence terms, slots |
 *
 * Cost: a term with one unambiguous form of three words takes about 75 bytes; the whole is one ArrayBuffer.
 */
const SECTIONS = [
  'firstFilter',
  'longerFilter',
  'slot',
  'groupCheck',
  'groupStart',
  'entryOwner',
  'entryInfo',
  'entryCheck',
  'evidence',
  'rivalStart',
  'rivalTerm',
  'rivalFormStart',
  'rivalForm',
  'cueStart',
  'cueList',
  'nameStart',
  'nameHead',
  'wildcard',
  'textStart',
  'counts',
] as const;

/** Every section but the text is made of 32-bit words. */
type Section = (typeof SECTIONS)[number];
export type Sections = Record<Section, Int32Array<ArrayBuffer>>;

export interface IndexParts {
  sections: Sections;
  text: Uint8Array;
}

export const CONTINUES = 1;
export const HAS_MENTION = 2;
export const HAS_CUE = 4;
export const GROUP_SHIFT = 3;

/** Bits of `entryInfo`. */
export const CASE_MASK = 3;
export const CASE_ANY = 0;
export const CASE_INITIAL = 1;
export const CASE_EXACT = 2;
export const AMBIGUOUS = 4;
export const KIND_MASK = 24;
export const KIND_FORM = 0;
export const KIND_RIVAL = 8;
export const KIND_CUE = 16;
/** The last word lost an ending, and the form is one word: a page's word must have lost one as well. */
export const STEMMED_FORM = 32;
/** One word in capitals. */
export const ACRONYM = 64;
export const ONE_WORD = 128;
export const LANG_SHIFT = 8;
export const LANG_MASK = 255;
/** Length of the form, at most 63. */
export const LETTERS_SHIFT = 16;
export const LETTERS_MASK = 63;

const MAGIC = 0x58534c47; // "GLSX"
const VERSION = 2;
const HEADER_WORDS = 4 + (SECTIONS.length + 1) * 2;

/** What is wrong with bytes that are no index; the caller compiles the index anew. */
export class IndexError extends Error {
  override name = 'IndexError';
}

export function packIndex(parts: IndexParts): Uint8Array<ArrayBuffer> {
  const textOffset =
    HEADER_WORDS * 4 + SECTIONS.reduce((sum, name) => sum + parts.sections[name].byteLength, 0);
  const total = textOffset + Math.ceil(parts.text.length / 4) * 4;
  const bytes = new Uint8Array(total);
  const words = new Int32Array(bytes.buffer);
  let offset = HEADER_WORDS * 4;
  SECTIONS.forEach((name, i) => {
    const section = parts.sections[name];
    words[4 + i * 2] = offset;
    words[5 + i * 2] = section.byteLength;
    words.set(section, offset / 4);
    offset += section.byteLength;
  });
  words[4 + SECTIONS.length * 2] = offset;
  words[5 + SECTIONS.length * 2] = parts.text.length;
  bytes.set(parts.text, offset);
  words[0] = MAGIC;
  words[1] = VERSION;
  words[2] = total;
  words[3] = checksum(words);
  return bytes;
}

/** Views of the sections, after the checksum was found right. */
export function unpackIndex(bytes: Uint8Array): IndexParts {
  if (bytes.length < HEADER_WORDS * 4) throw new IndexError(`index is too short: ${bytes.length} bytes`);
  const aligned = bytes.byteOffset % 4 === 0 && bytes.length % 4 === 0;
  const source = aligned ? bytes : Uint8Array.from(bytes.subarray(0, bytes.length - (bytes.length % 4)));
  const buffer = source.buffer as ArrayBuffer;
  const words = new Int32Array(buffer, source.byteOffset, source.length >>> 2);
  if (words[0] !== MAGIC) throw new IndexError('these bytes are no index of terms');
  if (words[1] !== VERSION)
    throw new IndexError(`index has version ${words[1]}, this program reads ${VERSION}`);
  if (words[2] !== bytes.length)
    throw new IndexError(`index should have ${words[2]} bytes and has ${bytes.length}`);
  if (words[3] !== checksum(words)) throw new IndexError('index is damaged: its checksum is wrong');
  const at = (i: number): [number, number] => {
    const offset = words[4 + i * 2] as number;
    const length = words[5 + i * 2] as number;
    if (offset < 0 || length < 0 || offset + length > source.length)
      throw new IndexError('index is damaged: a section is outside');
    return [source.byteOffset + offset, length];
  };
  const sections = {} as Sections;
  SECTIONS.forEach((name, i) => {
    const [offset, length] = at(i);
    sections[name] = new Int32Array(buffer, offset, length >>> 2);
  });
  const [offset, length] = at(SECTIONS.length);
  return { sections, text: new Uint8Array(buffer, offset, length) };
}

function checksum(words: Int32Array): number {
  let sum = 0x811c9dc5 | 0;
  for (let i = 4; i < words.length; i++)
    sum = Math.imul(sum ^ (words[i] as number), 0x01000193) ^ (sum >>> 15);
  return sum;
}
