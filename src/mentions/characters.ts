/**
 * What each UTF-16 unit is to the matcher, and what it is folded to. Both tables are filled on demand, one unit at a
 * time, so that waking costs nothing and plain text touches a few cache lines only.
 *
 * | rule | example | becomes |
 * |---|---|---|
 * | letter case | `Internet` | `internet` |
 * | Latin diacritics | `télécommunications`, also decomposed | `telecommunications` |
 * | compatibility letters: full-width, Arabic presentation forms, ligatures' first letter | `ＩＴＵ`, `ﻻ` | `itu`, `ل` |
 * | Cyrillic yo and short i (which decomposed text writes with a mark) | `ё й` | `е и` |
 * | alef with hamza, madda or wasla | `أ إ آ ٱ` | `ا` |
 * | Arabic and Persian yeh, alef maqsura, yeh with hamza | `ي ى ئ` | `ی` |
 * | kaf | `ك` | `ک` |
 * | teh marbuta, heh with yeh | `ة ۀ ە` | `ه` |
 * | waw with hamza | `ؤ` | `و` |
 * | Arabic-Indic and Persian digits | `٢ ۲` | `2` |
 * | combining marks, harakat, tatweel, soft hyphen, joiners, direction marks | `اُمَّة`, `ســازمان` | dropped |
 *
 * Rules that need a whole word (inflection, particles, plurals) are in `words.ts`; rules about what may stand between two
 * words are the classes below, used by `tokenise.ts`. Supplementary-plane letters are not folded: they separate words.
 */

/** Stands between words and does not tell two ways of writing apart: white space, hyphens, dashes, apostrophes. */
export const SOFT = 1;
/** Punctuation and symbols: part of a form only where the form has the same. */
export const HARD = 2;
/** Dropped wherever it stands. */
export const IGNORED = 3;
/** Zero-width non-joiner: separates two halves of a Persian word. */
export const ZWNJ = 4;
/** A letter or digit of a script that puts spaces between words. */
export const LETTER = 5;
/** A letter of the Arabic script. */
export const ARABIC = 6;
/** A letter of the Cyrillic script. */
export const CYRILLIC = 7;
/** A character of a script without spaces: a word by itself. */
export const IDEOGRAPH = 8;

const HAS_CASE_LOWER = 16;
const HAS_CASE_UPPER = 32;
const IS_DIGIT = 64;
const CLASS_MASK = 15;

/** Bits that `kindOf` adds to the class. */
export const LOWER = HAS_CASE_LOWER;
export const UPPER = HAS_CASE_UPPER;
export const DIGIT = IS_DIGIT;
export const CLASS = CLASS_MASK;

const kinds = new Uint8Array(65536);
const folds = new Uint16Array(65536);

const ARABIC_FOLDS = new Map<number, string>([
  ...[...'أإآٱٲٳ'].map((c): [number, string] => [c.charCodeAt(0), 'ا']),
  ...[...'يىئےېۍ'].map((c): [number, string] => [c.charCodeAt(0), 'ی']),
  ...[...'كڪ'].map((c): [number, string] => [c.charCodeAt(0), 'ک']),
  ...[...'ةۀەہۂۃھ'].map((c): [number, string] => [c.charCodeAt(0), 'ه']),
  ...[...'ؤۆۇ'].map((c): [number, string] => [c.charCodeAt(0), 'و']),
]);

const LATIN_FOLDS = new Map<string, string>([
  ['ı', 'i'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ł', 'l'],
  ['ß', 's'],
  ['æ', 'a'],
  ['œ', 'o'],
]);

const CYRILLIC_FOLDS = new Map([
  ['ё', 'е'],
  ['й', 'и'],
]);

const SOFT_MARKS = new Set([..."-‐‑‒–—―−－﹣'’‘ʼʻ`´＇־"].map((c) => c.charCodeAt(0)));

/** The class of a unit (`kind & CLASS`) with its case and digit bits. */
export function kindOf(unit: number): number {
  return kinds[unit] || classify(unit);
}

/** The unit that stands for this one in a normalised word; 0 for units that are dropped. */
export function foldOf(unit: number): number {
  if (kinds[unit] === 0) classify(unit);
  return folds[unit] as number;
}

/** The tables themselves, for the scanner's inner loop: an entry is 0 until `kindOf` was asked for it. */
export const KINDS: Uint8Array = kinds;
export const FOLDS: Uint16Array = folds;

function classify(unit: number): number {
  const char = String.fromCharCode(unit);
  let kind: number;
  let fold = unit;
  if (unit === 0x200c) kind = ZWNJ;
  else if (isIgnored(unit, char)) {
    kind = IGNORED;
    fold = 0;
  } else if (/\s/u.test(char) || SOFT_MARKS.has(unit)) kind = SOFT;
  else if (/[\p{L}\p{N}\p{M}_]/u.test(char)) {
    fold = foldLetter(unit, char);
    kind = scriptOf(char);
    const base = char.normalize('NFKC').charAt(0);
    if (/\p{Lu}|\p{Lt}/u.test(base)) kind |= HAS_CASE_UPPER;
    else if (/\p{Ll}/u.test(base)) kind |= HAS_CASE_LOWER;
    if (/\p{Nd}/u.test(char)) kind |= IS_DIGIT;
  } else kind = HARD;
  kinds[unit] = kind;
  folds[unit] = fold;
  return kind;
}

/** Marks of Latin, Cyrillic and Arabic only: in Indic and other scripts a mark is a vowel. */
const MARKS: readonly [number, number][] = [
  [0x0300, 0x036f],
  [0x0483, 0x0489],
  [0x0610, 0x061a],
  [0x064b, 0x065f],
  [0x0670, 0x0670],
  [0x06d6, 0x06ed],
  [0x08d3, 0x08ff],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20ff],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
];
const TATWEEL = 0x640;

function isIgnored(unit: number, char: string): boolean {
  return unit === TATWEEL || /\p{Cf}/u.test(char) || MARKS.some(([from, to]) => unit >= from && unit <= to);
}

function scriptOf(char: string): number {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(char)) return IDEOGRAPH;
  if (/\p{Nd}/u.test(char)) return LETTER;
  if (/\p{Script=Arabic}/u.test(char)) return ARABIC;
  if (/\p{Script=Cyrillic}/u.test(char)) return CYRILLIC;
  return LETTER;
}

/** What a letter is folded to; itself where the rules would make it anything but a letter. */
function foldLetter(unit: number, char: string): number {
  if (/\p{Nd}/u.test(char)) return 48 + digitValue(unit);
  const lower = (char.normalize('NFKC').charAt(0) || char).toLowerCase().charAt(0);
  const arabic = ARABIC_FOLDS.get(lower.charCodeAt(0));
  if (arabic) return arabic.charCodeAt(0);
  const cyrillic = CYRILLIC_FOLDS.get(lower);
  if (cyrillic) return cyrillic.charCodeAt(0);
  if (/\p{Script=Cyrillic}/u.test(lower)) return lower.charCodeAt(0);
  const base = lower.normalize('NFD').charAt(0);
  const folded = (LATIN_FOLDS.get(base) ?? base).charCodeAt(0);
  if (folded === unit) return unit;
  return (kindOf(folded) & CLASS) < LETTER ? unit : (folds[folded] as number);
}

/** Decimal digits stand in runs of ten whose first is the nearest below that is not a digit's successor. */
function digitValue(unit: number): number {
  let zero = unit;
  while (unit - zero < 9 && /\p{Nd}/u.test(String.fromCharCode(zero - 1))) zero--;
  return unit - zero;
}

for (let unit = 0; unit < 128; unit++) classify(unit);
