/** What speaks for or against one candidate right where it stands. The page's part of the verdict is in `weigh.ts`. */
import { ACRONYM, AMBIGUOUS, LETTERS_MASK, LETTERS_SHIFT, ONE_WORD } from '../layout';
import type { Block, Place } from './block';
import { inCapitals, tieOf } from './place';
import type { Reason } from './reason';
import { prior, profileOf, scoreCompany, scoreCues, scoreTopic } from './weigh';

const NEAR_WORDS = 15;
const CAPITALS_OWN_LANGUAGE = -0.5;
const CAPITALS = -4;
const OTHER_LANGUAGE = -1;
/** Two letters are an English acronym in no other language that writes in Latin letters. */
const OTHER_LANGUAGE_SHORT = -2;
const NUMBERED = -1.5;
const HYPHENATED = -3.25;
/** An acronym before a title or a body (`ITU Council`) is frequent, a one-word name before a noun is a longer name. */
const ACRONYM_BESIDE_NAME = -0.25;
const WORD_BESIDE_NAME = -0.75;
/** Acronyms that are as likely to be a word of another language. */
const SHORT = 3;

/** Score and reasons of a place in the sense of one entry, or null where it can be no mention at all. */
export function judge(block: Block, at: number, entry: number): { score: number; why: Reason[] } | null {
  const { index } = block;
  const place = block.places[at] as Place;
  const info = index.sections.entryInfo[entry] as number;
  const term = index.sections.entryOwner[entry] as number;
  const why: Reason[] = [];
  const shape = info & ACRONYM ? scoreShape(block, place, info, why) : scoreName(block, place, info, why);
  if (shape === null) return null;
  const profile = profileOf(index, place.group, term);
  const start = prior(profile, info);
  why.push({ kind: 'prior', weight: start });
  const cues = nearCues(block, place);
  const score =
    start +
    shape +
    scoreCues(index, profile, cues, true, why) +
    scoreTopic(index, profile, cues, why) +
    scoreCompany(index, company(block, at, term), why);
  return { score, why };
}

/** How an acronym is written among its neighbours; null where it is a piece of something else. */
function scoreShape(block: Block, place: Place, info: number, why: Reason[]): number | null {
  const { index, text, tokens, lang } = block;
  let score = 0;
  const add = (reason: Reason & { weight: number }): void => {
    score += reason.weight;
    why.push(reason);
  };
  const tie = tieOf(text, tokens, place);
  if (tie === 'fused') return null;
  if (tie === 'hyphenated') add({ kind: 'part-of-name', weight: HYPHENATED });
  else if (tie === 'numbered') add({ kind: 'part-of-name', weight: NUMBERED });
  else if (tie === 'beside-name' && info & AMBIGUOUS)
    add({ kind: 'part-of-name', weight: ACRONYM_BESIDE_NAME });
  const letters = (info >>> LETTERS_SHIFT) & LETTERS_MASK;
  const own = index.langOf(info);
  const isOwn = own === 'und' || lang === '' || own === lang;
  if (inCapitals(tokens, place.first, place.last)) {
    add({ kind: 'capitals', weight: isOwn ? CAPITALS_OWN_LANGUAGE : CAPITALS });
  }
  if (!isOwn && isLatin(lang) && (info & AMBIGUOUS || letters <= SHORT)) {
    add({ kind: 'language', lang: own, weight: letters === 2 ? OTHER_LANGUAGE_SHORT : OTHER_LANGUAGE });
  }
  return score;
}

/** A one-word name may be the beginning of a longer one that no rival has: `Umma Channel`. */
function scoreName(block: Block, place: Place, info: number, why: Reason[]): number {
  if (!(info & ONE_WORD) || tieOf(block.text, block.tokens, place) !== 'beside-name') return 0;
  why.push({ kind: 'part-of-name', weight: WORD_BESIDE_NAME });
  return WORD_BESIDE_NAME;
}

const OTHER_SCRIPTS = new Set(
  'ar fa ur ru uk bg be sr mk zh ja ko he el hi bn ta th ka hy am ps ckb ug kk mn'.split(' '),
);

/** An English acronym in a Russian or Arabic text is a name, in a Spanish text it may be a word or another name. */
function isLatin(lang: string): boolean {
  return lang !== '' && !OTHER_SCRIPTS.has(lang);
}

/** Distinct cues within reach of a place, nearest to the start of the text first. */
function nearCues(block: Block, place: Place): Set<number> {
  const { cueWord, cue } = block.matches;
  const from = place.first - NEAR_WORDS;
  const to = place.last + NEAR_WORDS;
  let low = 0;
  let high = cueWord.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cueWord[middle] as number) < from) low = middle + 1;
    else high = middle;
  }
  const near = new Set<number>();
  for (let i = low; i < cueWord.length && (cueWord[i] as number) <= to; i++) {
    const word = cueWord[i] as number;
    if (word < place.first || word > place.last) near.add(cue[i] as number);
  }
  return near;
}

/** How many other terms are named within reach of a place. */
function company(block: Block, at: number, term: number): number {
  const { places, index } = block;
  const place = places[at] as Place;
  const others = new Set<number>();
  for (const step of [-1, 1]) {
    for (let i = at + step; i >= 0 && i < places.length; i += step) {
      const other = places[i] as Place;
      if (Math.abs(other.first - place.first) > NEAR_WORDS) break;
      if (other.group === place.group) continue;
      for (const entry of other.forms) {
        const owner = index.sections.entryOwner[entry] as number;
        if (owner !== term) others.add(owner);
      }
    }
  }
  return others.size;
}
