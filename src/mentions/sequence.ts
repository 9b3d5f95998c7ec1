/**
 * Hashes of token sequences, and the finer checks of letter case. The compiler and the matcher share them.
 */
import { CLASS, FOLDS, kindOf, LETTER, UPPER } from './characters';
import { ALL_CAPS, CAPITAL, type Tokens } from './tokens';

/** Hash A of a sequence extended by one token. `gap` is the hash of the punctuation before that token. */
export function stepA(sequence: number, word: number, gap: number): number {
  let hash = Math.imul(sequence, 0x9e3779b1 | 0) + word + Math.imul(gap, 0x27d4eb2f);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x7feb352d);
  return hash ^ (hash >>> 15);
}

/** Hash B of a sequence extended by one token. */
export function stepB(sequence: number, word: number, gap: number): number {
  const hash = Math.imul(sequence ^ word ^ (gap << 1), 0xc2b2ae35 | 0);
  return hash ^ (hash >>> 13);
}

/** The slot where probing for a sequence begins. A multiplication maps the hash to any table size. */
export function slotOf(a: number, slots: number): number {
  return Math.floor(((a >>> 0) * slots) / 4294967296);
}

/**
 * Hash of the letters with their case. Separators, dots, marks and the plural `s` of an acronym do not count.
 */
export function exactHash(text: string, tokens: Tokens, first: number, last: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let token = first; token <= last; token++) {
    let end = tokens.end[token] as number;
    if ((tokens.flags[token] as number) & ALL_CAPS && text.charCodeAt(end - 1) === 115) end--;
    for (let at = tokens.start[token] as number; at < end; at++) {
      const unit = text.charCodeAt(at);
      const kind = kindOf(unit);
      if ((kind & CLASS) < LETTER) continue;
      hash = Math.imul(hash ^ ((FOLDS[unit] as number) | (kind & UPPER ? 0x10000 : 0)), 0x01000193);
    }
  }
  return hash;
}

/** One bit per token, set if it begins with a capital or, in Arabic script, with the article. At most 31. */
export function capitalMask(tokens: Tokens, first: number, last: number): number {
  let mask = 0;
  for (let i = first; i <= last && i - first < 31; i++) {
    if ((tokens.flags[i] as number) & CAPITAL) mask |= 1 << (i - first);
  }
  return mask;
}
