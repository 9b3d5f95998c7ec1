/**
 * Candidates in a block of text: leftmost, then longest, whole words only, in the letter case that the form asks for.
 * Names of rival senses take part like forms, so that `Umma Party` is never `Umma`; cues are noted on the way.
 *
 * Cost: see `index.ts`. The sense is not decided here, nor whether a candidate stands in an address or in code.
 */
import { FOLDS, KINDS } from './characters';
import type { MentionIndex } from './index';
import {
  CASE_EXACT,
  CASE_MASK,
  CONTINUES,
  GROUP_SHIFT,
  HAS_CUE,
  HAS_MENTION,
  KIND_CUE,
  KIND_MASK,
  STEMMED_FORM,
} from './layout';
import { capitalMask, exactHash, stepA, stepB } from './sequence';
import { tokenise } from './tokenise';
import { ARABIC_WORD, CAPITAL, hashWord, SMALL, STEMMED, type Tokens } from './tokens';
import { foldWord, prefixHash } from './wildcard';
import { isParticle } from './words';

/** A run of words that some term's form or some rival's name is written with. */
export interface Candidate {
  /** First and last word, inclusive. */
  first: number;
  last: number;
  /** UTF-16 offsets in the text. */
  start: number;
  end: number;
  group: number;
}

/** What one pass over a block found; `cueWord[i]` is the word where `cue[i]` stands, ascending. */
export interface Matches {
  candidates: Candidate[];
  cueWord: number[];
  cue: number[];
  /** Words in small letters that a form has in capitals: `itu` in Indonesian, `un` in French. */
  small: Candidate[];
}

/** Whether an entry of the index is written the way its form asks for. */
export function fits(
  index: MentionIndex,
  entry: number,
  text: string,
  tokens: Tokens,
  first: number,
  last: number,
): boolean {
  const info = index.sections.entryInfo[entry] as number;
  const check = index.sections.entryCheck[entry] as number;
  if ((info & CASE_MASK) === CASE_EXACT) return exactHash(text, tokens, first, last) === check;
  if (check !== 0 && (capitalMask(tokens, first, last) & check) !== check) return false;
  const stemmed = (tokens.flags[last] as number) & STEMMED;
  return (info & CASE_MASK) === 0 || first !== last || Boolean(stemmed) === Boolean(info & STEMMED_FORM);
}

/** All candidates and cues of a text. `tokens` holds its words afterwards. */
export function match(index: MentionIndex, text: string, tokens: Tokens): Matches {
  tokenise(text, tokens);
  const found: Matches = { candidates: [], cueWord: [], cue: [], small: [] };
  const { a, b, head, flags } = tokens;
  const count = tokens.count;
  const wild = index.wildcards;
  let taken = -1;
  for (let i = 0; i < count; i++) {
    const first = a[i] as number;
    let last = -1;
    if (index.mayBegin(first))
      last = walk(index, text, tokens, i, first, b[i] as number, found, i > taken, 0);
    if (last < 0 && i > taken && (flags[i] as number) & ARABIC_WORD)
      last = withoutParticles(index, text, tokens, i, found);
    if (last >= 0) taken = last;
    if (wild.size > 0 && i > taken && head[i] !== 0 && wild.has(head[i] as number))
      noteWildcards(index, text, tokens, i, found);
  }
  return found;
}

/**
 * Follows the words from `i` as long as some sequence goes on; notes cues, and the longest candidate where `mayMark`.
 * Returns the candidate's last word, or -1. `skipped` letters of the first word are particles.
 */
