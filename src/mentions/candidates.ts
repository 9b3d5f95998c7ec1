/**
 * Where in a page's bare text the candidates are, so that the reader reads only the blocks they stand in. Bare text
 * (`textContent`) has nothing between two blocks: `<li>IGF</li><li>ITU</li>` is one word, `IGFITU`. So a word that may be two is
 * also read as two (`glued.ts`). A place too many costs the reader a little time; one too few costs a mark. A candidate that
 * cannot be a mention by all that the page shows is not told: it waits (`resolve/chance.ts`).
 */
import { Glued } from './glued';
import type { MentionIndex } from './index';
import { type Candidate, match } from './match';
import {
  answeredTerms,
  isBesideBracket,
  letWait,
  lookAfterWaiting,
  mayBeDefined,
  mayBeMention,
  namesRival,
  type Surroundings,
  termsOf,
} from './resolve/chance';
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
/** Looks around a bracket in one question, each some ten microseconds. */
const MAX_LOOKS = 500;

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
  const cues = new Set<number>(known.cues);
  const found = texts.map((text) => candidatesIn(index, text, known, cues));
  decideGroups(index, known);
  lookAfterWaiting(index, known);
  const told = groupsToTell(index, texts, found, { evidence: known, cues, wanted });
  const places = found.map((list) => {
    const offsets = new Set<number>();
    for (const { start, end, group } of list) if (told.has(group)) offsets.add(start).add(end - 1);
    return [...offsets].sort((a, b) => a - b);
  });
  return { places, evidence: known };
}

/** The groups of candidates whose places are told; the others wait from now on. */
function groupsToTell(
  index: MentionIndex,
  texts: readonly string[],
  found: readonly Found[][],
  page: { evidence: Evidence; cues: Set<number>; wanted: ReadonlySet<string> },
): Set<number> {
  const { evidence } = page;
  const flat = found.flat();
  if (flat.length === 0) return new Set();
  const terms = new Map(flat.map(({ group }) => [group, termsOf(index, group)]));
  const all = [...terms.values()];
  const around: Surroundings = {
    ...page,
    named: new Set(all.flatMap(({ named }) => named)),
    several: all.filter(({ named, possible }) => named.length + possible.length > 0).length > 1,
  };
  const told = new Set([...terms.keys()].filter((group) => mayBeMention(index, group, around, evidence)));
  let looks = 0;
  found.forEach((list, at) => {
    for (const { start, end, group } of list) {
      if (told.has(group) || !isBesideBracket(texts[at] as string, start, end)) continue;
      if (++looks > MAX_LOOKS || mayBeDefined(index, group, texts[at] as string, start, end)) told.add(group);
    }
  });
  const asked = new Set(answeredTerms(evidence));
  for (const group of told) for (const term of terms.get(group)?.possible ?? []) asked.add(term);
  for (const group of terms.keys())
    if (!told.has(group) && (namesRival(index, group, asked) || !letWait(index, group, around, evidence)))
      told.add(group);
  return told;
}

/** The candidates of a text. Its cues go to `evidence` and to `cues`; those at the edge of a word that may be two to `cues` alone. */
function candidatesIn(index: MentionIndex, text: string, evidence: Evidence, cues: Set<number>): Found[] {
  const { candidates, cue, small } = match(index, text, tokens);
  const found: Found[] = candidates;
  for (const each of cue) {
    addCue(evidence, each);
    cues.add(each);
  }
  for (const { group, start, end } of small) {
    if (!evidence.words.includes(group) && index.acronymTerms(group).length > 0 && !isCode(text, start, end))
      addWord(evidence, group);
  }
  new Glued(index, text, tokens, found, cues).read();
  return found;
}
