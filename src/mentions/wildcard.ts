/**
 * Hashes of word prefixes. Cues that match any ending (`telecommunicat*`) are looked up by their first three
 * folded letters, so that only a few need a comparison. Names in another wording are compared by the first
 * four letters of each word (`International Telecoms Union`).
 */
import { ARABIC, CLASS, FOLDS, kindOf, LETTER } from './characters';
import { headOf } from './tokens';
import { articleLength } from './words';

const MAX_WORD = 64;
const folded = new Uint16Array(MAX_WORD);
const result = { length: 0, head: 0 };
let from = 0;

/**
 * Folds one word, without its Arabic article, into a shared buffer. The result is valid until the next call.
 */
export function foldWord(text: string, start: number, end: number): { length: number; head: number } {
  let length = 0;
  let arabic = false;
  for (let at = start; at < end && length < MAX_WORD; at++) {
    const unit = text.charCodeAt(at);
    const cls = kindOf(unit) & CLASS;
    if (cls < LETTER) continue;
    if (cls === ARABIC) arabic = true;
    folded[length++] = FOLDS[unit] as number;
  }
  from = arabic ? articleLength(folded, length) : 0;
  result.length = length - from;
  result.head = result.length >= 3 ? headOf(folded, from) : 0;
  return result;
}

/** Hash of the first `length` letters of the word folded last. */
export function prefixHash(length: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = from; i < from + length; i++)
    hash = Math.imul(hash ^ (folded[i] as number), 0x01000193) ^ (hash >>> 17);
  return hash;
}

const NAME_HEAD = 4;

/**
 * Hash of the first four letters of a word that carries meaning in a name, or 0 for a shorter word. In Arabic
 * script, which writes no short vowels, three letters are enough.
 */
export function nameHead(text: string, start: number, end: number): number {
  const { length } = foldWord(text, start, end);
  const least = (kindOf(text.charCodeAt(start)) & CLASS) === ARABIC ? NAME_HEAD - 1 : NAME_HEAD;
  return length < least ? 0 : prefixHash(Math.min(NAME_HEAD, length)) || 1;
}