function walk(
  index: MentionIndex,
  text: string,
  tokens: Tokens,
  i: number,
  firstA: number,
  firstB: number,
  found: Matches,
  mayMark: boolean,
  skipped: number,
): number {
  let a = firstA;
  let b = firstB;
  let last = -1;
  let lastGroup = 0;
  for (let j = i; ; ) {
    const value = index.lookup(a, b);
    if (value === 0) break;
    if (value & HAS_MENTION && mayMark) {
      const group = (value >>> GROUP_SHIFT) - 1;
      if (anyFits(index, group, text, tokens, i, j)) {
        last = j;
        lastGroup = group;
      } else if (i === j && ((tokens.flags[i] as number) & (SMALL | CAPITAL)) === SMALL) {
        noteSmall(tokens, i, group, found);
      }
    }
    if (value & HAS_CUE) noteCues(index, (value >>> GROUP_SHIFT) - 1, text, tokens, i, j, found);
    if (!(value & CONTINUES) || ++j >= tokens.count) break;
    a = stepA(a, tokens.a[j] as number, tokens.gap[j] as number);
    if (!index.mayContinue(a)) break;
    b = stepB(b, tokens.b[j] as number, tokens.gap[j] as number);
  }
  if (last < 0) return -1;
  found.candidates.push({
    first: i,
    last,
    start: (tokens.start[i] as number) + skipped,
    end: tokens.end[last] as number,
    group: lastGroup,
  });
  return last;
}

/** Samples enough to be sure that one of them is no address. */
const MAX_SMALL = 64;

function noteSmall(tokens: Tokens, i: number, group: number, found: Matches): void {
  if (found.small.length >= MAX_SMALL) return;
  found.small.push({
    first: i,
    last: i,
    start: tokens.start[i] as number,
    end: tokens.end[i] as number,
    group,
  });
}

function anyFits(
  index: MentionIndex,
  group: number,
  text: string,
  tokens: Tokens,
  first: number,
  last: number,
): boolean {
  const { groupStart, entryInfo } = index.sections;
  for (let e = groupStart[group] as number; e < (groupStart[group + 1] as number); e++) {
    if (((entryInfo[e] as number) & KIND_MASK) !== KIND_CUE && fits(index, e, text, tokens, first, last))
      return true;
  }
  return false;
}

function noteCues(
  index: MentionIndex,
  group: number,
  text: string,
  tokens: Tokens,
  first: number,
  last: number,
  found: Matches,
): void {
  const { groupStart, entryInfo, entryOwner } = index.sections;
  for (let e = groupStart[group] as number; e < (groupStart[group + 1] as number); e++) {
    if (((entryInfo[e] as number) & KIND_MASK) !== KIND_CUE || !fits(index, e, text, tokens, first, last))
      continue;
    found.cueWord.push(first);
    found.cue.push(entryOwner[e] as number);
  }
}

function noteWildcards(index: MentionIndex, text: string, tokens: Tokens, i: number, found: Matches): void {
  const folded = foldWord(text, tokens.start[i] as number, tokens.end[i] as number);
  for (const wildcard of index.wildcards.get(tokens.head[i] as number) ?? []) {
    if (wildcard.letters > folded.length || prefixHash(wildcard.letters) !== wildcard.hash) continue;
    found.cueWord.push(i);
    found.cue.push(wildcard.cue);
  }
}

const MAX_PARTICLES = 2;
const MIN_REST = 3;
const letters = new Uint16Array(64);

/** `وجامعة الدول العربية`: the first word again, without the particles that may be written to it. */
function withoutParticles(
  index: MentionIndex,
  text: string,
  tokens: Tokens,
  i: number,
  found: Matches,
): number {
  if ((tokens.flags[i] as number) & CAPITAL) return -1;
  const start = tokens.start[i] as number;
  const end = tokens.end[i] as number;
  if (!isParticle(FOLDS[text.charCodeAt(start)] as number) || end - start > letters.length) return -1;
  let length = 0;
  for (let at = start; at < end; at++) {
    const unit = FOLDS[text.charCodeAt(at)] as number;
    if (unit !== 0 && KINDS[text.charCodeAt(at)] !== 0) letters[length++] = unit;
  }
  for (let skipped = 1; skipped <= MAX_PARTICLES && length - skipped >= MIN_REST; skipped++) {
    if (!isParticle(letters[skipped - 1] as number)) break;
    const [a, b] = hashWord(letters, length, skipped);
    if (!index.mayBegin(a)) continue;
    const last = walk(index, text, tokens, i, a, b, found, true, skipped);
    if (last >= 0) return last;
  }
  return -1;
}
