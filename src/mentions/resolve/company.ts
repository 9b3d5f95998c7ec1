/**
 * The score of other terms that are named on a page: its subject. Terms of authors and terms that were read from
 * files (`isRead`) keep company among themselves: a glossary of 2,000 words has some on every page, and says nothing
 * about the terms of another.
 */
import type { MentionIndex } from '../index';
import { ACRONYM, AMBIGUOUS, ORDINARY_MASK, ORDINARY_SHIFT } from '../layout';
import type { Reason } from './reason';

const NEAR = 1;
const ON_PAGE = 0.5;
/** Weights of the first, second, … distinct term of a file that is named on the page without doubt. */
const READ_ON_PAGE = [0.25, 0.25, 0.25, 0.25, 0.125, 0.125, 0.125, 0.125];
/** Names for each cue of the index, on a page on the subject of a glossary. */
const SHARE = 0.2;
/** Among more terms, some are on every page, so their presence says nothing. */
const MOST_TERMS = 5000;

const says = (index: MentionIndex, isRead: boolean) => index.termsRead(isRead) <= MOST_TERMS;

/** The weight of each other term of a file near a mention: one that is meant without doubt, and by how ordinary it is. */
const READ_NEAR = { sure: 1, acronym: 0.5, ordinary: [0.5, 0.4, 0.15, 0] };
const MOST_READ_NEAR = 2.5;

/** How much the form of another term near a mention says for the mention's term, from 0 to 1. */
export function companyOf(index: MentionIndex, info: number, owner: number, term: number): number {
  if (owner === term || index.isRead(owner) !== index.isRead(term)) return 0;
  const judged = (info >>> ORDINARY_SHIFT) & ORDINARY_MASK;
  if (judged === 0) return NEAR;
  if (!(info & AMBIGUOUS)) return READ_NEAR.sure;
  if (info & ACRONYM) return judged < 4 ? READ_NEAR.acronym : 0;
  return READ_NEAR.ordinary[judged - 1] ?? 0;
}

/** The most that other terms near a mention can say. */
export function mostCompany(index: MentionIndex, term: number): number {
  return scoreCompany(index, term, MOST_READ_NEAR, []);
}

/**
 * The score of other terms named near a mention; `sum` is that of their `companyOf`. One term of an author's is
 * enough; those of a file are many, and each says little. Appends a reason to `why`.
 */
export function scoreCompany(index: MentionIndex, term: number, sum: number, why: Reason[]): number {
  const isRead = index.isRead(term);
  if (sum === 0 || !says(index, isRead)) return 0;
  const weight = isRead ? Math.min(sum, MOST_READ_NEAR) : NEAR;
  why.push({ kind: 'company', near: true, weight });
  return weight;
}

/**
 * The score of other terms named anywhere on the page. A long page names some of any glossary, so those of a file count
 * by their share of all that the page has of the index. Appends a reason to `why`.
 */
export function companyOnPage(
  index: MentionIndex,
  term: number,
  named: Iterable<number>,
  cues: number,
  why: Reason[],
): number {
  const isRead = index.isRead(term);
  if (!says(index, isRead)) return 0;
  let count = 0;
  for (const other of named) if (other !== term && index.isRead(other) === isRead) count++;
  if (count === 0) return 0;
  const weight = isRead
    ? sumOf(READ_ON_PAGE, count) * Math.min(1, count / (SHARE * Math.max(1, cues)))
    : ON_PAGE;
  why.push({ kind: 'company', near: false, weight });
  return weight;
}

function sumOf(steps: readonly number[], count: number): number {
  return steps.slice(0, count).reduce((sum, step) => sum + step, 0);
}
