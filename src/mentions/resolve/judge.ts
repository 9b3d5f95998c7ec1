/**
 * The own score of one candidate: the evidence in its surroundings. The page's part of the verdict is in
 * `weigh.ts`, which also explains the scale of the weights.
 */
import { lowerBound } from '../../platform/bisect';
import {
  ACRONYM,
  AFTER_NAME,
  AMBIGUOUS,
  LETTERS_MASK,
  LETTERS_SHIFT,
  ONE_WORD,
  ORDINARY_MASK,
  ORDINARY_SHIFT,
} from '../layout';
import { type Block, type Place, placesIn } from './block';
import { companyOf, scoreCompany } from './company';
import { inCapitals, tieOf } from './place';
import { prior } from './prior';
import type { Reason } from './reason';
import { determinerOf, goesOn, labelOf, type Standing, standingOf } from './structure';
import { type CueScore, MAX_REASONS, profileOf, scoreCues, scoreTopic } from './weigh';

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
/** Weight for a name that goes on behind the form: `Economic Cooperation and Development`. */
const LONGER_NAME = -2.5;
/** Weights by how an abbreviation stands in its sentence. */
const STANDING: Record<Standing, number> = { body: 1, list: 1.25, subject: 0.75, none: 0 };
/** Weights for the determiner of a name that is also a word. */
const THE_ONLY_ONE = 1;
const ONE_OF_MANY = -1.75;
/** Weights for an abbreviation that labels a name: the term's own, or another. */
const OWN_LABEL = 4;
const OTHER_LABEL = -5;
/** Upper bound of what the place of a form in its sentence adds to its score. */
export function mostOfPlace(info: number, isBody: boolean): number {
  if (!(info & ACRONYM)) return THE_ONLY_ONE + OWN_LABEL;
  return isBody ? Math.max(...Object.values(STANDING)) : 0;
}
/** Cues of a rival within this many tokens mean that the subject is not the digest's. */
const SUBJECT_WORDS = 40;
/** Acronyms of up to this many letters are as likely a word of another language. */
const SHORT = 3;

/** Score and reasons of a place in the sense of one entry; null if it cannot be a mention. */
export function judge(block: Block, at: number, entry: number): { score: number; why: Reason[] } | null {
  const { index } = block;
  const place = block.places[at] as Place;
  const info = index.sections.entryInfo[entry] as number;
  const term = index.sections.entryOwner[entry] as number;
  const why: Reason[] = [];
  const profile = profileOf(index, place.group, term);
  const start = prior(profile, info);
  why.push({ kind: 'prior', weight: start });
  if (info & AFTER_NAME) return { score: start, why };
  const cues = nearCues(block, place, NEAR_WORDS);
  const cueWhy: Reason[] = [];
  const near = scoreCues(index, profile, cues, true, cueWhy);
  const shape =
    info & ACRONYM
      ? scoreShape(block, place, info, profile.isBody && !isRivals(near), why)
      : scoreName(block, place, { info, term, at }, near, why);
  if (shape === null) return null;
  why.push(...cueWhy.slice(0, MAX_REASONS - why.length));
  let score = start + shape + near.own - near.rival;
  score += scoreCompany(index, term, company(block, at, term), why);
  const topic: Reason[] = [];
  const weight = scoreTopic(index, profile, cues, topic);
  if (weight > 0 && !isRivals(near)) {
    const wide = scoreCues(index, profile, nearCues(block, place, SUBJECT_WORDS), true, []);
    if (!isRivals(wide)) {
      score += weight;
      why.push(...topic);
    }
  }
  return { score, why };
}

/** Whether cues speak for a rival more than for the term. Then nothing vaguer speaks for the term. */
function isRivals({ own, rival }: CueScore): boolean {
  return rival > own;
}

