/**
 * Words of a text, each as two 32-bit hashes of its normalised letters, with offsets into the text as it is.
 *
 * One pass, O(length), nothing is copied: words of ASCII letters are hashed as they are read, any other word goes
 * through a buffer of 64 units for the rules of `words.ts`. A longer word is kept as an unmatchable one. The arrays are
 * reused from call to call, so the result is good until the next call with the same `Tokens`.
 *
 * Deliberately not done: segmentation of Chinese and Japanese (each character is a word here; the resolver asks
 * `Intl.Segmenter` about the few candidates), other scripts without spaces (Thai, Khmer: a run of letters is a word).
 */
import {
  ARABIC,
  CLASS,
  CYRILLIC,
  DIGIT,
  FOLDS,
  HARD,
  IDEOGRAPH,
  IGNORED,
  KINDS,
  kindOf,
  LETTER,
  LOWER,
  UPPER,
  ZWNJ,
} from './characters';
import { articleLength, PERSIAN_SUFFIXES, stemCyrillic, stemLatin } from './words';

/** The word begins with a capital, or (Arabic script) with the article. */
export const CAPITAL = 1;
/** Two letters or more, none of them small. */
export const ALL_CAPS = 2;
/** An ending was taken off. */
export const STEMMED = 4;
/** Arabic script: the word may begin with a particle that is not part of it. */
export const ARABIC_WORD = 8;
/** A character of a script without spaces. */
export const IDEOGRAPHIC = 16;
/** Digits only. */
export const NUMBER = 32;
/** Has at least one small letter. */
export const SMALL = 64;
/** Capitals beyond the first letter beside small ones: `InternationalGamelanFestival`. */
export const MIXED = 128;

/** Parallel arrays, one entry a word, in reading order. */
export interface Tokens {
  count: number;
  /** UTF-16 offsets of the word in the text, end exclusive; a stripped plural or suffix is inside. */
  start: Int32Array;
  end: Int32Array;
  /** Two independent hashes of the normalised word. */
  a: Int32Array;
  b: Int32Array;
  /** Hash of the punctuation between the word before and this one; 0 where only soft separators stand there. */
  gap: Int32Array;
  /** Hash of the first three normalised letters, for cues that end in `*`; 0 for shorter words. */
  head: Int32Array;
  flags: Uint8Array;
}

export function createTokens(capacity = 1024): Tokens {
  return {
    count: 0,
    start: new Int32Array(capacity),
    end: new Int32Array(capacity),
    a: new Int32Array(capacity),
    b: new Int32Array(capacity),
    gap: new Int32Array(capacity),
    head: new Int32Array(capacity),
    flags: new Uint8Array(capacity),
  };
}

const A_SEED = 0x811c9dc5 | 0;
const A_PRIME = 0x01000193;
const B_SEED = 0x2545f491 | 0;
const B_PRIME = 0x85ebca6b | 0;
const HEAD_LETTERS = 3;
const MAX_WORD = 64;

const word = new Uint16Array(MAX_WORD);

/** Hash pair of `length` units of a folded word, as the scanner makes it. */
export function hashWord(units: ArrayLike<number>, length: number, from = 0): [number, number] {
  let a = A_SEED;
  let b = B_SEED;
  for (let i = from; i < length; i++) {
    const unit = units[i] as number;
    a = Math.imul(a ^ unit, A_PRIME);
    b = Math.imul(b ^ unit, B_PRIME);
    b ^= b >>> 15;
  }
  return [finish(a), b];
}

/** FNV leaves its upper bits to the last letters; this spreads them (Murmur3's finaliser, first half). */
function finish(hash: number): number {
  let a = hash ^ (hash >>> 16);
  a = Math.imul(a, 0x7feb352d);
  return a ^ (a >>> 15);
}

