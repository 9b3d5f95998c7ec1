/**
 * The own score of one candidate: the evidence in its surroundings. The page's part of the verdict is in
 * `weigh.ts`, which also explains the scale of the weights.
 */
import { lowerBound } from '../../platform/bisect';
import { ACRONYM, AMBIGUOUS, LETTERS_MASK, LETTERS_SHIFT, ONE_WORD } from '../layout';
import type { Block, Place } from './block';
import { inCapitals, tieOf } from './place';
import type { Reason } from './reason';
import { prior, profileOf, scoreCompany, scoreCues, scoreTopic } from './weigh';

/** Cues and other terms count as near within this many tokens on each side. */
const NEAR_WORDS = 15;
/** Weights for an acronym among words that are all in capitals. */
const CAPITALS_OWN_LANGUAGE = -0.5;
const CAPITALS = -4;
/** Weight for a form of another language than the page's. */
const OTHER_LANGUAGE = -1;
/** The same for two letters: in other Latin-script languages they are hardly ever the English acronym. */
const OTHER_LANGUAGE_SHORT = -2;
const NUMBERED = -1.5;
const HYPHENATED = -3.25;
/**
 * Weights for a capitalised neighbour. An acronym before a title or a body (`ITU Council`) is frequent; a
 * one-word name before a noun is usually part of a longer name.
 */
const ACRONYM_BESIDE_NAME = -0.25;
const WORD_BESIDE_NAME = -0.75;
/** Acronyms of up to this many letters are as likely a word of another language. */
const SHORT = 3;

/** Score and reasons of a place in the sense of one entry; null if it cannot be a mention. */
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

/** Scores how an acronym is written among its neighbours; null if it is a piece of another token. */
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

/** Scores a name. A one-word name may begin a longer name that no rival lists: `Umma Channel`. */
function scoreName(block: Block, place: Place, info: number, why: Reason[]): number {
  if (!(info & ONE_WORD) || tieOf(block.text, block.tokens, place) !== 'beside-name') return 0;
  why.push({ kind: 'part-of-name', weight: WORD_BESIDE_NAME });
  return WORD_BESIDE_NAME;
}

const OTHER_SCRIPTS = new Set(
  'ar fa ur ru uk bg be sr mk zh ja ko he el hi bn ta th ka hy am ps ckb ug kk mn'.split(' '),
);

/**
 * Whether a language is written in Latin script. An English acronym in a Russian or Arabic text is a name. In
 * a Spanish text it may also be a word or another name.
 */
function isLatin(lang: string): boolean {
  return lang !== '' && !OTHER_SCRIPTS.has(lang);
}

/** Distinct cues near a place, in the order of the text. Cues inside the place do not count. */
function nearCues(block: Block, place: Place): Set<number> {
  const { cueWord, cue } = block.matches;
  const from = place.first - NEAR_WORDS;
  const to = place.last + NEAR_WORDS;
  const near = new Set<number>();
  const first = lowerBound(cueWord.length, (at) => (cueWord[at] as number) < from);
  for (let i = first; i < cueWord.length && (cueWord[i] as number) <= to; i++) {
    const word = cueWord[i] as number;
    if (word < place.first || word > place.last) near.add(cue[i] as number);
  }
  return near;
}

/** The number of other terms named near a place. */
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
