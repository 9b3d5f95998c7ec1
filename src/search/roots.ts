/**
 * The root of a word: what is left without the endings that make one part of speech of another (`criticised`,
 * `critics`; `Iran`, `Iranian`; `дипломат`, `дипломатический`; `ایران`, `ایرانی`). The search compares roots
 * where words and stems differ. A root need not be linguistically correct: it has to be the same for most
 * words of one family, and for few others.
 *
 * Endings are cut off at most twice, the longest first. What remains has `REST` letters at least; a single
 * letter is cut only from longer words, because it tells short words apart (`police`, `policy`). Source of the
 * lists: the endings of the Snowball stemmers of these languages. Not done: prefixes, changes of vowels,
 * broken plurals.
 */

/** English, French, Spanish, Portuguese and Indonesian, without accents. */
const LATIN = `
  isations isation ational ations ation ements ement ments ment ities ity ically ical ions ion ives ive ings ing
  ed er ers or ors ory al ally ly ic ics ism ists ist ise ises ised ising ian ians ance ances ence ant ants ent ents
  ate ated ates ating atic atics acy acies ship ness ful able ible ous
  ique iques atique atiques eur eurs aire aires euse ement ateur atrice isme iste er ee ees
  cion ciones idad idades mente ico ica icos icas ado ada ados adas ador adora anza ista acia acias atico atica aticos aticas ia ias
  cao coes dade kan nya lah an
  s e y o a i`;
const CYRILLIC = `
  ическ ственн ирован изаци ательств тельств тельн ельн ован ость ост ени ани ств ск чн ов ев ен ан н`;
/** Arabic and Persian, in folded letters. */
const ARABIC = 'هایی های ها ات ون ین ان یه هم نا مان تان شان گی ترین تر ای ی ه م ش';

interface Endings {
  script: RegExp;
  endings: Set<string>;
  /** Letters of the longest ending. */
  longest: number;
  /** Least letters that remain, for endings of one letter and for longer ones. */
  rest: [one: number, more: number];
}

const SCRIPTS: Endings[] = [
  { script: /^[a-z]/, ...read(LATIN), rest: [6, 4] },
  { script: /^\p{Script=Cyrillic}/u, ...read(CYRILLIC), rest: [5, 4] },
  { script: /^\p{Script=Arabic}/u, ...read(ARABIC), rest: [4, 4] },
];
const TIMES = 2;

function read(list: string): Pick<Endings, 'endings' | 'longest'> {
  const endings = new Set(list.trim().split(/\s+/));
  return { endings, longest: Math.max(...[...endings].map((ending) => ending.length)) };
}

/** A cache, emptied when it is full: a search compares the same words with each of its texts. */
const known = new Map<string, string>();
const KNOWN_LIMIT = 30_000;

/** The root of a folded word, which may be the word itself. */
export function rootOf(word: string): string {
  let root = known.get(word);
  if (root === undefined) {
    root = cut(word);
    if (known.size === KNOWN_LIMIT) known.clear();
    known.set(word, root);
  }
  return root;
}

function cut(word: string): string {
  const rules = SCRIPTS.find(({ script }) => script.test(word));
  if (rules === undefined) return word;
  // One spelling for British and American words.
  let root = word.replaceAll('z', 's');
  for (let time = 0; time < TIMES; time++) root = root.slice(0, root.length - endingOf(root, rules));
  return root;
}

/** Letters of the longest ending that may be cut off. */
function endingOf(word: string, { endings, longest, rest }: Endings): number {
  for (let size = longest; size > 0; size--) {
    if (word.length - size >= rest[size === 1 ? 0 : 1] && endings.has(word.slice(-size))) return size;
  }
  return 0;
}
