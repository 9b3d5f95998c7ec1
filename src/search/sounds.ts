/**
 * How a word sounds, roughly: its consonants in Latin letters, so that a name is found that was typed in
 * letters of another script (`Mirzapur`, `Мирзапур` and `میرزاپور` are all `mrspr`). Vowels are left out, as
 * Arabic script leaves them out; so are the half-vowels v, w and y, and an h at the end. Consonants that
 * transliterations mix up are one letter: k for k, q, g and gh; s for s and z; t for all letters t.
 *
 * After Soundex (Russell 1918), for several scripts. Two consonants say little, so the search gives such a
 * match less weight. Not done: tones and pinyin, and scripts other than these three.
 */

/** Groups of letters first, then letters. Letters that are missing here are silent. */
const LATIN: Record<string, string> = {
  sch: 'x',
  tch: 'c',
  sh: 'x',
  ch: 'c',
  kh: 'h',
  gh: 'k',
  zh: 'j',
  dj: 'j',
  dh: 'd',
  th: 't',
  ph: 'f',
  ck: 'k',
  qu: 'k',
  ce: 's',
  ci: 's',
  cy: 's',
  c: 'k',
  x: 'ks',
  b: 'b',
  d: 'd',
  f: 'f',
  g: 'k',
  h: 'h',
  j: 'j',
  k: 'k',
  l: 'l',
  m: 'm',
  n: 'n',
  p: 'p',
  q: 'k',
  r: 'r',
  s: 's',
  t: 't',
  z: 's',
};
const CYRILLIC = letters(
  'б=b г=k д=d ж=j з=s к=k л=l м=m н=n п=p р=r с=s т=t ф=f х=h ц=s ч=c ш=x щ=x',
  'дж=j',
);
const ARABIC = letters(
  'ب=b پ=p ت=t ط=t ث=s س=s ص=s ج=j ژ=j چ=c ح=h ه=h خ=h د=d ذ=s ز=s ض=s ظ=s ر=r ش=x غ=k ق=k ک=k گ=k ف=f ل=l م=m ن=n',
);

const SCRIPTS: [script: RegExp, sounds: Record<string, string>][] = [
  [/^[a-z]/, LATIN],
  [/^\p{Script=Cyrillic}/u, CYRILLIC],
  [/^\p{Script=Arabic}/u, ARABIC],
];

function letters(list: string, ...groups: string[]): Record<string, string> {
  return Object.fromEntries([...groups, ...list.split(' ')].map((pair) => pair.split('=')));
}

/** Longest group of letters with one sound. */
const GROUP = 3;
/** Least consonants that are compared. */
const LEAST = 2;

/** The consonants of a folded word; empty if it has too few, or is in another script. */
export function soundOf(word: string): string {
  let sound = known.get(word);
  if (sound === undefined) {
    sound = say(word);
    if (known.size === KNOWN_LIMIT) known.clear();
    known.set(word, sound);
  }
  return sound;
}

/** A cache, emptied when it is full: a search compares the same words with each of its texts. */
const known = new Map<string, string>();
const KNOWN_LIMIT = 30_000;

function say(word: string): string {
  const found = SCRIPTS.find(([script]) => script.test(word));
  if (found === undefined) return '';
  const [, sounds] = found;
  let sound = '';
  let last = '';
  for (let at = 0; at < word.length; ) {
    let size = Math.min(GROUP, word.length - at);
    while (size > 1 && sounds[word.slice(at, at + size)] === undefined) size--;
    const said = sounds[word.slice(at, at + size)] ?? '';
    at += size;
    // Arabic script writes a doubled consonant once, and two letters are two consonants.
    const doubled = said === last && sounds !== ARABIC;
    last = said;
    if (!doubled && !(said === 'h' && at === word.length)) sound += said;
  }
  return sound.length < LEAST ? '' : sound;
}
