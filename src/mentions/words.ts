/**
 * Rules that need a whole folded word. Pages and forms pass through the same rules, so they need not be linguistically
 * right, only the same for the ways in which one name is written. They work in place on a buffer of folded units.
 *
 * | rule | example | becomes |
 * |---|---|---|
 * | plural of a long word | `measures` | `measure` |
 * | plural of an acronym (in `tokenise.ts`, it needs the case) | `ECOs` | `eco` |
 * | Russian case endings, stem of at least three letters | `международного` | `международн` |
 * | Arabic article, with the particles that are written with it | `والأمم`, `بالأمم`, `للأمم` | `امم`, definite |
 *
 * Single particles without an article (`وجامعة`) are indistinguishable from first letters (`وزارة`); the matcher tries
 * the word both ways where a form begins. No stemming beyond this: it would join words that are not one.
 */

/** Longest first. From the nominal and adjectival endings of Porter's Russian stemmer (2006). */
const RUSSIAN_ENDINGS =
  'иями ями ами ией иям ием иях ого его ому ему ыми ими ях ах ов ев ей ом ем ам ям ой ый ий ую юю ая яя ое ее ые ие ых их ым им ия ию ии ью ья ье а я у ю о е ы и ь й'
    .split(' ')
    .map((ending) => [...ending.replace('й', 'и')].map((c) => c.charCodeAt(0)));

const MIN_RUSSIAN_STEM = 3;

/** New length of a Cyrillic word without its case ending. */
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

/** New length of a Latin word without a plural `s`: six letters or more, so that `BRICS` is no plural of `BRIC`. */
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

/** How many letters at the start of an Arabic-script word are the article with its particles; 0 where it has none. */
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

/** Whether a letter may be a particle written together with the word after it: و ف ب ل ک. */
export function isParticle(unit: number): boolean {
  return unit === WAW || unit === FEH || unit === BEH || unit === LAM || unit === KAF;
}

/** Persian endings that a zero-width non-joiner sets off; they belong to the word before. */
export const PERSIAN_SUFFIXES: ReadonlySet<string> = new Set(
  'ی ای ها های هایی هایم هایش هایشان ام ات اش مان تان شان ان اند است تر ترین'.split(' '),
);
