/**
 * Mentions in the blocks of a page: `match` finds candidates, this file decides their sense with what `resolve` knows.
 *
 * Nothing is kept between two calls. What the page has shown so far is in `Evidence`, which the caller sends back with
 * the next blocks. A mention that a later block may decide otherwise carries `group` and `score`: it is shown where `score`
 * plus the score of its group in the newest evidence is above 0 (`isShown`). Mentions without a group are final.
 * Whatever the order and size of the batches, `isShown` with the last evidence says the same.
 *
 * Cost: one pass over the text, and per ambiguous candidate a look at fifteen words to each side.
 */
import type { MentionIndex } from './index';
import { ACRONYM, AMBIGUOUS, KIND_FORM, KIND_MASK, KIND_RIVAL } from './layout';
import { type Candidate, fits, type Matches, match } from './match';
import { type Bracket, brackets, type Definition, definitionAt } from './resolve/definition';
import {
  addCue,
  addMeaning,
  addNamed,
  addRival,
  type Evidence,
  groupKey,
  hasRoom,
  parseGroup,
  readEvidence,
} from './resolve/evidence';
import { initials } from './resolve/initials';
import { inCapitals, isCode, isCut, tieOf } from './resolve/place';
import type { Reason } from './resolve/reason';
import { companyNear, pageVerdict, prior, profileOf, scoreCues } from './resolve/weigh';
import { createTokens, IDEOGRAPHIC, type Tokens } from './tokenise';

export type { Evidence, PageVerdict } from './resolve/evidence';
export type { Reason } from './resolve/reason';

/** A place where a form stands that is, or may turn out to be, a mention of a term. */
export interface FoundMention {
  /** Number of the block in this call. */
  block: number;
  /** UTF-16 offsets in the block's text, end exclusive. */
  start: number;
  end: number;
  /** Term id. */
  term: string;
  /** Whether it is a mention by all that is known so far. */
  shown: boolean;
  /** Key into `Evidence.groups`, where the rest of the page can change the verdict. */
  group?: string;
  /** What speaks for it right here; with the group's score above 0 it is shown. */
  score?: number;
  /** Reasons found here; those of the page are in its group. Absent: the form has one sense only. */
  why?: Reason[];
}

/** What is known of the page besides its text. */
export interface Page {
  /** Its language as the browser knows it, a BCP 47 tag. */
  lang?: string | undefined;
  /** What `find` returned for the blocks before. */
  evidence?: Evidence | undefined;
}

export interface Found {
  mentions: FoundMention[];
  evidence: Evidence;
}

const NEAR_WORDS = 15;
const CAPITALS_OWN_LANGUAGE = -0.5;
const CAPITALS = -4;
const OTHER_LANGUAGE = -1;
const HYPHENATED = -3.25;
const BESIDE_NAME = -0.5;
const SETTLED = 20;

const tokens: Tokens = createTokens(4096);

/** Finds the mentions in blocks of a page. */
export function find(index: MentionIndex, blocks: readonly string[], page: Page = {}): Found {
  const evidence = readEvidence(index, page.evidence);
  const mentions: FoundMention[] = [];
  const lang = (page.lang ?? '').toLowerCase().split(/[-_]/)[0] ?? '';
  blocks.forEach((text, block) => {
    const matches = match(index, text, tokens);
    if (matches.cue.length === 0 && matches.candidates.length === 0) return;
    readBlock(index, text, block, lang, matches, evidence, mentions);
  });
  for (const key of Object.keys(evidence.groups)) {
    const parts = parseGroup(key);
    if (parts) evidence.groups[key] = pageVerdict(index, evidence, parts.group, parts.term);
  }
  for (const mention of mentions) mention.shown = isShown(mention, evidence);
  return { mentions: oneASpan(mentions), evidence };
}

/** Whether a mention is shown by the newest evidence of its page. */
export function isShown(
  mention: Pick<FoundMention, 'group' | 'score' | 'shown'>,
  evidence: Evidence,
): boolean {
  const verdict = mention.group === undefined ? undefined : evidence.groups[mention.group];
  return verdict ? (mention.score ?? 0) + verdict.score > 0 : mention.shown;
}

/** Whether a text has any candidate at all; the text may be anything, scripts included. */
export function mayMention(index: MentionIndex, text: string): boolean {
  return match(index, text, tokens).candidates.length > 0;
}

/** A candidate with the senses that are written the way it is written. */
interface Place extends Candidate {
  /** Numbers of entries of the index: forms of terms. */
  forms: number[];
  /** Rivals named here. */
  rivals: number[];
  ambiguous: boolean;
}

