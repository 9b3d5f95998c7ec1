/**
 * Finds the candidates in a block of text: the leftmost, then the longest sequence of whole tokens that is
 * written in the letter case its form asks for. The names of rivals take part like forms, so `Umma Party`
 * never yields `Umma`. Cues are collected in the same pass.
 *
 * Cost: see `index.ts`. Not done here: deciding the sense, and rejecting candidates in addresses or code
 * (`resolve/`).
 */
import { CLASS, CYRILLIC, FOLDS, KINDS, kindOf } from './characters';
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
import { ARABIC_WORD, CAPITAL, HAS_LOWER, hashWord, STEMMED, type Tokens } from './tokens';
import { foldWord, prefixHash } from './wildcard';
import { isParticle } from './words';

/** A run of tokens that matches a form of a term or a name of a rival. */
export interface Candidate {
  /** First and last token, inclusive. */
  first: number;
  last: number;
  /** UTF-16 offsets in the text, end exclusive. */
  start: number;
  end: number;
  group: number;
}

/** The result of one pass over a block. */
export interface Matches {
  /** In reading order, not overlapping. */
  candidates: Candidate[];
  /**
   * `cueWord[i]` is the token where the cue with number `cue[i]` begins, ascending; `cueLast[i]` is its last
   * token.
   */
  cueWord: number[];
  cueLast: number[];
  cue: number[];
  /** Lower-case tokens with the letters of an upper-case form: `itu` in Indonesian, `un` in French. */
  lowerCase: Candidate[];
}

/** Whether the tokens `first` to `last` have the letter case that an entry of the index asks for. */
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
  if ((info & CASE_MASK) === 0 || first !== last) return true;
  const stemmed = (tokens.flags[last] as number) & STEMMED;
  if (Boolean(stemmed) === Boolean(info & STEMMED_FORM)) return true;
  // Russian names are inflected: `Ирана`. In Latin script, a lost ending makes another name.
  return (kindOf(text.charCodeAt(tokens.start[last] as number)) & CLASS) === CYRILLIC;
}

/** Finds all candidates and cues of a text. Leaves the text's tokens in `tokens`. */
export function match(index: MentionIndex, text: string, tokens: Tokens): Matches {
  tokenise(text, tokens);
  const found: Matches = { candidates: [], cueWord: [], cueLast: [], cue: [], lowerCase: [] };
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
 * Extends a sequence from token `i` as long as the table has a longer one. Collects cues, and the longest
 * candidate if `mayMark`. `skipped` is the number of particle letters left out at the start of the first
 * token. Returns the candidate's last token, or -1.
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
      } else if (i === j && ((tokens.flags[i] as number) & (HAS_LOWER | CAPITAL)) === HAS_LOWER) {
        noteLowerCase(tokens, i, group, found);
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

/** A sample this large almost surely contains one that does not stand in an address. */
const MAX_LOWER_CASE = 64;

function noteLowerCase(tokens: Tokens, i: number, group: number, found: Matches): void {
  if (found.lowerCase.length >= MAX_LOWER_CASE) return;
  found.lowerCase.push({
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
    found.cueLast.push(last);
    found.cue.push(entryOwner[e] as number);
  }
}

function noteWildcards(index: MentionIndex, text: string, tokens: Tokens, i: number, found: Matches): void {
  const folded = foldWord(text, tokens.start[i] as number, tokens.end[i] as number);
  for (const wildcard of index.wildcards.get(tokens.head[i] as number) ?? []) {
    if (wildcard.letters > folded.length || prefixHash(wildcard.letters) !== wildcard.hash) continue;
    found.cueWord.push(i);
    found.cueLast.push(i);
    found.cue.push(wildcard.cue);
  }
}

const MAX_PARTICLES = 2;
const MIN_REST = 3;
const letters = new Uint16Array(64);

/** `وجامعة الدول العربية`: looks up the first token again without the particles written together with it. */
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
