/** Cues that match any ending: `telecommunicat*`. Three folded letters find the few to compare with a page's word. */
import { ARABIC, CLASS, FOLDS, kindOf, LETTER } from './characters';
import { headOf } from './tokenise';
import { articleLength } from './words';

const MAX_WORD = 64;
const folded = new Uint16Array(MAX_WORD);
const result = { length: 0, head: 0 };
let from = 0;

/** Folds one word into this room's buffer, without its article; the result is good until the next call. */
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