function readBlock(
  index: MentionIndex,
  text: string,
  block: number,
  lang: string,
  matches: Matches,
  evidence: Evidence,
  mentions: FoundMention[],
): void {
  for (const cue of matches.cue) addCue(evidence, cue);
  const places: Place[] = [];
  for (const candidate of matches.candidates) {
    const place = placeOf(index, text, candidate);
    if (place) places.push(place);
  }
  for (const place of places) {
    for (const rival of place.rivals) addRival(evidence, rival);
    if (place.ambiguous) continue;
    for (const entry of place.forms) addNamed(evidence, index.sections.entryOwner[entry] as number);
  }
  const settled = readDefinitions(index, text, places, evidence);
  readInitials(index, text, places, evidence);
  for (const place of places) {
    for (const entry of place.forms) {
      const mention = judge(index, text, block, lang, matches, places, place, entry, settled, evidence);
      if (mention) mentions.push(mention);
    }
  }
}

/** A candidate in prose, or null where it is part of an address, of code or of a longer Chinese word. */
function placeOf(index: MentionIndex, text: string, candidate: Candidate): Place | null {
  const { first, last, start, end, group } = candidate;
  if (isCode(text, start, end)) return null;
  if ((tokens.flags[first] as number) & IDEOGRAPHIC && isCut(text, start, end)) return null;
  const { groupStart, entryInfo, entryOwner } = index.sections;
  const place: Place = { ...candidate, forms: [], rivals: [], ambiguous: false };
  for (let e = groupStart[group] as number; e < (groupStart[group + 1] as number); e++) {
    const info = entryInfo[e] as number;
    if (!fits(index, e, text, tokens, first, last)) continue;
    if ((info & KIND_MASK) === KIND_RIVAL) place.rivals.push(entryOwner[e] as number);
    else if ((info & KIND_MASK) === KIND_FORM) {
      place.forms.push(e);
      if (info & (AMBIGUOUS | ACRONYM)) place.ambiguous = true;
    }
  }
  return place;
}

/**
 * Notes what abbreviations are defined as in this block. Returns for each defining place the term it was defined as, or
 * -1: there the definition settles the sense, whatever the rest of the page says.
 */
function readDefinitions(
  index: MentionIndex,
  text: string,
  places: Place[],
  evidence: Evidence,
): Map<Place, number> {
  const settled = new Map<Place, number>();
  if (!places.some((place) => place.ambiguous)) return settled;
  for (const bracket of brackets(text)) {
    const definition = definitionAt(text, bracket);
    const short = places.find((place) => place.ambiguous && isDefined(place, definition, bracket));
    if (!short) continue;
    const named = nameBeside(index, places, short, text, bracket);
    const long = definition?.long;
    if (named >= 0) {
      settled.set(short, named);
      addMeaning(evidence, {
        group: short.group,
        term: named,
        rival: -1,
        text: long ? text.slice(long.start, long.end) : '',
        by: 'definition',
      });
    } else if (long) {
      const sense = senseOf(index, places, short, long);
      settled.set(short, sense.term);
      addMeaning(evidence, {
        group: short.group,
        ...sense,
        text: text.slice(long.start, long.end),
        by: 'definition',
      });
    } else if (short.start >= bracket.start) {
      const name = nameBefore(text, bracket.start - 1);
      if (name)
        addMeaning(evidence, { group: short.group, term: -1, rival: -1, text: name, by: 'apposition' });
    }
  }
  return settled;
}

/** Whether a place is the abbreviation of a definition, or stands alone in or right before the brackets. */
function isDefined(place: Place, definition: Definition | null, bracket: Bracket): boolean {
  if (definition)
    return (
      place.start <= definition.short.start &&
      place.end >= definition.short.end - 1 &&
      place.end <= definition.short.end
    );
  return place.start === bracket.start && place.end === bracket.end;
}

