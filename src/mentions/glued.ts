/**
 * Words that may be two: the last of one block and the first of the next, in bare text that has nothing between them. Letter case
 * tells where such a word may be cut (`ForumAbout`, `IGFThe`), digits do, and in text without line breaks between blocks a long word
 * may be cut anywhere (`IGFITU`, Arabic and Persian, which know no case).
 *
 * Cost: about 0.1 µs for each part of a word that is looked up; at most `MAX_PARTS` in a text.
 */
import { CLASS, DIGIT, kindOf, LETTER, LOWER, UPPER } from './characters';
import type { MentionIndex } from './index';
import { CONTINUES, HAS_MENTION } from './layout';
import { match } from './match';
import { stepA, stepB } from './sequence';
import { tokenise } from './tokenise';
import { ALL_CAPS, createTokens, IDEOGRAPHIC, MIXED, NUMBER, SMALL, type Tokens } from './tokens';

const MAX_PARTS = 200_000;
/** Longest word that is cut anywhere, and longest part from its middle, UTF-16 units. */
const MAX_WORD = 64;
const MAX_MIDDLE = 12;
/** Shortest words that are cut anywhere, by how they are written; shorter ones are too many. */
const SHORTEST_CAPITALS = 4;
const SHORTEST_SMALL = 7;
const SHORTEST_UNICASE = 5;
/** Lines of text this long on average, UTF-16 units: written by a program, without line breaks between blocks. */
const COMPACT_LINE = 400;

const part: Tokens = createTokens(16);
const piece: Tokens = createTokens(64);

export class Glued {
  readonly #index: MentionIndex;
  readonly #text: string;
  readonly #tokens: Tokens;
  readonly #add: (start: number, end: number) => void;
  readonly #compact: boolean;
  #parts = 0;

  /** `add` is told each candidate that begins or ends inside a word. */
  constructor(index: MentionIndex, text: string, tokens: Tokens, add: (start: number, end: number) => void) {
    this.#index = index;
    this.#text = text;
    this.#tokens = tokens;
    this.#add = add;
    this.#compact = isCompact(text);
  }

  read(): void {
    const { count, start } = this.#tokens;
    for (let i = 0; i < count && this.#parts < MAX_PARTS; i++) {
      const cuts = this.#cutsOf(i);
      this.#from(start[i] as number, i, cuts, false);
      for (const cut of cuts) this.#from(cut, i, cuts, true);
    }
  }

  /** Candidates that begin at an offset of a word, and end at a cut; or anywhere, where they begin at one. */
  #from(start: number, first: number, cuts: readonly number[], isCut: boolean): void {
    for (const cut of cuts) {
      if (cut <= start || (isCut && cut - start > MAX_MIDDLE) || !this.#hash(start, cut)) continue;
      this.#check(this.#begin(), start, cut);
    }
    const { count, end, gap, a, b } = this.#tokens;
    if (isCut ? !this.#hash(start, end[first] as number) : !this.#mayBegin(a[first] as number)) return;
    let sequenceA = isCut ? (part.a[0] as number) : (a[first] as number);
    let sequenceB = isCut ? (part.b[0] as number) : (b[first] as number);
    for (let i = first; ; ) {
      const value = this.#index.lookup(sequenceA, sequenceB);
      if (isCut) this.#check(value, start, end[i] as number);
      if (!(value & CONTINUES) || ++i >= count) return;
      for (const cut of this.#cutsOf(i)) {
        if (!this.#hash(this.#tokens.start[i] as number, cut)) continue;
        const [partA, partB] = [part.a[0] as number, part.b[0] as number];
        const glued = this.#index.lookup(
          stepA(sequenceA, partA, gap[i] as number),
          stepB(sequenceB, partB, gap[i] as number),
        );
        this.#check(glued, start, cut);
      }
      sequenceA = stepA(sequenceA, a[i] as number, gap[i] as number);
      sequenceB = stepB(sequenceB, b[i] as number, gap[i] as number);
    }
  }

  /** Reads a part of a word as a word, into `part`. */
  #hash(start: number, end: number): boolean {
    this.#parts++;
    return tokenise(this.#text.slice(start, end), part).count === 1;
  }

  /** What the table has for the word in `part`, 0 for nothing. */
  #begin(): number {
    const a = part.a[0] as number;
    return this.#mayBegin(a) ? this.#index.lookup(a, part.b[0] as number) : 0;
  }

  #mayBegin(a: number): boolean {
    const bit = a >>> this.#index.filterShift;
    return (((this.#index.sections.filter[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1;
  }

  /** Adds a piece of text that the table has, if it is also written as its form asks for. */
  #check(value: number, start: number, end: number): void {
    if (!(value & HAS_MENTION)) return;
    const { candidates } = match(this.#index, this.#text.slice(start, end), piece);
    if (candidates.some((found) => found.start === 0 && found.end === end - start)) this.#add(start, end);
  }

  /** The offsets where a word may be cut, ascending. */
  #cutsOf(i: number): readonly number[] {
    const { start: starts, end: ends, flags } = this.#tokens;
    const start = starts[i] as number;
    const end = ends[i] as number;
    const flag = flags[i] as number;
    const size = end - start;
    if (flag & (IDEOGRAPHIC | NUMBER) || size < 3) return NONE;
    const turning = Boolean(flag & MIXED) || hasDigit(this.#text, start, end);
    if (!this.#compact || size > MAX_WORD) return turning ? turns(this.#text, start, end) : NONE;
    const shortest =
      turning || flag & ALL_CAPS ? SHORTEST_CAPITALS : flag & SMALL ? SHORTEST_SMALL : SHORTEST_UNICASE;
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

/** Where letters change their case or turn into digits; after several capitals also before the last of them (`IGFThe`, `IGFis`). */
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
