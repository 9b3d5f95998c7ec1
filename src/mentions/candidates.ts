/**
 * Where in a page's bare text the candidates are, so that the reader reads only the blocks they stand in. Bare text
 * (`textContent`) has nothing between two blocks: `<li>IGF</li><li>ITU</li>` is one word, `IGFITU`. So a word that may be two is
 * also read as two (`glued.ts`). A place too many costs the reader a little time; one too few costs a mark.
 */
import { Glued } from './glued';
import type { MentionIndex } from './index';
import { match } from './match';
import { addCue, addWord, type Evidence, readEvidence } from './resolve/evidence';
import { isCode } from './resolve/place';
import { createTokens, type Tokens } from './tokens';

export interface Candidates {
  /** For each text, UTF-16 offsets of the first and last character of each candidate, ascending. */
  places: number[][];
  /** What the texts say of the page's senses: cues, and acronyms that are words here. Names and definitions are read with their blocks. */
  evidence: Evidence;
}

const tokens: Tokens = createTokens(4096);

/** Finds the places in bare texts where a form, or a rival's name, may stand; `evidence` is that of the page so far. */
export function findCandidates(
  index: MentionIndex,
  texts: readonly string[],
  evidence?: unknown,
): Candidates {
  const known = readEvidence(index, evidence);
  return { places: texts.map((text) => placesIn(index, text, known)), evidence: known };
}

function placesIn(index: MentionIndex, text: string, evidence: Evidence): number[] {
  const places = new Set<number>();
  const add = (start: number, end: number): void => {
    places.add(start);
    places.add(end - 1);
  };
  const { candidates, cue, small } = match(index, text, tokens);
  for (const { start, end } of candidates) add(start, end);
  for (const each of cue) addCue(evidence, each);
  for (const { group, start, end } of small) {
    if (!evidence.words.includes(group) && index.acronymTerms(group).length > 0 && !isCode(text, start, end))
      addWord(evidence, group);
  }
  new Glued(index, text, tokens, add).read();
  return [...places].sort((a, b) => a - b);
}
