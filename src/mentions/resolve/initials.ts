/**
 * Finds names whose initials are an abbreviation: `Iowa State University` says what `ISU` means on this page,
 * without brackets. A name is a run of capitalised words, in which lower-case words of up to three letters
 * are skipped, or one word with inner capitals (`InternationalGamelanFestival`).
 *
 * Cost: O(capitalised words × 6). At least three initials are needed, because two match almost anything.
 */
import { FOLDS, kindOf, UPPER } from '../characters';
import type { MentionIndex } from '../index';
import { GROUP_SHIFT } from '../layout';
import { CAPITAL, HAS_LOWER, hashWord, MIXED, type Tokens } from '../tokens';

export interface Initials {
  /** Group of the abbreviation. */
  group: number;
  /** UTF-16 offsets of the name, end exclusive. */
  start: number;
  end: number;
}

const MIN_INITIALS = 3;
const MAX_INITIALS = 6;
/** Longest lower-case word that is skipped inside a name, in UTF-16 units. */
const MAX_LINK = 3;

/** All names whose initials are an acronym of some term. */
export function initials(index: MentionIndex, text: string, tokens: Tokens): Initials[] {
  const found: Initials[] = [];
  const letters = new Uint16Array(MAX_INITIALS);
  for (let first = 0; first < tokens.count; first++) {
    const flags = tokens.flags[first] as number;
    if ((flags & (CAPITAL | HAS_LOWER)) !== (CAPITAL | HAS_LOWER)) continue;
    if (flags & MIXED) addInner(index, text, tokens, first, found);
    let count = 0;
    for (let at = first; at < tokens.count && count < MAX_INITIALS; at++) {
      const here = tokens.flags[at] as number;
      if (at > first && tokens.gap[at] !== 0) break;
      const start = tokens.start[at] as number;
      if (!(here & CAPITAL)) {
        if (count === 0 || (tokens.end[at] as number) - start > MAX_LINK) break;
        continue;
      }
      if (!(here & HAS_LOWER)) break;
      letters[count++] = FOLDS[text.charCodeAt(start)] as number;
      if (count < MIN_INITIALS) continue;
      const group = acronym(index, letters, count);
      if (group >= 0)
        found.push({ group, start: tokens.start[first] as number, end: tokens.end[at] as number });
    }
  }
  return found;
}

/** Adds a single word whose inner capitals are an acronym. */
function addInner(index: MentionIndex, text: string, tokens: Tokens, at: number, found: Initials[]): void {
  const letters = new Uint16Array(MAX_INITIALS);
  let count = 0;
  const start = tokens.start[at] as number;
  const end = tokens.end[at] as number;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (!(kindOf(unit) & UPPER)) continue;
    if (count === MAX_INITIALS) return;
    letters[count++] = FOLDS[unit] as number;
  }
  const group = count < MIN_INITIALS ? -1 : acronym(index, letters, count);
  if (group >= 0) found.push({ group, start, end });
}

/** The group of the acronym with these letters, or -1. */
function acronym(index: MentionIndex, letters: Uint16Array, count: number): number {
  const [a, b] = hashWord(letters, count);
  if (!index.mayBegin(a)) return -1;
  const group = (index.lookup(a, b) >>> GROUP_SHIFT) - 1;
  return group >= 0 && index.acronymTerms(group).length > 0 ? group : -1;
}
