/**
 * Scores a form in a term's sense. A mention is shown if its own score and the page's score add up to more
 * than 0.
 *
 * The score is a sum of weights, like log-odds, but the weights are set by hand, in steps of a quarter, in
 * the order of how reliable each source is. A definition outweighs everything else together. A full name
 * outweighs any cues. One near cue is enough for a form of ordinary ambiguity; one cue elsewhere on the page
 * is not.
 *
 * The page's score is the same for all mentions of a form, because a form has one sense per discourse (Gale,
 * Church & Yarowsky, "One sense per discourse", 1992). Rivals compete one by one: the strongest counts, not
 * their sum.
 */
import type { MentionIndex } from '../index';
import { companyOnPage } from './company';
import { type Evidence, type PageVerdict, parseGroup } from './evidence';
import type { Reason } from './reason';
import { isCueOfBody } from './world';

const DEFINITION = 16;
const APPOSITION = 2.5;
const INITIALS = 3.5;
const FULL_NAME = 5;
const RIVAL_NAME = 5;
const WORD = -1.5;
/** Weights of the first, second, … distinct cue of a sense. Further cues count nothing. */
const NEAR_CUES = [1.5, 1, 0.75, 0.5];
const PAGE_CUES = [0.75, 0.5, 0.5, 0.25, 0.25, 0.25];
/** By number of distinct cues of other terms near the mention. */
const TOPIC = [0, 0.25, 0.5, 0.75];
export const MAX_REASONS = 8;

/**
 * A term with the rivals that share one of its forms. `cues` maps a cue to the senses it supports: 0 is the
 * term, i + 1 is `rivals[i]`.
 */
export interface Profile {
  rivals: number[];
  /** Whether a cue speaks of the term's council, secretary or the like: it is an organisation of states. */
  isBody: boolean;
  /** Whether Gloss itself judged the term's forms (`MentionIndex.isRead`). */
  isRead: boolean;
  cues: Map<number, number[]>;
}

/** Profiles that are cached; the cache is then emptied. */
const MAX_PROFILES = 1000;

/** The profile of a form in a term's sense, cached while the index is open. */
export function profileOf(index: MentionIndex, group: number, term: number): Profile {
  const key = `${group}.${term}`;
  const known = index.memory.get(key) as Profile | undefined;
  if (known) return known;
  const { from, to } = index.rivalsOf(term);
  const ambiguous = index.isAmbiguous(group, term);
  const rivals: number[] = [];
  for (let rival = from; rival < to; rival++)
    if (index.rivalShares(rival, group, ambiguous)) rivals.push(rival);
  const cues = new Map<number, number[]>();
  const add = (list: Int32Array, sense: number): void => {
    for (const cue of list) {
      const senses = cues.get(cue);
      if (senses) senses.push(sense);
      else cues.set(cue, [sense]);
    }
  };
  add(index.cuesOfTerm(term), 0);
  rivals.forEach((rival, i) => {
    add(index.cuesOfRival(rival), i + 1);
  });
  const isBody = Array.from(index.cuesOfTerm(term)).some((cue) => isCueOfBody(index.cueText(cue)));
  const profile = { rivals, isBody, isRead: index.isRead(term), cues };
  if (index.memory.size >= MAX_PROFILES) index.memory.clear();
  index.memory.set(key, profile);
  return profile;
}

/** What the cues say: how much for the term, and how much for its strongest rival. */
export interface CueScore {
  own: number;
  rival: number;
}

/**
 * The scores of a set of distinct cues. The first cues of each sense weigh most, but as many as stand there by chance
 * weigh nothing. Appends reasons to `why`.
 */
export function scoreCues(
  index: MentionIndex,
  profile: Profile,
  cues: Iterable<number>,
  near: boolean,
  why: Reason[],
  chance = 0,
): CueScore {
  const steps = near ? NEAR_CUES : PAGE_CUES;
  const totals = new Float64Array(profile.rivals.length + 1);
  const counts = new Int32Array(profile.rivals.length + 1).fill(-chance);
  for (const cue of cues) {
    const senses = profile.cues.get(cue);
    if (!senses) continue;
    for (const sense of senses) {
      const weight = steps[counts[sense]!++] ?? 0;
      if (weight === 0) continue;
      totals[sense]! += weight;
      if (why.length >= MAX_REASONS) continue;
      const text = index.cueText(cue);
      if (sense === 0) why.push({ kind: 'cue', cue: text, near, weight });
      else {
        const rival = profile.rivals[sense - 1] as number;
        why.push({ kind: 'rival', cue: text, sense: index.rivalSense(rival), near, weight: -weight });
      }
    }
  }
  let strongest = 0;
  for (let i = 1; i < totals.length; i++) strongest = Math.max(strongest, totals[i] as number);
  return { own: totals[0] as number, rival: strongest };
}

