/**
 * Whether a candidate in bare text may come to be a mention, told from its form and from what the page has shown: an acronym of
 * which the page says nothing else is not worth reading its block. Bare text has no blocks, so what may stand near a candidate is taken to be
 * all that the page has; what is left is a bound, never less than what its block would come to.
 *
 * What is not worth it *waits*, with the most that can speak for it where it stands. Should the page say more later, its text is to
 * be asked about again (`Evidence.late`).
 *
 * Cost: for each form that is not sure, one look at each cue of the page.
 */
import type { MentionIndex } from '../index';
import { ACRONYM, AMBIGUOUS, KIND_FORM, KIND_MASK, KIND_RIVAL } from '../layout';
import { type Evidence, groupKey, hasRoomFor } from './evidence';
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
  /** Cues that may stand in the page's blocks: those of its evidence, and those at the edge of a word that may be two. */
  cues: ReadonlySet<number>;
  /** Terms that an unambiguous form may name: the block it stands in tells, and is read. */
  named: ReadonlySet<number>;
  /** Ids of terms that the user wants marked whatever speaks against them. */
  wanted: ReadonlySet<string>;
  /** Whether candidates of several forms are there, so that one may stand beside another. */
  several: boolean;
}

/** Whether what is written so may be a mention, or the name of a rival. Where not, it waits from now on. */
export function mayBeMention(
  index: MentionIndex,
  group: number,
  around: Surroundings,
  evidence: Evidence,
): boolean {
  const { groupStart, entryInfo, entryOwner } = index.sections;
  const waiting: [string, number][] = [];
  for (let e = groupStart[group] as number; e < (groupStart[group + 1] as number); e++) {
    const info = entryInfo[e] as number;
    const kind = info & KIND_MASK;
    if (kind === KIND_RIVAL) return true;
    if (kind !== KIND_FORM) continue;
    const term = entryOwner[e] as number;
    if (!(info & (AMBIGUOUS | ACRONYM)) || around.named.has(term) || around.wanted.has(index.termId(term)))
      return true;
    const profile = profileOf(index, group, term);
    const own =
      prior(profile, info) +
      mostOfCues(profile, around.cues) +
      scoreTopic(index, profile, around.cues, []) +
      scoreCompany(index, Number(around.several), []);
    const company = around.named.size > 0 ? COMPANY_PAGE : 0;
    if (own + company + pageVerdict(index, evidence, group, term).score > 0) return true;
    waiting.push([groupKey(group, term), own]);
  }
  if (!hasRoomFor(evidence, waiting.length)) return true;
  for (const [key, own] of waiting) evidence.waiting[key] = Math.max(own, evidence.waiting[key] ?? own);
  return false;
}

/** Look after what waits, when the page has said more: what may be a mention now waits no longer, and the page's text is to be asked about again. */
export function lookAfterWaiting(index: MentionIndex, evidence: Evidence): void {
  for (const [key, own] of Object.entries(evidence.waiting)) {
    if (own + verdictOn(index, evidence, key).score <= 0) continue;
    delete evidence.waiting[key];
    evidence.late = true;
  }
}