/** Reads a text's words into `tokens`. */
export function tokenise(text: string, tokens: Tokens): Tokens {
  let { start, end, a: as, b: bs, gap: gaps, head: heads, flags } = tokens;
  let capacity = start.length;
  let count = 0;
  let gap = 0;
  let joiner = false;
  const length = text.length;
  let i = 0;
  while (i < length) {
    const unit = text.charCodeAt(i);
    const kind = KINDS[unit] || kindOf(unit);
    const cls = kind & CLASS;
    if (cls < LETTER) {
      if (cls === HARD) gap = Math.imul(gap ^ unit, A_PRIME) | 1;
      joiner = cls === ZWNJ;
      i++;
      continue;
    }
    if (count === capacity) {
      tokens.count = count;
      grow(tokens, capacity * 2);
      ({ start, end, a: as, b: bs, gap: gaps, head: heads, flags } = tokens);
      capacity = start.length;
    }
    start[count] = i;
    gaps[count] = gap;
    gap = 0;
    if (unit < 128) {
      let a = A_SEED;
      let b = B_SEED;
      let beforeA = a;
      let beforeB = b;
      let head = 0;
      let seen = 0;
      let at = i;
      let current = unit;
      let currentKind = kind;
      do {
        seen |= currentKind;
        beforeA = a;
        beforeB = b;
        const folded = FOLDS[current] as number;
        a = Math.imul(a ^ folded, A_PRIME);
        b = Math.imul(b ^ folded, B_PRIME);
        b ^= b >>> 15;
        at++;
        if (at - i === HEAD_LETTERS) head = a;
        current = text.charCodeAt(at);
        currentKind = current < 128 ? (KINDS[current] as number) : 0;
      } while ((currentKind & CLASS) === LETTER);
      // Anything but ASCII right behind may belong to the word.
      if (!(current >= 128) || endsWord(current)) {
        const last = text.charCodeAt(at - 1);
        const size = at - i;
        let flag = kind & UPPER ? CAPITAL : 0;
        if (seen & LOWER) {
          flag |= SMALL;
          if (last === 115) {
            // A plural acronym (ECOs), or the plural of a long word.
            const acronym = size > 2 && isUpper(text.charCodeAt(at - 2)) && !hasSmall(text, i, at - 1);
            if (acronym || (size >= 6 && pluralBefore(text.charCodeAt(at - 2)))) {
              a = beforeA;
              b = beforeB;
              if (acronym) flag = (flag & ~SMALL) | ALL_CAPS;
              else flag |= STEMMED;
            }
          }
          if (seen & UPPER && flag & SMALL && (!(kind & UPPER) || hasUpper(text, i + 1, at))) flag |= MIXED;
        } else if (seen & UPPER) {
          if (size > 1) flag |= ALL_CAPS;
          if (last === 83 && size >= 6 && pluralBefore(text.charCodeAt(at - 2) | 32)) {
            a = beforeA;
            b = beforeB;
            flag |= STEMMED;
          }
        } else flag |= NUMBER;
        const year = seen & DIGIT && seen & UPPER && size > 5 ? yearStart(text, i, at) : 0;
        if (year > 0) {
          // IGF2023: the acronym is a word, and so is the year.
          count = writeSlow(text, i, year, tokens, count);
          i = year;
          continue;
        }
        if (size === 1 && kind & UPPER && current === 46 && isUpper(text.charCodeAt(at + 1))) {
          const dotted = dottedEnd(text, i);
          if (dotted > 0) {
            count = writeDotted(text, i, dotted, tokens, count);
            i = dotted;
            continue;
          }
        }
        end[count] = at;
        as[count] = finish(a);
        bs[count] = b;
        heads[count] = head;
        flags[count] = flag;
        count++;
        joiner = false;
        i = at;
        continue;
      }
    }
    const at = slowEnd(text, i);
    if (joiner && count > 0 && isPersianSuffix(text, i, at)) {
      end[count - 1] = at;
    } else count = writeSlow(text, i, at, tokens, count);
    joiner = false;
    i = at;
  }
  tokens.count = count;
  return tokens;
}

/** Whether a unit outside ASCII ends an ASCII word: it is no letter of the same kind and no mark. */
function endsWord(unit: number): boolean {
  const cls = kindOf(unit) & CLASS;
  return cls !== LETTER && cls !== IGNORED;
}

/** End of the word that begins at `from`, marks included; scripts that differ end it. */
function slowEnd(text: string, from: number): number {
  const first = kindOf(text.charCodeAt(from)) & CLASS;
  let end = from + 1;
  let at = end;
  for (; at < text.length; at++) {
    const kind = kindOf(text.charCodeAt(at));
    const cls = kind & CLASS;
    if (cls === IGNORED) continue;
    if (first === IDEOGRAPH || (cls !== first && !(kind & DIGIT && cls >= LETTER && cls !== IDEOGRAPH)))
      break;
    end = at + 1;
  }
  // Marks at the end of a word are part of it, soft hyphens and joiners behind it are harmless.
  return Math.max(at, end);
}

