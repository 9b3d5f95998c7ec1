/**
 * Finds the places of candidates in a page's bare text, so that the reader reads only the blocks around them.
 *
 * Bare text (`textContent`) has no separator between blocks: `<li>IGF</li><li>ITU</li>` reads as one word,
 * `IGFITU`. A word that may be two is therefore also read as two (`glued.ts`). A superfluous place costs the
 * reader a little time; a missing one costs a mark.
 *
 * A candidate that cannot be a mention, by everything the page has shown, is not reported. It waits in the
 * evidence (`resolve/chance.ts`).
 */
import { Glued } from './glued';
import type { MentionIndex } from './index';
import { type Candidate, match } from './match';
import {
  addWaiting,
  answeredTerms,
  isBesideBracket,
  mayBeDefined,
  mayBeMention,
  namesRival,
  recheckWaiting,
  type Surroundings,
  termsOf,
} from './resolve/chance';
import { addCue, addWord, type Evidence, readEvidence } from './resolve/evidence';
import { isCode } from './resolve/place';
import { decideGroups } from './resolve/weigh';
import { createTokens, type Tokens } from './tokens';

export interface Candidates {
  /** For each text, the UTF-16 offsets of the first and the last character of each candidate, ascending. */
  places: number[][];
  /**
   * The page's evidence with what the texts add: cues, and acronyms whose letters are also an ordinary word
   * here. Names and definitions come later, when their blocks are read.
   */
  evidence: Evidence;
}

/** A candidate of a text: whole tokens, or with an edge inside a word that may be two. */
type Found = Pick<Candidate, 'start' | 'end' | 'group'>;

const tokens: Tokens = createTokens(4096);
const NONE: ReadonlySet<string> = new Set();
/** Most checks around brackets in one call; each takes about 10 µs. */
const MAX_LOOKS = 500;

/**
 * Finds the places in bare texts where a form or a rival's name may stand. `evidence` is the page's evidence
 * so far. `wanted` has the ids of terms to be marked whatever the page says.
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
  recheckWaiting(index, known);
  const told = groupsToTell(index, texts, found, { evidence: known, cues, wanted });
  const places = found.map((list) => {
    const offsets = new Set<number>();
    for (const { start, end, group } of list) if (told.has(group)) offsets.add(start).add(end - 1);
    return [...offsets].sort((a, b) => a - b);
  });
  return { places, evidence: known };
}

/** The groups whose places are reported. All others wait from now on. */
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
    if (!told.has(group) && (namesRival(index, group, asked) || !addWaiting(index, group, around, evidence)))
      told.add(group);
  return told;
}

/**
 * The candidates of a text. Cues of whole tokens go to `evidence` and `cues`; cues with an edge inside a word
 * go to `cues` alone.
 */
function candidatesIn(index: MentionIndex, text: string, evidence: Evidence, cues: Set<number>): Found[] {
  const { candidates, cue, lowerCase } = match(index, text, tokens);
  const found: Found[] = candidates;
  for (const each of cue) {
    addCue(evidence, each);
    cues.add(each);
  }
  for (const { group, start, end } of lowerCase) {
    if (!evidence.words.includes(group) && index.acronymTerms(group).length > 0 && !isCode(text, start, end))
      addWord(evidence, group);
  }
  new Glued(index, text, tokens, found, cues).read();
  return found;
}
