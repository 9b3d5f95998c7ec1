/** The tokens of a text as parallel arrays, and the hash of one token. `tokenise.ts` fills the arrays. */

/** The token begins with a capital or, in Arabic script, with the article. */
export const CAPITAL = 1;
/** Two letters or more, none of them lower case. */
export const ALL_CAPS = 2;
/** Stemming removed an ending. */
export const STEMMED = 4;
/** Arabic script: the token may begin with a particle that is not part of the word. */
export const ARABIC_WORD = 8;
/** A character of a script without spaces. */
export const IDEOGRAPHIC = 16;
/** Digits only. */
export const NUMBER = 32;
/** At least one letter is lower case. */
export const HAS_LOWER = 64;
/** Mixed case beyond an initial capital: `InternationalGamelanFestival`. */
export const MIXED = 128;

/** Parallel arrays with one entry per token, in reading order. */
export interface Tokens {
  /** Number of tokens; the arrays may be longer. */
  count: number;
  /** UTF-16 offsets of the token in the text, end exclusive. A removed plural or suffix lies inside them. */
  start: Int32Array;
  end: Int32Array;
  /** Two independent hashes of the normalised letters. */
  a: Int32Array;
  b: Int32Array;
  /** Hash of the punctuation between the previous token and this one; 0 for soft separators only. */
  gap: Int32Array;
  /** Hash of the first three normalised letters, for cues that end in `*`; 0 for shorter tokens. */
  head: Int32Array;
  flags: Uint8Array;
}

export function createTokens(capacity = 1024): Tokens {
  return {
    count: 0,
    start: new Int32Array(capacity),
    end: new Int32Array(capacity),
    a: new Int32Array(capacity),
    b: new Int32Array(capacity),
    gap: new Int32Array(capacity),
    head: new Int32Array(capacity),
    flags: new Uint8Array(capacity),
  };
}

/** Arrays that nobody uses at the moment. */
const idle: Tokens[] = [];
/** Most arrays that are kept for later. More are in use while several jobs are interrupted. */
const MOST_IDLE = 2;

/**
 * Lends arrays to one job. Jobs are interrupted and run in turns, so they cannot share arrays, and new arrays
 * for each job would cost more than a short text. End with `giveBack`.
 */
export function borrowTokens(): Tokens {
  return idle.pop() ?? createTokens(4096);
}

export function giveBack(tokens: Tokens): void {
  if (idle.length < MOST_IDLE) idle.push(tokens);
}

export const A_SEED = 0x811c9dc5 | 0;
export const A_PRIME = 0x01000193;
export const B_SEED = 0x2545f491 | 0;
export const B_PRIME = 0x85ebca6b | 0;
/** Letters in a token's `head`. */
export const HEAD_LETTERS = 3;

/**
 * Both hashes of a folded word, `units[from]` to `units[length - 1]`: the same values as the ASCII fast path.
 */
export function hashWord(units: ArrayLike<number>, length: number, from = 0): [number, number] {
  let a = A_SEED;
  let b = B_SEED;
  for (let i = from; i < length; i++) {
    const unit = units[i] as number;
    a = Math.imul(a ^ unit, A_PRIME);
    b = Math.imul(b ^ unit, B_PRIME);
    b ^= b >>> 15;
  }
  return [finish(a), b];
}

/**
 * Spreads a hash over all its bits: FNV's upper bits depend on the last letters only. First half of Murmur3's
 * finaliser.
 */
export function finish(hash: number): number {
  let a = hash ^ (hash >>> 16);
  a = Math.imul(a, 0x7feb352d);
  return a ^ (a >>> 15);
}

/** Hash of three folded letters, equal to what the ASCII fast path computes. */
export function headOf(units: ArrayLike<number>, first = 0): number {
  let a = A_SEED;
  for (let i = first; i < first + HEAD_LETTERS; i++) a = Math.imul(a ^ (units[i] as number), A_PRIME);
  return a;
}

/** Makes room for more tokens. */
export function grow(tokens: Tokens, capacity: number): void {
  const longer = (from: Int32Array): Int32Array => {
    const to = new Int32Array(capacity);
    to.set(from);
    return to;
  };
  tokens.start = longer(tokens.start);
  tokens.end = longer(tokens.end);
  tokens.a = longer(tokens.a);
  tokens.b = longer(tokens.b);
  tokens.gap = longer(tokens.gap);
  tokens.head = longer(tokens.head);
  const flags = new Uint8Array(capacity);
  flags.set(tokens.flags);
  tokens.flags = flags;
}
