/**
 * Whether a candidate in bare text may come to be a mention, told from its form and from what the page has shown: an acronym of
 * which the page says nothing else is not worth reading its block, nor is a rival's name (`Instagram`) where nothing is written as it may
 * be (`IG`). Bare text has no blocks, so what may stand near a candidate is taken to be all that the page has: what comes of it is a bound,
 * never less than what the block would come to.
 *
 * What is not worth it *waits* in the page's evidence. Should the page say more later, its text is to be asked about again
 * (`Evidence.late`).
 *
 * Cost: for each form that is not sure, one look at each cue of the page; for each of its places beside a bracket, one at the words around.
 */
import { CLASS, IDEOGRAPH, kindOf } from '../characters';
import type { MentionIndex } from '../index';
import { ACRONYM, AMBIGUOUS, KIND_FORM, KIND_MASK, KIND_RIVAL } from '../layout';
import { nameHead } from '../wildcard';
import { addWaitingRival, type Evidence, groupKey, hasRoomToWait, parseGroup } from './evidence';
import {
  COMPANY_PAGE,
  mostOfCues,
  pageVerdict,
  prior,
  profileOf,
  scoreCompany,
  scoreTopic,
  verdictOn,
} from './weigh';

/** What a page's texts show of its candidates, beside its evidence. */
export interface Surroundings {
  /** Cues that may stand in the page's blocks: those of its evidence and of the texts, also at the edge of a word that may be two. */
  cues: ReadonlySet<number>;
  /** Terms that an unambiguous form may name: the block it stands in tells, and is read. */
  named: ReadonlySet<number>;
  /** Ids of terms that the user wants marked whatever speaks against them. */
  wanted: ReadonlySet<string>;
  /** Whether several forms are there, so that one may stand beside another. */
  several: boolean;
}

/** The form of a term that a group has, and the rival it names: each entry of the index says one of the two. */
function* entriesOf(
  index: MentionIndex,
  group: number,
): Generator<{ kind: number; info: number; owner: number }> {
  const { groupStart, entryInfo, entryOwner } = index.sections;
  for (let e = groupStart[group] as number; e < (groupStart[group + 1] as number); e++) {
    const info = entryInfo[e] as number;
    yield { kind: info & KIND_MASK, info, owner: entryOwner[e] as number };
  }
}

/** The terms that a group is a form of: those whose sense it tells by itself, and those it may mean. */
export function termsOf(index: MentionIndex, group: number): { named: number[]; possible: number[] } {
  const named: number[] = [];
  const possible: number[] = [];
  for (const { kind, info, owner } of entriesOf(index, group))
    if (kind === KIND_FORM) (info & (AMBIGUOUS | ACRONYM) ? possible : named).push(owner);
  return { named, possible };
}

/** The most that can speak, where it stands, for each of the terms that a group may mean. */
function* chances(
  index: MentionIndex,
  group: number,
  { cues, several }: Surroundings,
): Generator<{ term: number; own: number }> {
  for (const { kind, info, owner: term } of entriesOf(index, group)) {
    if (kind !== KIND_FORM) continue;
    const profile = profileOf(index, group, term);
    const own =
      prior(profile, info) +
      mostOfCues(profile, cues) +
      scoreTopic(index, profile, cues, []) +
      scoreCompany(index, Number(several), []);
    yield { term, own };
  }
}

/** Whether what is written so may be a mention, wherever on the page it stands, if no brackets define it. */
export function mayBeMention(
  index: MentionIndex,
  group: number,
  around: Surroundings,
  evidence: Evidence,
): boolean {
  const { named, wanted } = around;
  const { named: sure, possible } = termsOf(index, group);
  if (sure.length > 0) return true;
  if (possible.some((term) => named.has(term) || wanted.has(index.termId(term)))) return true;
  const company = named.size > 0 ? COMPANY_PAGE : 0;
  for (const { term, own } of chances(index, group, around))
    if (own + company + pageVerdict(index, evidence, group, term).score > 0) return true;
  return false;
}

/** Characters between an abbreviation and the bracket that tells its meaning: spaces, quotes, what is skipped by the walk. */
const BESIDE = 12;
/** Farther than a definition reaches (`definition.ts`), UTF-16 units. */
const REACH = 240;
const BRACKET = /[([（]/;

/** Whether an abbreviation stands where brackets may define it. */
export function isBesideBracket(text: string, start: number, end: number): boolean {
  return (
    BRACKET.test(text.slice(Math.max(0, start - BESIDE), start)) ||
    BRACKET.test(text.slice(end, end + BESIDE))
  );
}

/** Whether brackets beside it may define what stands there as one of its terms: a word of the term's name is near. */
export function mayBeDefined(
  index: MentionIndex,
  group: number,
  text: string,
  start: number,
  end: number,
): boolean {
  const { possible } = termsOf(index, group);
  const near = text.slice(Math.max(0, start - REACH), end + REACH);
  for (const { 0: word, index: at } of near.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    // Where words are written without spaces, this may be any number of them.
    if ((kindOf(word.charCodeAt(0)) & CLASS) === IDEOGRAPH) return true;
    const head = nameHead(near, at, at + word.length);
    if (head !== 0 && possible.some((term) => index.isInName(term, head))) return true;
  }
  return false;
}

/** Whether a group names a rival of one of these terms. */
export function namesRival(index: MentionIndex, group: number, terms: ReadonlySet<number>): boolean {
  for (const { kind, owner } of entriesOf(index, group))
    if (kind === KIND_RIVAL && terms.has(index.sections.rivalTerm[owner] as number)) return true;
  return false;
}

/** The terms whose sense the page was asked about: their rivals' names count. */
export function answeredTerms(evidence: Evidence): number[] {
  return Object.keys(evidence.groups).flatMap((key) => parseGroup(key)?.term ?? []);
}

/** Let what is written so wait; says whether there was room for it. */
export function letWait(
  index: MentionIndex,
  group: number,
  around: Surroundings,
  evidence: Evidence,
): boolean {
  const waiting = [...chances(index, group, around)];
  if (!hasRoomToWait(evidence, waiting.length)) return false;
  for (const { kind, owner } of entriesOf(index, group))
    if (kind === KIND_RIVAL && !addWaitingRival(evidence, owner)) return false;
  for (const { term, own } of waiting) {
    const key = groupKey(group, term);
    evidence.waiting[key] = Math.max(own, evidence.waiting[key] ?? own);
  }
  return true;
}

/** Look after what waits, when the page has said more: what counts now waits no longer, and the page's text is to be asked about again. */
export function lookAfterWaiting(index: MentionIndex, evidence: Evidence): void {
  for (const [key, own] of Object.entries(evidence.waiting)) {
    if (own + verdictOn(index, evidence, key).score <= 0) continue;
    delete evidence.waiting[key];
    evidence.late = true;
  }
  if (evidence.waitingRivals.length === 0) return;
  const answered = new Set(answeredTerms(evidence));
  const left = evidence.waitingRivals.filter(
    (rival) => !answered.has(index.sections.rivalTerm[rival] as number),
  );
  if (left.length < evidence.waitingRivals.length) evidence.late = true;
  evidence.waitingRivals = left;
}
