/**
 * The binary format of a matcher index: a header, then sections. Each section is a little-endian typed array,
 * so opening an index creates views and copies nothing.
 *
 * Header, in 32-bit words: magic, version, total bytes, checksum of everything after these four words, then
 * offset and length in bytes of each section.
 *
 * Words used below: a *sequence* is one token or more, identified by two hashes A and B. A *group* is a
 * sequence that some form, rival's name or cue is written with. An *entry* says what a group is: a form of a
 * term, a name of a rival, or a cue.
 *
 * - `firstFilter` (bitmap): the first token of every sequence, by the upper bits of hash A. Most tokens of a
 *   page are rejected here.
 * - `longerFilter` (bitmap): all sequences of two tokens or more, in the same way. Most pairs of tokens that
 *   begin like a form are rejected here.
 * - `slot` (2 × 1.45 × sequences): the hash table, open addressing by hash A. It holds every sequence and
 *   every beginning of one. Key and value are adjacent, so one cache line has both. Key: hash B. Value: bit
 *   0: a longer sequence exists; bit 1: a form or a rival's name ends here; bit 2: a cue ends here; the bits
 *   above: group + 1.
 * - `groupCheck` (groups): hash A in full. With the key, 64 bits identify a sequence.
 * - `groupStart` (groups + 1): the first entry of each group.
 * - `entryOwner`, `entryInfo`, `entryCheck` (entries): the number of the term, rival or cue; the bits defined
 *   below; and either the hash of the exact letters or a mask of the words that need a capital.
 * - `evidence` (terms): 1 + the term's number among the terms that have cues and rivals (called *evidence
 *   terms*); 0 for a term whose forms are all unambiguous and have no rivals. The bit `READ` is set besides where
 *   Gloss itself judged the term's forms.
 * - `rivalStart` (evidence terms + 1): the first rival of each evidence term.
 * - `rivalTerm` (rivals): the term that the rival belongs to.
 * - `rivalFormStart`, `rivalForm`: the groups of the forms that each rival shares. None means every ambiguous
 *   form of the term.
 * - `cueStart`, `cueList`: the cues of each evidence term, then those of each rival.
 * - `nameStart`, `nameHead`: hashes of the first four letters of the words in each evidence term's names,
 *   sorted.
 * - `wildcard` (4 × wildcard cues): hash of the first three letters, number of letters, hash of all letters,
 *   number of the cue.
 * - `textStart`, `text` (UTF-8): term ids, rival senses, cues, languages, in this order.
 * - `counts`: terms, rivals, cues, languages, evidence terms, slots.
 *
 * Size: about 75 bytes for a term with one unambiguous form of three words. The whole index is one
 * ArrayBuffer.
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

/** Every section except `text` consists of 32-bit words. */
type Section = (typeof SECTIONS)[number];
export type Sections = Record<Section, Int32Array<ArrayBuffer>>;

export interface IndexParts {
  sections: Sections;
  text: Uint8Array;
}

/** Bits of a slot's value. */
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
/** The form is one word and lost an ending to stemming. A token on a page must have lost one as well. */
export const STEMMED_FORM = 32;
/** The form is one word in capitals. */
export const ACRONYM = 64;
export const ONE_WORD = 128;
export const LANG_SHIFT = 8;
export const LANG_MASK = 255;
/** Length of the form in UTF-16 units, capped at 63. */
export const LETTERS_SHIFT = 16;
export const LETTERS_MASK = 63;
/** A rival shares the form, so it may mean something else. */
export const RIVALLED = 1 << 22;
/** The form counts only on a page that has a full name of the term. */
export const AFTER_NAME = 1 << 23;
/** 1 + how ordinary a word it is (`lexicon.ts`), if Gloss judged that itself; 0 if an author decided. */
export const ORDINARY_SHIFT = 24;
export const ORDINARY_MASK = 7;
/** A form with one of these bits does not determine its sense alone. */
export const JUDGED = AMBIGUOUS | ACRONYM | RIVALLED;

/** Bit of `evidence`: the term was read from a file that does not say which forms are ambiguous. */
export const READ = 1 << 30;

const MAGIC = 0x58534c47; // "GLSX"
const VERSION = 4;
const HEADER_WORDS = 4 + (SECTIONS.length + 1) * 2;

/** The bytes are not a valid index of this version. The caller compiles the index again. */
export class IndexError extends Error {
  override name = 'IndexError';
}

/** Writes the header and all sections. */
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

/** Views of the sections. Throws `IndexError` if magic, version, length, checksum or an offset is wrong. */
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