/** The term whose full name stands right before the brackets, or fills them; -1 where none of the place's terms does. */
function nameBeside(
  index: MentionIndex,
  places: Place[],
  short: Place,
  text: string,
  bracket: Bracket,
): number {
  const inside = short.start >= bracket.start;
  for (const place of places) {
    if (place === short || place.ambiguous) continue;
    const beside = inside
      ? place.end < bracket.start && /^[\s"'”’»]*$/.test(text.slice(place.end, bracket.start - 1))
      : place.start >= bracket.start && place.end <= bracket.end;
    if (!beside) continue;
    const term = sharedTerm(index, place, short);
    if (term >= 0) return term;
  }
  return -1;
}

/** What a long form names: a term of the abbreviation's, a rival, or neither. */
function senseOf(
  index: MentionIndex,
  places: Place[],
  short: Place,
  long: Bracket,
): { term: number; rival: number } {
  for (const place of places) {
    if (place === short || place.start >= long.end || place.end <= long.start) continue;
    const term = place.ambiguous ? -1 : sharedTerm(index, place, short);
    if (term >= 0) return { term, rival: -1 };
    if (place.rivals.length > 0) return { term: -1, rival: place.rivals[0] as number };
  }
  return { term: -1, rival: -1 };
}

function sharedTerm(index: MentionIndex, place: Place, short: Place): number {
  const { entryOwner } = index.sections;
  for (const entry of place.forms) {
    const term = entryOwner[entry] as number;
    if (short.forms.some((e) => entryOwner[e] === term)) return term;
  }
  return -1;
}

/** Two capitalised words or more that end right before the brackets: some name, though its letters do not fit. */
function nameBefore(text: string, open: number): string {
  const run = /(?:\p{Lu}[\p{L}’'-]+(?:\s+(?:\p{Ll}{1,4}\s+){0,2})?(?:\p{Ll}[\p{L}-]+\s+)?){2,8}\s*$/u.exec(
    text.slice(Math.max(0, open - 120), open),
  );
  return run ? run[0].trim() : '';
}

function readInitials(index: MentionIndex, text: string, places: Place[], evidence: Evidence): void {
  for (const { group, start, end } of initials(index, text, tokens)) {
    const inPlace = places.some((place) => place.start < end && place.end > start && place.forms.length > 0);
    if (!inPlace)
      addMeaning(evidence, { group, term: -1, rival: -1, text: text.slice(start, end), by: 'initials' });
  }
}

function judge(
  index: MentionIndex,
  text: string,
  block: number,
  lang: string,
  matches: Matches,
  places: Place[],
  place: Place,
  entry: number,
  settled: Map<Place, number>,
  evidence: Evidence,
): FoundMention | null {
  const { entryInfo, entryOwner } = index.sections;
  const info = entryInfo[entry] as number;
  const term = entryOwner[entry] as number;
  const mention: FoundMention = {
    block,
    start: place.start,
    end: place.end,
    term: index.termId(term),
    shown: true,
  };
  if (!(info & (AMBIGUOUS | ACRONYM))) return mention;
  const why: Reason[] = [];
  const decided = settled.get(place);
  if (decided !== undefined) {
    if (decided !== term) return null;
    return { ...mention, score: SETTLED, why: [{ kind: 'definition', text: '', weight: SETTLED }] };
  }
  let score = 0;
  if (info & ACRONYM) {
    const tie = tieOf(text, tokens, place);
    if (tie === 'fused') return null;
    if (tie !== 'free' && (info & AMBIGUOUS || tie === 'hyphenated')) {
      const weight = tie === 'hyphenated' ? HYPHENATED : BESIDE_NAME;
      score += weight;
      why.push({ kind: 'part-of-name', weight });
    }
    const own = index.langOf(info);
    const isOwn = own === 'und' || lang === '' || own === lang;
    if (inCapitals(tokens, place.first, place.last)) {
      const weight = isOwn ? CAPITALS_OWN_LANGUAGE : CAPITALS;
      score += weight;
      why.push({ kind: 'capitals', weight });
    }
    if (!isOwn && hasLatin(lang) && info & AMBIGUOUS) {
      score += OTHER_LANGUAGE;
      why.push({ kind: 'language', lang: own, weight: OTHER_LANGUAGE });
    }
  }
  const profile = profileOf(index, place.group, term);
  const weight = prior(profile, info);
  why.push({ kind: 'prior', weight });
  score += weight;
  score += scoreCues(index, profile, nearCues(matches, place), true, why);
  score += companyNear(company(index, places, place, term), why);
  const key = groupKey(place.group, term);
  if (!hasRoom(evidence, key)) {
    mention.shown = score + pageVerdict(index, evidence, place.group, term).score > 0;
    return { ...mention, why };
  }
  evidence.groups[key] ??= { score: 0, why: [] };
  return { ...mention, group: key, score, why };
}

/** Languages in Latin letters: an English acronym in a Russian or Arabic text is a name, in a Spanish text maybe a word. */
function hasLatin(lang: string): boolean {
  return (
    lang !== '' &&
    !/^(?:ar|fa|ur|ru|uk|bg|be|sr|mk|zh|ja|ko|he|el|hi|bn|ta|th|ka|hy|am|ps|ckb|ug|kk|mn)$/.test(lang)
  );
}

function nearCues(matches: Matches, place: Place): Set<number> {
  const { cueWord, cue } = matches;
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
    const at = cueWord[i] as number;
    if (at < place.first || at > place.last) near.add(cue[i] as number);
  }
  return near;
}

/** How many other terms are named within reach of a place. */
function company(index: MentionIndex, places: Place[], place: Place, term: number): number {
  const others = new Set<number>();
  const here = places.indexOf(place);
  for (const step of [-1, 1]) {
    for (let i = here + step; i >= 0 && i < places.length; i += step) {
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

/** Of two terms at one span, the one with the higher score is shown; a term's own doubles go. */
function oneASpan(mentions: FoundMention[]): FoundMention[] {
  const kept: FoundMention[] = [];
  for (const mention of mentions) {
    const before = kept.at(-1);
    if (
      before &&
      before.block === mention.block &&
      before.start === mention.start &&
      before.term === mention.term
    ) {
      if ((mention.score ?? SETTLED) > (before.score ?? SETTLED)) kept[kept.length - 1] = mention;
    } else kept.push(mention);
  }
  return kept;
}
