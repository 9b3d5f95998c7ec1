/**
 * Normalisation rules that need a whole folded word. Pages and forms pass through the same rules. So the
 * rules need not be linguistically correct: they only have to give the spellings of one name the same result.
 * They work in place on a buffer of folded units.
 *
 * | rule | example | becomes |
 * |---|---|---|
 * | plural of a long word | `measures` | `measure` |
 * | plural of an acronym (in `tokenise.ts`, it needs the case) | `ECOs` | `eco` |
 * | Russian case endings, stem of at least three letters | `международного` | `международн` |
 * | Persian plural, joined, after a space or a non-joiner | `سازمانهای`, `سازمان های`, `سازمان‌های` | `سازمان` |
 * | Arabic article, with the particles written with it | `والأمم`, `بالأمم`, `للأمم` | `امم`, definite |
 *
 * A particle without an article (`وجامعة`) cannot be distinguished from a first letter (`وزارة`). The matcher
 * tries such a word both ways at the beginning of a form.
 *
 * Not done: any further stemming. It would merge different words.
 */

/** Longest first. Source: the nominal and adjectival endings of Porter's Russian stemmer (2006). */
const RUSSIAN_ENDINGS =
  'иями ями ами ией иям ием иях ого его ому ему ыми ими ях ах ов ев ей ом ем ам ям ой ый ий ую юю ая яя ое ее ые ие ых их ым им ия ию ии ью ья ье а я у ю о е ы и ь й'
    .split(' ')
    .map((ending) => [...ending.replace('й', 'и')].map((c) => c.charCodeAt(0)));

const MIN_RUSSIAN_STEM = 3;

/** The length of a Cyrillic word without its case ending. */
export function stemCyrillic(word: Uint16Array, length: number): number {
  for (const ending of RUSSIAN_ENDINGS) {
    const stem = length - ending.length;
    if (stem < MIN_RUSSIAN_STEM) continue;
    let i = 0;
    while (i < ending.length && word[stem + i] === ending[i]) i++;
    if (i === ending.length) return stem;
  }
  return length;
}

const S = 115;
const MIN_PLURAL = 6;

/**
 * The length of a Latin word without its plural `s`. Only words of six letters or more: `BRICS` is not a
 * plural of `BRIC`.
 */
export function stemLatin(word: Uint16Array, length: number): number {
  if (length < MIN_PLURAL || word[length - 1] !== S) return length;
  const before = word[length - 2];
  const keep = before === S || before === 117 || before === 105; // -ss, -us, -is
  return keep ? length : length - 1;
}

const ALEF = 0x627;
const LAM = 0x644;
const WAW = 0x648;
const FEH = 0x641;
const BEH = 0x628;
const KAF = 0x6a9;
const MIN_ARABIC_REST = 3;

/**
 * The number of letters at the start of an Arabic-script word that are the article and its particles; 0 for
 * none.
 */
export function articleLength(word: Uint16Array, length: number): number {
  let at = 0;
  if (word[at] === WAW || word[at] === FEH) at++;
  let end = 0;
  if (word[at] === LAM && word[at + 1] === LAM) end = at + 2;
  else {
    if (word[at] === BEH || word[at] === KAF) at++;
    if (word[at] === ALEF && word[at + 1] === LAM) end = at + 2;
  }
  return end > 0 && length - end >= MIN_ARABIC_REST ? end : 0;
}

/** Whether a letter may be a particle written together with the next word: و ف ب ل ک. */
export function isParticle(unit: number): boolean {
  return unit === WAW || unit === FEH || unit === BEH || unit === LAM || unit === KAF;
}

const HEH = 0x647;
const YEH = 0x6cc;
const MIN_PERSIAN_STEM = 3;

/** The length of an Arabic-script word without the Persian plural `ها`, `های` or `هایی`. */
export function stemPersian(word: Uint16Array, length: number): number {
  let end = length;
  while (end > 0 && length - end < 2 && word[end - 1] === YEH) end--;
  const isPlural = word[end - 1] === ALEF && word[end - 2] === HEH && end - 2 >= MIN_PERSIAN_STEM;
  return isPlural ? end - 2 : length;
}

/** Whether a word is a Persian plural that stands apart from its noun: `سازمان های`. */
export function isPersianPlural(text: string, from: number, to: number): boolean {
  return /^ها[یي]{0,2}$/.test(text.slice(from, to));
}

/** Persian suffixes that a zero-width non-joiner separates from their word. They belong to that word. */
export const PERSIAN_SUFFIXES: ReadonlySet<string> = new Set(
  'ی ای ها های هایی هایم هایش هایشان ام ات اش مان تان شان ان اند است تر ترین'.split(' '),
);
