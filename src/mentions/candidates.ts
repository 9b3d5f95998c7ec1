/**
 * Where in a page's bare text the candidates are, so that the reader reads only the blocks they stand in. Bare text
 * (`textContent`) has nothing between two blocks: `<li>IGF</li><li>ITU</li>` is one word, `IGFITU`. So a word that may be two is
 * also read as two (`glued.ts`). A place too many costs the reader a little time; one too few costs a mark. A candidate that
 * cannot be a mention by all that the page shows is not told: it waits (`resolve/chance.ts`).
 */
import { Glued } from './glued';
import type { MentionIndex } from './index';
import { ACRONYM, AMBIGUOUS, KIND_FORM, KIND_MASK } from './layout';
import { type Candidate, match } from './match';
import { lookAfterWaiting, mayBeMention, type Surroundings } from './resolve/chance';
import { addCue, addWord, type Evidence, readEvidence } from './resolve/evidence';
import { isCode } from './resolve/place';
import { decideGroups } from './resolve/weigh';
import { createTokens, type Tokens } from './tokens';

export interface Candidates {
  /** For each text, UTF-16 offsets of the first and last character of each candidate, ascending. */
  places: number[][];
  /** What the texts say of the page's senses: cues, and acronyms that are words here. Names and definitions are read with their blocks. */
  evidence: Evidence;
}

/** A candidate of a text, whole or at the edge of a word that may be two. */
type Found = Pick<Candidate, 'start' | 'end' | 'group'>;

const tokens: Tokens = createTokens(4096);
const NONE: ReadonlySet<string> = new Set();

/**
 * Finds the places in bare texts where a form, or a rival's name, may stand; `evidence` is that of the page so far. `wanted`: ids of terms
 * that are to be marked whatever the page says.
 */
export function findCandidates(
  index: MentionIndex,
  texts: readonly string[],
  evidence?: unknown,
  wanted = NONE,
): Candidates {
  const known = readEvidence(index, evidence);
  const edges = new Set<number>();
  const found = texts.map((text) => candidatesIn(index, text, known, edges));
  const groups = new Set(found.flatMap((list) => list.map(({ group }) => group)));
  const around: Surroundings = {
    cues: new Set([...known.cues, ...edges]),
    named: namedBy(index, groups),
    wanted,
    several: groups.size > 1,
  };
  decideGroups(index, known);
  lookAfterWaiting(index, known);
  const told = new Map<number, boolean>();
  for (const group of groups) told.set(group, mayBeMention(index, group, around, known));
  const places = texts.map((text, at) => {
    const offsets = new Set<number>();
    for (const { start, end, group } of found[at] as Found[])
      if (told.get(group) || isBesideBracket(text, start, end)) offsets.add(start).add(end - 1);
    return [...offsets].sort((a, b) => a - b);
  });
  return { places, evidence: known };
}

/** The candidates of a text. Its cues go to `evidence`, those at the edge of a word that may be two to `edges`. */
function candidatesIn(index: MentionIndex, text: string, evidence: Evidence, edges: Set<number>): Found[] {
  const { candidates, cue, small } = match(index, text, tokens);
  const found: Found[] = candidates;
  for (const each of cue) addCue(evidence, each);
  for (const { group, start, end } of small) {
    if (!evidence.words.includes(group) && index.acronymTerms(group).length > 0 && !isCode(text, start, end))
      addWord(evidence, group);
  }
  new Glued(index, text, tokens, found, edges).read();
  return found;
}

/** The terms that forms of one sense among these groups name. */
function namedBy(index: MentionIndex, groups: Iterable<number>): Set<number> {
  const { groupStart, entryInfo, entryOwner } = index.sections;
  const named = new Set<number>();
  for (const group of groups) {
    for (let e = groupStart[group] as number; e < (groupStart[group + 1] as number); e++) {
      const info = entryInfo[e] as number;
      if ((info & KIND_MASK) === KIND_FORM && !(info & (AMBIGUOUS | ACRONYM)))
        named.add(entryOwner[e] as number);
    }
  }
  return named;
}

/** Characters between an abbreviation and the bracket that tells its meaning: spaces, quotes, what is skipped by the walk. */
const BESIDE = 12;

/** Whether a definition may stand around a candidate. */
function isBesideBracket(text: string, start: number, end: number): boolean {
  return (
    /[([（]/.test(text.slice(Math.max(0, start - BESIDE), start)) ||
    /[([（]/.test(text.slice(end, end + BESIDE))
  );
}
