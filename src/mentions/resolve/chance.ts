/**
 * Decides whether a candidate in bare text may be a mention, so that the reader has to read its block. An
 * acronym about which the page says nothing else is not worth that. Neither is a rival's name (`Instagram`)
 * if no form that it could explain (`IG`) is there.
 *
 * Bare text has no blocks, so every cue of the page counts as near. The result is an upper bound: never less
 * than the score that the block would give.
 *
 * A candidate that is not worth reading *waits* in the page's evidence. If the page says more later,
 * `Evidence.late` tells the reader to ask about the page's texts again.
 *
 * Cost: for each ambiguous form, one look at each cue of the page; for each of its places beside a bracket,
 * one at the words around.
 */
import { CLASS, IDEOGRAPH, kindOf } from '../characters';
import type { MentionIndex } from '../index';
import { JUDGED, KIND_FORM, KIND_MASK, KIND_RIVAL } from '../layout';
import { nameHead } from '../wildcard';
import { companyOnPage, mostCompany } from './company';
import { addWaitingRival, type Evidence, groupKey, hasRoomToWait, parseGroup } from './evidence';
import { mostOfPlace } from './judge';
import { prior } from './prior';
import { maxNearScore, pageVerdict, profileOf, scoreTopic, verdictOn } from './weigh';

/** What the page's texts show about its candidates, in addition to its evidence. */
export interface Surroundings {
  /**
   * Cues that the page's blocks may contain: those of the evidence and of the texts, also those with an edge
   * inside a word that may be two.
   */
  cues: ReadonlySet<number>;
  /** Terms that an unambiguous form may name. The block with that form is read, and decides. */
  named: ReadonlySet<number>;
  /** Ids of terms that the user wants marked whatever the evidence against them. */
  wanted: ReadonlySet<string>;
  /** Groups with a place in a sentence that speaks for the term (`structure.ts`). */
  standing: ReadonlySet<number>;
  /** Whether there are several forms, so that one may stand near another. */
  several: boolean;
}

/** The entries of a group. Each is a form of a term or a name of a rival (or a cue). */
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

/** The terms that a group may mean. `named`: those with an unambiguous form. `possible`: the others. */
export function termsOf(index: MentionIndex, group: number): { named: number[]; possible: number[] } {
  const named: number[] = [];
  const possible: number[] = [];
  for (const { kind, info, owner } of entriesOf(index, group))
    if (kind === KIND_FORM) (info & JUDGED ? possible : named).push(owner);
  return { named, possible };
}

/** For each term that a group may mean, the upper bound of a mention's own score. */
function* upperBounds(
  index: MentionIndex,
  group: number,
  { cues, standing, several }: Surroundings,
): Generator<{ term: number; own: number }> {
  for (const { kind, info, owner: term } of entriesOf(index, group)) {
    if (kind !== KIND_FORM) continue;
    const profile = profileOf(index, group, term);
    const own =
      prior(profile, info) +
      (standing.has(group) ? mostOfPlace(info, profile.isBody) : 0) +
      maxNearScore(profile, cues) +
      scoreTopic(index, profile, cues, []) +
      (several ? mostCompany(index, term) : 0);
    yield { term, own };
  }
}

/** Whether a group may be a mention anywhere on the page, unless brackets define it. */
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
  for (const { term, own } of upperBounds(index, group, around)) {
    const company = companyOnPage(index, term, named, 0, []);
    if (own + company + pageVerdict(index, evidence, group, term).score > 0) return true;
  }
  return false;
}

/**
 * Most characters between an abbreviation and the bracket that defines it: spaces, quotation marks, text that
 * the walk skips.
 */
const BESIDE = 12;
/** UTF-16 units. More than a definition reaches (`definition.ts`). */
const REACH = 240;
const BRACKET = /[([（]/;

/** Whether an abbreviation stands where brackets may define it. */
export function isBesideBracket(text: string, start: number, end: number): boolean {
  return (
    BRACKET.test(text.slice(Math.max(0, start - BESIDE), start)) ||
    BRACKET.test(text.slice(end, end + BESIDE))
  );
}

/** Whether brackets beside a candidate may define it as one of its terms: a word of a term's name is near. */
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
    // In a script without spaces, a run of letters may contain any number of words.
    if ((kindOf(word.charCodeAt(0)) & CLASS) === IDEOGRAPH) return true;
    const head = nameHead(near, at, at + word.length);
    if (head !== 0 && possible.some((term) => index.isInName(term, head))) return true;
  }
  return false;
}

/** Whether a group is a name of a rival of one of these terms. */
export function namesRival(index: MentionIndex, group: number, terms: ReadonlySet<number>): boolean {
  for (const { kind, owner } of entriesOf(index, group))
    if (kind === KIND_RIVAL && terms.has(index.sections.rivalTerm[owner] as number)) return true;
  return false;
}

/** The terms whose sense the page has asked about. Only for these do names of rivals matter. */
export function answeredTerms(evidence: Evidence): number[] {
  return Object.keys(evidence.groups).flatMap((key) => parseGroup(key)?.term ?? []);
}

/** Makes a group wait. Returns false if the evidence has no room for it. */
export function addWaiting(
  index: MentionIndex,
  group: number,
  around: Surroundings,
  evidence: Evidence,
): boolean {
  const waiting = [...upperBounds(index, group, around)];
  if (!hasRoomToWait(evidence, waiting.length)) return false;
  for (const { kind, owner } of entriesOf(index, group))
    if (kind === KIND_RIVAL && !addWaitingRival(evidence, owner)) return false;
  for (const { term, own } of waiting) {
    const key = groupKey(group, term);
    evidence.waiting[key] = Math.max(own, evidence.waiting[key] ?? own);
  }
  return true;
}

/**
 * Checks the waiting groups again after the page has said more. A group that counts now no longer waits, and
 * `late` is set so that the reader asks about the page's texts again.
 */
export function recheckWaiting(index: MentionIndex, evidence: Evidence): void {
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
