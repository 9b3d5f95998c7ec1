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
import { atOnce } from '../platform/pace';
import { Glued, MAX_PARTS } from './glued';
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
import { speaksForTerm } from './resolve/structure';
import { decideGroups } from './resolve/weigh';
import { borrowTokens, giveBack, type Tokens } from './tokens';

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

const NONE: ReadonlySet<string> = new Set();
/** Most checks around brackets in one call; each takes about 10 µs. */
const MAX_LOOKS = 500;
/** Groups or candidates between two interruptions; each takes at most about 20 µs. */
const AT_ONCE = 32;

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
  return atOnce(findingCandidates(index, texts, evidence, wanted));
}

/** The same, step by step: yields about once in half a millisecond. */
export function* findingCandidates(
  index: MentionIndex,
  texts: readonly string[],
  evidence?: unknown,
  wanted = NONE,
): Generator<void, Candidates> {
  const known = readEvidence(index, evidence);
  const cues = new Set<number>(known.cues);
  const standing = new Set<number>();
  const found: Found[][] = [];
  const tokens = borrowTokens();
  const limit = { parts: MAX_PARTS };
  try {
    for (const text of texts) {
      found.push(yield* candidatesIn(index, text, tokens, known, { cues, standing }, limit));
      yield;
    }
  } finally {
    giveBack(tokens);
  }
  decideGroups(index, known);
  recheckWaiting(index, known);
  const told = yield* groupsToTell(index, texts, found, { evidence: known, cues, standing, wanted });
  const places = found.map((list) => {
    const offsets = new Set<number>();
    for (const { start, end, group } of list) if (told.has(group)) offsets.add(start).add(end - 1);
    return [...offsets].sort((a, b) => a - b);
  });
  return { places, evidence: known };
}

/** The groups whose places are reported. All others wait from now on. */
function* groupsToTell(
  index: MentionIndex,
  texts: readonly string[],
  found: readonly Found[][],
  page: { evidence: Evidence; cues: Set<number>; standing: Set<number>; wanted: ReadonlySet<string> },
): Generator<void, Set<number>> {
  const { evidence } = page;
  const groups = new Set(found.flatMap((list) => list.map(({ group }) => group)));
  if (groups.size === 0) return groups;
  const terms = new Map([...groups].map((group) => [group, termsOf(index, group)]));
  const all = [...terms.values()];
  const around: Surroundings = {
    ...page,
    named: new Set(all.flatMap(({ named }) => named)),
    several: all.filter(({ named, possible }) => named.length + possible.length > 0).length > 1,
  };
  const told = new Set<number>();
  let steps = 0;
  for (const group of groups) {
    if (mayBeMention(index, group, around, evidence)) told.add(group);
    if (++steps % AT_ONCE === 0) yield;
  }
  let looks = 0;
  for (const [at, list] of found.entries()) {
    for (const { start, end, group } of list) {
      if (told.has(group)) continue;
      if (++steps % AT_ONCE === 0) yield;
      if (!isBesideBracket(texts[at] as string, start, end)) continue;
      if (++looks > MAX_LOOKS || mayBeDefined(index, group, texts[at] as string, start, end)) told.add(group);
    }
  }
  const asked = new Set(answeredTerms(evidence));
  for (const group of told) for (const term of terms.get(group)?.possible ?? []) asked.add(term);
  for (const group of groups) {
    if (!told.has(group) && (namesRival(index, group, asked) || !addWaiting(index, group, around, evidence)))
      told.add(group);
    if (++steps % AT_ONCE === 0) yield;
  }
  return told;
}

/**
 * The candidates of a text. Cues of whole tokens go to `evidence` and `cues`; cues with an edge inside a word
 * go to `cues` alone. The groups of candidates whose place speaks for their term go to `standing`. `limit`:
 * what is left of the question's budget for parts of words.
 */
function* candidatesIn(
  index: MentionIndex,
  text: string,
  tokens: Tokens,
  evidence: Evidence,
  { cues, standing }: { cues: Set<number>; standing: Set<number> },
  limit: { parts: number },
): Generator<void, Found[]> {
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
  for (const [at, candidate] of candidates.entries()) {
    if (!standing.has(candidate.group) && speaksForTerm(text, tokens, candidate))
      standing.add(candidate.group);
    if (at % AT_ONCE === AT_ONCE - 1) yield;
  }
  const whole = found.length;
  yield* new Glued(index, text, tokens, found, cues, limit).read();
  // How a form with an edge inside a word stands in its block is not known yet.
  for (let at = whole; at < found.length; at++) standing.add((found[at] as Found).group);
  return found;
}
