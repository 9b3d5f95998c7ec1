/** The score of a form before any evidence: how much evidence it needs. `weigh.ts` explains the scale. */
import {
  ACRONYM,
  AFTER_NAME,
  AMBIGUOUS,
  CASE_ANY,
  CASE_MASK,
  LETTERS_MASK,
  LETTERS_SHIFT,
  ORDINARY_MASK,
  ORDINARY_SHIFT,
} from '../layout';
import type { Profile } from './weigh';

/** By number of letters: the shorter an acronym, the more senses it can have. */
const OF_ACRONYM = [-0.5, -0.5, -0.5, -0.25, 0, 0.5];
/** Names and words: most of their uses mean something else. */
const OF_NAME = -0.75;
/** If neither cues nor rivals are known, only the full name can support the term. */
const UNKNOWN = -1;
/** Priors of an acronym that is listed as unambiguous. */
const UNAMBIGUOUS = 3;
const UNAMBIGUOUS_WITH_RIVALS = 1.5;
/** A surname needs the full name on the page: everything else together weighs less. */
const AFTER_A_NAME = -4.5;
/**
 * By how ordinary a word is: what a page needs before the word is one of a glossary that nobody prepared for this. The
 * cues are derived, so one near cue is not enough; two are, or one on a page that has more of them.
 */
const OF_ORDINARY = [-1.5, -2, -2.5, -3.25];
/** A single letter is a sign of anything; only a definition tells of what. */
const OF_LETTER = -8;
/** The same for an acronym, added to the prior of its letters: `IT` and `WHO` are words in capitals. */
const OF_WORD_IN_CAPITALS = [-0.25, -0.5, -0.75, -1];

/** The score of a form before any evidence. */
export function prior(profile: Profile, info: number): number {
  if (info & AFTER_NAME) return AFTER_A_NAME;
  if (!(info & AMBIGUOUS)) return profile.rivals.length > 0 ? UNAMBIGUOUS_WITH_RIVALS : UNAMBIGUOUS;
  const judged = (info >>> ORDINARY_SHIFT) & ORDINARY_MASK;
  if (judged > 0 && isLetter(info)) return OF_LETTER;
  if (judged > 0 && !(info & ACRONYM)) return OF_ORDINARY[judged - 1] ?? UNKNOWN;
  if (profile.cues.size === 0 && profile.rivals.length === 0) return UNKNOWN;
  if (!(info & ACRONYM)) return OF_NAME;
  const letters = (info >>> LETTERS_SHIFT) & LETTERS_MASK;
  const own = OF_ACRONYM[Math.min(letters, OF_ACRONYM.length - 1)] as number;
  return judged > 0 ? own + (OF_WORD_IN_CAPITALS[judged - 1] ?? 0) : own;
}

/** Whether a form is one letter of a script with letter case. */
function isLetter(info: number): boolean {
  return ((info >>> LETTERS_SHIFT) & LETTERS_MASK) === 1 && (info & CASE_MASK) !== CASE_ANY;
}
