/**
 * Splits words that may be two. Bare text has no separator between blocks, so the last word of a block and
 * the first of the next stand together.
 *
 * Such a word may be split where its letter case changes (`ForumAbout`, `IGFThe`) or at a digit. In text
 * without line breaks between blocks, a long word may be split anywhere (`IGFITU`; also Arabic and Persian,
 * which have no letter case).
 *
 * Cost: about 0.1 µs for each part of a word that is looked up, at most `MAX_PARTS` parts for all texts of a
 * question. No part is longer than `MAX_PART`, so the length of a word does not matter.
 */
import { CLASS, DIGIT, kindOf, LETTER, LOWER, UPPER } from './characters';
import type { MentionIndex } from './index';
import { CONTINUES, HAS_CUE, HAS_MENTION } from './layout';
import { type Candidate, match } from './match';
import { stepA, stepB } from './sequence';
import { tokenise } from './tokenise';
import { ALL_CAPS, createTokens, HAS_LOWER, IDEOGRAPHIC, MIXED, NUMBER, type Tokens } from './tokens';

/** Most parts of words that are looked up for the texts of one question. */
export const MAX_PARTS = 200_000;
/** Parts between two interruptions. */
const AT_ONCE = 2_000;
/** Longest word that is split anywhere, and longest part from the middle of a word, in UTF-16 units. */
const MAX_WORD = 64;
const MAX_MIDDLE = 12;
/** Longest part, and how much of a word is looked at for places where it turns, in UTF-16 units. */
const MAX_PART = 128;
const MAX_TURNING = 4_096;
/** Shortest words that are split anywhere, by letter case. Shorter words are too numerous. */
const SHORTEST_CAPITALS = 4;
const SHORTEST_LOWER = 7;
const SHORTEST_UNICASE = 5;
/**
 * Average line length (UTF-16 units) from which a text counts as written by a program, without line breaks
 * between blocks.
 */
const COMPACT_LINE = 400;

const part: Tokens = createTokens(16);
const piece: Tokens = createTokens(64);

export class Glued {
  readonly #index: MentionIndex;
  readonly #text: string;
  readonly #tokens: Tokens;
  readonly #found: Pick<Candidate, 'start' | 'end' | 'group'>[];
  readonly #cues: Set<number>;
  readonly #compact: boolean;
  readonly #limit: { parts: number };

  /**
   * `read` adds each candidate with an edge inside a word to `found`, and each such cue to `cues`. It lowers
   * `limit.parts` by the number of parts that it looks up, and ends when none is left.
   */
  constructor(
    index: MentionIndex,
    text: string,
    tokens: Tokens,
    found: Pick<Candidate, 'start' | 'end' | 'group'>[],
    cues: Set<number>,
    limit: { parts: number },
  ) {
    this.#index = index;
    this.#text = text;
    this.#tokens = tokens;
    this.#found = found;
    this.#cues = cues;
    this.#compact = isCompact(text);
    this.#limit = limit;
  }