/** Scores how an acronym is written among its neighbours; null if it is a piece of another token. */
function scoreShape(
  block: Block,
  place: Place,
  info: number,
  mayStand: boolean,
  why: Reason[],
): number | null {
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
  const how = mayStand ? standingOf(text, tokens, place) : 'none';
  if (how !== 'none') add({ kind: 'standing', how, weight: STANDING[how] });
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

/**
 * Scores a name. A one-word name may begin a longer name that no rival lists: `Umma Channel`. A word may stand
 * for one of several. An abbreviation in brackets beside a name says whose name it is.
 */
function scoreName(
  block: Block,
  place: Place,
  { info, term, at }: { info: number; term: number; at: number },
  near: CueScore,
  why: Reason[],
): number {
  const { text, tokens } = block;
  let score = 0;
  const add = (reason: Reason & { weight: number }): void => {
    score += reason.weight;
    why.push(reason);
  };
  if (info & ONE_WORD) {
    if (tieOf(text, tokens, place) === 'beside-name') add({ kind: 'part-of-name', weight: WORD_BESIDE_NAME });
    // Any determiner may stand before a word that is no name: `a port`, `each node`.
    const determiner = info & (ORDINARY_MASK << ORDINARY_SHIFT) ? 'none' : determinerOf(text, tokens, place);
    if (determiner === 'many') add({ kind: 'one-of-many', weight: ONE_OF_MANY });
    if (determiner === 'one' && !isRivals(near)) add({ kind: 'standing', how: 'name', weight: THE_ONLY_ONE });
  } else if (goesOn(text, tokens, place)) add({ kind: 'part-of-name', weight: LONGER_NAME });
  const label = labelOf(text, tokens, place);
  if (label) {
    const sense = labelSense(block, at, label, term);
    const written = text.slice(label.start, label.end);
    if (sense === 'own') add({ kind: 'definition', text: written, weight: OWN_LABEL });
    else if (sense === 'other') add({ kind: 'definition', text: written, weight: OTHER_LABEL });
  }
  return score;
}

/** Whether the abbreviation beside a name is one of its term, of something else, or of another term. */
function labelSense(
  block: Block,
  at: number,
  label: { start: number; end: number },
  term: number,
): 'own' | 'other' | 'unknown' {
  const { entryOwner } = block.index.sections;
  const places = placesIn(block, label.start, label.end).filter((place) => place !== block.places[at]);
  if (places.some(({ forms }) => forms.some((entry) => entryOwner[entry] === term))) return 'own';
  return places.some(({ forms }) => forms.length > 0) ? 'unknown' : 'other';
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

/**
 * Distinct cues within some words of a place, in the order of the text. Cues inside the place do not count.
 */
function nearCues(block: Block, place: Place, words: number): Set<number> {
  const { cueWord, cueLast, cue } = block.matches;
  const from = place.first - words;
  const to = place.last + words;
  const near = new Set<number>();
  const first = lowerBound(cueWord.length, (at) => (cueWord[at] as number) < from);
  for (let i = first; i < cueWord.length && (cueWord[i] as number) <= to; i++) {
    const word = cueWord[i] as number;
    // A cue that begins with the form says more than the form: `ITU-T`, `IGF workshop`.
    if (word < place.first || (cueLast[i] as number) > place.last) near.add(cue[i] as number);
  }
  return near;
}

/** What other terms near a place say for its term (`companyOf`), each once. */
function company(block: Block, at: number, term: number): number {
  const { places, index } = block;
  const place = places[at] as Place;
  const others = new Map<number, number>();
  for (const step of [-1, 1]) {
    for (let i = at + step; i >= 0 && i < places.length; i += step) {
      const other = places[i] as Place;
      if (Math.abs(other.first - place.first) > NEAR_WORDS) break;
      if (other.group === place.group) continue;
      for (const entry of other.forms) {
        const owner = index.sections.entryOwner[entry] as number;
        const weight = companyOf(index, index.sections.entryInfo[entry] as number, owner, term);
        if (weight > (others.get(owner) ?? 0)) others.set(owner, weight);
      }
    }
  }
  let sum = 0;
  for (const weight of others.values()) sum += weight;
  return sum;
}