function writeSlow(text: string, from: number, to: number, tokens: Tokens, count: number): number {
  let length = 0;
  let seen = 0;
  let inner = 0;
  for (let at = from; at < to && length <= MAX_WORD; at++) {
    const unit = text.charCodeAt(at);
    const kind = kindOf(unit);
    if ((kind & CLASS) === IGNORED) continue;
    if (length > 0) inner |= kind;
    seen |= kind;
    if (length < MAX_WORD) word[length] = FOLDS[unit] as number;
    length++;
  }
  const kind = kindOf(text.charCodeAt(from));
  const cls = kind & CLASS;
  let flag = kind & UPPER ? CAPITAL : 0;
  if (seen & LOWER) flag |= SMALL | (inner & UPPER ? MIXED : 0);
  else if (seen & UPPER) flag |= length > 1 ? ALL_CAPS : 0;
  else if (seen === (LETTER | DIGIT)) flag |= NUMBER;
  tokens.start[count] = from;
  tokens.end[count] = to;
  if (length > MAX_WORD) {
    tokens.a[count] = 0;
    tokens.b[count] = 0;
    tokens.head[count] = 0;
    tokens.flags[count] = flag;
    return count + 1;
  }
  let first = 0;
  let last = length;
  if (cls === IDEOGRAPH) flag |= IDEOGRAPHIC;
  else if (cls === ARABIC) {
    flag |= ARABIC_WORD;
    first = articleLength(word, length);
    if (first > 0) flag |= CAPITAL;
  } else if (cls === CYRILLIC) last = stemCyrillic(word, length);
  else last = stemLatin(word, length);
  if (last < length) flag |= STEMMED;
  const [a, b] = hashWord(word, last, first);
  tokens.a[count] = a;
  tokens.b[count] = b;
  tokens.head[count] = length - first >= HEAD_LETTERS ? headOf(word, first) : 0;
  tokens.flags[count] = flag;
  return count + 1;
}

/** Hash of three folded letters, as the fast path makes it. */
export function headOf(units: ArrayLike<number>, first = 0): number {
  let a = A_SEED;
  for (let i = first; i < first + HEAD_LETTERS; i++) a = Math.imul(a ^ (units[i] as number), A_PRIME);
  return a;
}

/** `U.N.`, `I.T.U`: end of a run of single capitals and dots, its last dot outside; 0 where it is none. */
function dottedEnd(text: string, from: number): number {
  let at = from;
  let letters = 0;
  while (letters < 8 && isUpper(text.charCodeAt(at))) {
    letters++;
    if (text.charCodeAt(at + 1) !== 46) {
      const next = text.charCodeAt(at + 1);
      const ends = Number.isNaN(next) || (kindOf(next) & CLASS) < LETTER;
      return letters > 1 && ends ? at + 1 : 0;
    }
    at += 2;
  }
  return letters > 1 ? at - 1 : 0;
}

function writeDotted(text: string, from: number, to: number, tokens: Tokens, count: number): number {
  let length = 0;
  for (let at = from; at < to; at += 2) word[length++] = FOLDS[text.charCodeAt(at)] as number;
  const [a, b] = hashWord(word, length);
  tokens.start[count] = from;
  tokens.end[count] = to;
  tokens.a[count] = a;
  tokens.b[count] = b;
  tokens.head[count] = length >= HEAD_LETTERS ? headOf(word) : 0;
  tokens.flags[count] = CAPITAL | ALL_CAPS;
  return count + 1;
}

/** Where the year begins in an acronym with a year written to it; 0 where the word is anything else. */
function yearStart(text: string, from: number, to: number): number {
  const year = to - 4;
  const century = text.charCodeAt(year) * 256 + text.charCodeAt(year + 1);
  if (century !== 0x3139 && century !== 0x3230) return 0; // 19, 20
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (at < year ? !isUpper(unit) : !isDigit(unit)) return 0;
  }
  return year;
}

function isUpper(unit: number): boolean {
  return unit >= 65 && unit <= 90;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

function hasSmall(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (KINDS[text.charCodeAt(at)]! & LOWER) return true;
  return false;
}

function hasUpper(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isUpper(text.charCodeAt(at))) return true;
  return false;
}

function pluralBefore(unit: number): boolean {
  return unit !== 115 && unit !== 117 && unit !== 105;
}

function isPersianSuffix(text: string, from: number, to: number): boolean {
  if (to - from > 8) return false;
  let suffix = '';
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if ((kindOf(unit) & CLASS) !== IGNORED) suffix += String.fromCharCode(FOLDS[unit] as number);
  }
  return PERSIAN_SUFFIXES.has(suffix);
}

function grow(tokens: Tokens, capacity: number): void {
  const longer = (from: Int32Array): Int32Array => {
    const to = new Int32Array(capacity);
    to.set(from);
    return to;
  };
  tokens.start = longer(tokens.start);
  tokens.end = longer(tokens.end);
  tokens.a = longer(tokens.a);
  tokens.b = longer(tokens.b);
  tokens.gap = longer(tokens.gap);
  tokens.head = longer(tokens.head);
  const flags = new Uint8Array(capacity);
  flags.set(tokens.flags);
  tokens.flags = flags;
}