  *read(): Generator<void> {
    const { count, start } = this.#tokens;
    let next = this.#limit.parts - AT_ONCE;
    for (let i = 0; i < count && this.#limit.parts > 0; i++) {
      const cuts = this.#cutsOf(i);
      this.#from(start[i] as number, i, cuts, false);
      for (const cut of cuts) this.#from(cut, i, cuts, true);
      if (this.#limit.parts > next) continue;
      yield;
      next = this.#limit.parts - AT_ONCE;
    }
  }

  /** Finds candidates and cues that begin at an offset of token `i`. */
  #from(start: number, i: number, cuts: readonly number[], isCut: boolean): void {
    const { end, a, b } = this.#tokens;
    for (const cut of cuts) {
      if (cut <= start || (isCut && cut - start > MAX_MIDDLE) || !this.#hash(start, cut)) continue;
      const partA = part.a[0] as number;
      if (this.#index.mayBegin(partA))
        this.#follow(start, partA, part.b[0] as number, i, cut, true, '', start);
    }
    if (isCut && !this.#hash(start, end[i] as number)) return;
    if (isCut && this.#index.wildcards.has(part.head[0] as number))
      this.#check(start, end[i] as number, this.#text.slice(start, end[i]));
    const wordA = isCut ? (part.a[0] as number) : (a[i] as number);
    const wordB = isCut ? (part.b[0] as number) : (b[i] as number);
    if (this.#index.mayBegin(wordA)) this.#follow(start, wordA, wordB, i, end[i] as number, isCut, '', start);
  }

  /**
   * Extends a sequence that runs from `start` to `at` in token `i`, as long as the table has a longer one: by
   * the next token or, after a split, by the rest of the same token. `written` is the text up to `writtenTo`,
   * with a space at each split. A sequence without a split is ignored, because `match` finds it.
   */
  #follow(
    start: number,
    a: number,
    b: number,
    i: number,
    at: number,
    isCut: boolean,
    written: string,
    writtenTo: number,
  ): void {
    const value = this.#index.lookup(a, b);
    const text = this.#text;
    if (isCut && value & (HAS_MENTION | HAS_CUE)) this.#check(start, at, written + text.slice(writtenTo, at));
    if (!(value & CONTINUES)) return;
    const tokens = this.#tokens;
    const inside = at < (tokens.end[i] as number);
    const next = inside ? i : i + 1;
    if (next >= tokens.count) return;
    const from = inside ? at : (tokens.start[next] as number);
    const to = tokens.end[next] as number;
    const gap = inside ? 0 : (tokens.gap[next] as number);
    const longer = inside ? `${written}${text.slice(writtenTo, at)} ` : written;
    const longerTo = inside ? at : writtenTo;
    const go = (cut: number, words: Tokens, word: number): void => {
      const longerA = stepA(a, words.a[word] as number, gap);
      if (!this.#index.mayContinue(longerA)) return;
      const longerB = stepB(b, words.b[word] as number, gap);
      this.#follow(start, longerA, longerB, next, cut, isCut || inside || cut < to, longer, longerTo);
    };
    for (const cut of this.#cutsOf(next)) if (cut > from && this.#hash(from, cut)) go(cut, part, 0);
    if (!inside) go(to, tokens, next);
    else if (this.#hash(from, to)) go(to, part, 0);
  }

  /** Tokenises a part of a word into `part`. Whether it is one token, and not too long to be a word. */
  #hash(start: number, end: number): boolean {
    if (end - start > MAX_PART) return false;
    this.#limit.parts--;
    return tokenise(this.#text.slice(start, end), part).count === 1;
  }

  /** Adds the candidates and cues of a text that also have the letter case their form asks for. */
  #check(start: number, end: number, text: string): void {
    const { candidates, cue } = match(this.#index, text, piece);
    for (const each of cue) this.#cues.add(each);
    const whole = candidates.find((found) => found.start === 0 && found.end === text.length);
    if (whole) this.#found.push({ start, end, group: whole.group });
  }

  /** The offsets where a token may be split, ascending. */
  #cutsOf(i: number): readonly number[] {
    const { start: starts, end: ends, flags } = this.#tokens;
    const start = starts[i] as number;
    const end = ends[i] as number;
    const flag = flags[i] as number;
    const size = end - start;
    if (flag & (IDEOGRAPHIC | NUMBER) || size < 3) return NONE;
    const near = Math.min(end, start + MAX_TURNING);
    const turning = Boolean(flag & MIXED) || hasDigit(this.#text, start, near);
    if (!this.#compact || size > MAX_WORD) return turning ? turns(this.#text, start, near) : NONE;
    const shortest =
      turning || flag & ALL_CAPS ? SHORTEST_CAPITALS : flag & HAS_LOWER ? SHORTEST_LOWER : SHORTEST_UNICASE;
    if (size < shortest) return NONE;
    return Array.from({ length: size - 1 }, (_, at) => start + at + 1);
  }
}

const NONE: readonly number[] = [];

function isCompact(text: string): boolean {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines === 1 || text.length > lines * COMPACT_LINE;
}

/**
 * The offsets where the case changes or digits begin or end. After several capitals, also before the last of
 * them (`IGFThe`, `IGFis`).
 */
function turns(text: string, start: number, end: number): number[] {
  const cuts: number[] = [];
  for (let at = start + 1; at < end && cuts.length < MAX_WORD; at++) {
    const last = kindOf(text.charCodeAt(at - 1));
    const kind = kindOf(text.charCodeAt(at));
    const turned =
      (last & LOWER && kind & UPPER) || ((last ^ kind) & DIGIT && isLetter(last) && isLetter(kind));
    const fell = last & UPPER && kind & LOWER && at - 1 > start && kindOf(text.charCodeAt(at - 2)) & UPPER;
    if (fell && cuts.at(-1) !== at - 1) cuts.push(at - 1);
    if (turned || fell) cuts.push(at);
  }
  return cuts;
}

function isLetter(kind: number): boolean {
  return (kind & CLASS) >= LETTER;
}

function hasDigit(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (kindOf(text.charCodeAt(at)) & DIGIT) return true;
  return false;
}
