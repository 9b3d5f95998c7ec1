/**
 * Splits a text into tokens. Each token is two 32-bit hashes of its normalised letters, with its offsets in
 * the original text.
 *
 * Cost: one pass, O(length), without copying. ASCII words are hashed while they are read. Any other word
 * passes through a buffer of 64 units, where the rules of `words.ts` apply. A longer word becomes a token
 * that matches nothing. The arrays are reused, so a result is valid until the next call with the same
 * `Tokens`.
 *
 * Not done: segmentation of Chinese and Japanese, where each character is one token (the resolver asks
 * `Intl.Segmenter` about the few candidates); other scripts without spaces (Thai, Khmer), where a run of
 * letters is one token.
 */
import { CLASS, DIGIT, FOLDS, HARD, KINDS, kindOf, LETTER, LOWER, UPPER, ZWNJ } from './characters';
import {
  dottedEnd,
  endsWord,
  hasLower,
  hasUpper,
  isPersianSuffix,
  isUpper,
  pluralBefore,
  quotesLine,
  slowEnd,
  writeDotted,
  writeSlow,
  yearStart,
} from './odd-words';
import {
  A_PRIME,
  A_SEED,
  ALL_CAPS,
  ARABIC_WORD,
  B_PRIME,
  B_SEED,
  CAPITAL,
  finish,
  grow,
  HAS_LOWER,
  HEAD_LETTERS,
  MIXED,
  NUMBER,
  STEMMED,
  type Tokens,
} from './tokens';
import { isPersianPlural } from './words';

const PERSIAN_HEH = 0x647;
/** Stands for the end of an item of a list, as punctuation does. */
const BREAK = 10;

/**
 * Whether soft separators end an item of a list or a phrase, so that no name runs across: a dash between
 * spaces, an empty line, a bullet on a new line.
 */
function isBreak(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  if (unit === 10) return next === 10 || (isDash(next) && text.charCodeAt(at + 2) === 32);
  return isDash(unit) && next === 32 && at > 0 && text.charCodeAt(at - 1) === 32;
}

function isDash(unit: number): boolean {
  return unit === 45 || unit === 0x2013 || unit === 0x2014;
}

/** Reads a text into `tokens`, and returns it. */
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
      if (cls === HARD) {
        if (unit !== 62 || !quotesLine(text, i)) gap = Math.imul(gap ^ unit, A_PRIME) | 1;
      } else if (unit !== 32 && isBreak(text, i)) gap = Math.imul(gap ^ BREAK, A_PRIME) | 1;
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
      // A non-ASCII unit right after may belong to the same word.
      if (!(current >= 128) || endsWord(current)) {
        const last = text.charCodeAt(at - 1);
        const size = at - i;
        let flag = kind & UPPER ? CAPITAL : 0;
        if (seen & LOWER) {
          flag |= HAS_LOWER;
          if (last === 115) {
            // The plural of an acronym (ECOs) or of a long word.
            const acronym = size > 2 && isUpper(text.charCodeAt(at - 2)) && !hasLower(text, i, at - 1);
            if (acronym || (size >= 6 && pluralBefore(text.charCodeAt(at - 2)))) {
              a = beforeA;
              b = beforeB;
              if (acronym) flag = (flag & ~HAS_LOWER) | ALL_CAPS;
              else flag |= STEMMED;
            }
          }
          if (seen & UPPER && flag & HAS_LOWER && (!(kind & UPPER) || hasUpper(text, i + 1, at)))
            flag |= MIXED;
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
          // IGF2023: the acronym is one token, the year another.
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
    const apart = unit === PERSIAN_HEH && count > 0 && text.charCodeAt(i - 1) === 32 && gaps[count] === 0;
    const isPlural = apart && (flags[count - 1] as number) & ARABIC_WORD && isPersianPlural(text, i, at);
    if (isPlural || (joiner && count > 0 && isPersianSuffix(text, i, at))) {
      end[count - 1] = at;
    } else count = writeSlow(text, i, at, tokens, count);
    joiner = false;
    i = at;
  }
  tokens.count = count;
  return tokens;
}
