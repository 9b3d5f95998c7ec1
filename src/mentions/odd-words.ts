/**
 * The tokeniser's slow path: words that are not plain ASCII letters, and checks of endings, dots and years.
 */
import {
  ARABIC,
  CLASS,
  CYRILLIC,
  DIGIT,
  FOLDS,
  IDEOGRAPH,
  IGNORED,
  KINDS,
  kindOf,
  LETTER,
  LOWER,
  UPPER,
} from './characters';
import {
  ALL_CAPS,
  ARABIC_WORD,
  CAPITAL,
  HAS_LOWER,
  HEAD_LETTERS,
  hashWord,
  headOf,
  IDEOGRAPHIC,
  MIXED,
  NUMBER,
  STEMMED,
  type Tokens,
} from './tokens';
import { articleLength, PERSIAN_SUFFIXES, stemCyrillic, stemLatin, stemPersian } from './words';

const MAX_WORD = 64;

const word = new Uint16Array(MAX_WORD);

/** Whether a non-ASCII unit ends an ASCII word: it is neither a letter of the same class nor a mark. */
export function endsWord(unit: number): boolean {
  const cls = kindOf(unit) & CLASS;
  return cls !== LETTER && cls !== IGNORED;
}

/** The end of the word that begins at `from`, marks included. A letter of another script ends the word. */
export function slowEnd(text: string, from: number): number {
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
  // Marks at the end belong to the word. Soft hyphens and joiners after it do no harm.
  return Math.max(at, end);
}

/** Writes the word from `from` to `to` as token number `count`. Returns `count + 1`. */
export function writeSlow(text: string, from: number, to: number, tokens: Tokens, count: number): number {
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
  if (seen & LOWER) flag |= HAS_LOWER | (inner & UPPER ? MIXED : 0);
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
    last = first > 0 ? length : stemPersian(word, length);
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

/** The end of a dotted acronym (`U.N.`, `I.T.U`), its last dot included; 0 if there is none at `from`. */
export function dottedEnd(text: string, from: number): number {
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
  return letters > 1 ? at : 0;
}

/** Writes a dotted acronym as token number `count`. Returns `count + 1`. */
export function writeDotted(text: string, from: number, to: number, tokens: Tokens, count: number): number {
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

/** The offset of the year in an acronym followed directly by a year; 0 for any other word. */
export function yearStart(text: string, from: number, to: number): number {
  const year = to - 4;
  const century = text.charCodeAt(year) * 256 + text.charCodeAt(year + 1);
  if (century !== 0x3139 && century !== 0x3230) return 0; // 19, 20
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (at < year ? !isUpper(unit) : !isDigit(unit)) return 0;
  }
  return year;
}

export function isUpper(unit: number): boolean {
  return unit >= 65 && unit <= 90;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

export function hasLower(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (KINDS[text.charCodeAt(at)]! & LOWER) return true;
  return false;
}

export function hasUpper(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isUpper(text.charCodeAt(at))) return true;
  return false;
}

/** Whether an `s` after this letter may be a plural: not after `s`, `u` or `i` (-ss, -us, -is). */
export function pluralBefore(unit: number): boolean {
  return unit !== 115 && unit !== 117 && unit !== 105;
}

export function isPersianSuffix(text: string, from: number, to: number): boolean {
  if (to - from > 8) return false;
  let suffix = '';
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if ((kindOf(unit) & CLASS) !== IGNORED) suffix += String.fromCharCode(FOLDS[unit] as number);
  }
  return PERSIAN_SUFFIXES.has(suffix);
}

/** Units before a `>` that are looked at for the beginning of its line. */
const DEEPEST = 16;

/** Whether the `>` at an offset does no more than say that its line is quoted in a mail (RFC 3676, section 4.5). */
export function quotesLine(text: string, at: number): boolean {
  for (let i = at - 1; i >= at - DEEPEST; i--) {
    const unit = text.charCodeAt(i);
    if (unit === 10) return true;
    if (unit !== 62 && unit !== 32) return false;
  }
  return false;
}