/**
 * The upper bound of the near score of these cues: all that support the term count, none that support a
 * rival. Cost: one look at each cue of the profile, however many cues the page has.
 */
export function maxNearScore(profile: Profile, cues: ReadonlySet<number>): number {
  let score = 0;
  let count = 0;
  for (const [cue, senses] of profile.cues) {
    if (count === NEAR_CUES.length) break;
    if (senses.includes(0) && cues.has(cue)) score += NEAR_CUES[count++] as number;
  }
  return score;
}

/** Among more terms, some cues are on every page, so their presence says nothing. */
const MAX_TOPIC_TERMS = 5000;

/**
 * The score of cues of other terms near a mention: the digest's subject is discussed, if not this term.
 * Appends a reason to `why`.
 */
export function scoreTopic(
  index: MentionIndex,
  profile: Profile,
  cues: Iterable<number>,
  why: Reason[],
): number {
  if (profile.isRead || index.termsRead(false) > MAX_TOPIC_TERMS) return 0;
  let count = 0;
  for (const cue of cues) {
    if (!profile.cues.has(cue) && index.isTopic(cue)) count++;
    if (count === TOPIC.length - 1) break;
  }
  const weight = TOPIC[Math.min(count, TOPIC.length - 1)] as number;
  if (weight > 0) why.push({ kind: 'topic', weight });
  return weight;
}

/** How much more frequent the cues of a term are than others of the index on pages of any subject, at most. */
const MORE_FREQUENT = 5;

/**
 * How many cues of a term any page has that shows as much of the index as this one. The cues that Gloss derives are
 * many, and long pages have some of each term's; an author's are few, and chosen.
 */
function byChance(index: MentionIndex, profile: Profile, { cues }: Evidence): number {
  if (!profile.isRead) return 0;
  return Math.round((MORE_FREQUENT * cues.length * profile.cues.size) / Math.max(1, index.cues));
}

/** The page's verdict on a form in a term's sense. */
export function pageVerdict(
  index: MentionIndex,
  evidence: Evidence,
  group: number,
  term: number,
): PageVerdict {
  const profile = profileOf(index, group, term);
  const why: Reason[] = [];
  let score = meaningScore(evidence, group, term, why);
  if (evidence.named.includes(term)) {
    score += FULL_NAME;
    why.push({ kind: 'full-name', weight: FULL_NAME });
  }
  const rival = evidence.rivals.find((r) => profile.rivals.includes(r));
  if (rival !== undefined) {
    score -= RIVAL_NAME;
    why.push({ kind: 'rival-name', sense: index.rivalSense(rival), weight: -RIVAL_NAME });
  }
  if (evidence.words.includes(group)) {
    score += WORD;
    why.push({ kind: 'word', weight: WORD });
  }
  const cueWhy: Reason[] = [];
  const cues = scoreCues(index, profile, evidence.cues, false, cueWhy, byChance(index, profile, evidence));
  const isRivals = cues.rival > cues.own;
  if (!isRivals) score += companyOnPage(index, term, evidence.named, evidence.cues.length, why);
  why.push(...cueWhy);
  score += cues.own - cues.rival;
  return { score, why: why.slice(0, MAX_REASONS) };
}

/** The page's verdict on a group key. An invalid key gets a score of 0. */
export function verdictOn(index: MentionIndex, evidence: Evidence, key: string): PageVerdict {
  const parts = parseGroup(key);
  return parts ? pageVerdict(index, evidence, parts.group, parts.term) : { score: 0, why: [] };
}

/** Computes the verdicts of all groups in the evidence again, after the page has said more. */
export function decideGroups(index: MentionIndex, evidence: Evidence): void {
  for (const key of Object.keys(evidence.groups)) evidence.groups[key] = verdictOn(index, evidence, key);
}

/**
 * The strongest meaning for and the strongest against the term, added. If both exist, the surroundings of
 * each mention decide.
 */
function meaningScore(evidence: Evidence, group: number, term: number, why: Reason[]): number {
  let best = 0;
  let worst = 0;
  for (const meaning of evidence.meanings) {
    if (meaning.group !== group) continue;
    const size = meaning.by === 'definition' ? DEFINITION : meaning.by === 'initials' ? INITIALS : APPOSITION;
    const weight = meaning.term === term ? size : -size;
    best = Math.max(best, weight);
    worst = Math.min(worst, weight);
    why.push({ kind: meaning.by === 'initials' ? 'initials' : 'definition', text: meaning.text, weight });
  }
  return best + worst;
}
