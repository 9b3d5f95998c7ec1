/**
 * Finds definitions of abbreviations: `insulin-like growth factor (IGF)` and `IGF (insulin-like growth
 * factor)`.
 *
 * Source: Schwartz & Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
 * text", Pacific Symposium on Biocomputing 8 (2003). The letters of the short form are looked for in the long
 * form from right to left; the first letter must begin a word. The long form of an abbreviation of n letters
 * has at most min(n + 5, 2n) words.
 *
 * Cost: one pass over the text, and O(300) for each bracket, because the text read around it is bounded. Added to the paper: full-width
 * brackets, scripts other than Latin, comparison of folded letters. Not done: definitions without brackets
 * (see `initials.ts`), learning which letters align (Ab3P).
 */
import { CLASS, FOLDS, IGNORED, kindOf, LETTER } from '../characters';

export interface Definition {
  /** UTF-16 offsets of the abbreviation (`short`) and of what it stands for (`long`), end exclusive. */
  short: { start: number; end: number };
  long: { start: number; end: number };
}

/** Limits in UTF-16 units: of an abbreviation, of the text in brackets, of the text before them. */
const MAX_SHORT = 10;
const MAX_INSIDE = 200;
const MAX_BEFORE = 200;

/** All definitions in a text, in the order of their brackets. */
export function definitions(text: string): Definition[] {
  const found: Definition[] = [];
  for (const bracket of brackets(text)) {
    const definition = definitionAt(text, bracket);
    if (definition) found.push(definition);
  }
  return found;
}

/** A span of the text, for example the inside of a pair of brackets; end exclusive. */
export interface Bracket {
  start: number;
  end: number;
}

/** Yields the innermost brackets with at most `MAX_INSIDE` units inside, in one pass. */
export function* brackets(text: string): Generator<Bracket> {
  let open = -1;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (isOpen(unit)) open = at;
    else if (isClose(unit)) {
      if (open >= 0 && at - open <= MAX_INSIDE) yield { start: open + 1, end: at };
      open = -1;
    }
  }
}

/** The definition at a pair of brackets, or null. */
export function definitionAt(text: string, bracket: Bracket): Definition | null {
  const short = shortInside(text, bracket);
  if (short) {
    const limit = Math.max(0, bracket.start - 1 - MAX_BEFORE);
    const before = {
      start: clauseStart(text, limit, bracket.start - 1),
      end: trimEnd(text, limit, bracket.start - 1),
    };
    const long = align(text, short, before);
    return long ? { short, long } : null;
  }
  const outside = shortBefore(text, bracket.start - 1);
  if (!outside) return null;
  const inside = { start: trimStart(text, bracket.start, bracket.end), end: firstClause(text, bracket) };
  const long = align(text, outside, inside);
  return long && long.start <= inside.start + 4 ? { short: outside, long } : null;
}

/** An abbreviation that fills the brackets, or the part before the first comma or semicolon. */
function shortInside(text: string, bracket: Bracket): Bracket | null {
  const start = trimStart(text, bracket.start, bracket.end);
  const end = firstClause(text, bracket);
  return isShort(text, start, end) ? { start, end } : null;
}

/** The word directly before the brackets, if it looks like an abbreviation. */
function shortBefore(text: string, open: number): Bracket | null {
  const end = trimEnd(text, Math.max(0, open - MAX_SHORT), open);
  let start = end;
  while (start > 0 && end - start <= MAX_SHORT && !isSpace(text.charCodeAt(start - 1))) start--;
  while (start < end && (kindOf(text.charCodeAt(start)) & CLASS) < LETTER) start++;
  return isShort(text, start, end) ? { start, end } : null;
}

/**
 * Whether a span looks like an abbreviation: two to ten units, at most two words, at least one letter, a
 * letter or digit first, and a capital or no run of four lower-case letters.
 */
function isShort(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length < 2 || length > MAX_SHORT) return false;
  const short = text.slice(start, end);
  if (!/^[\p{L}\p{N}]/u.test(short) || !/\p{L}/u.test(short) || /\s\S+\s/.test(short)) return false;
  return /\p{Lu}/u.test(short) || !/\p{Ll}{4}/u.test(short);
}

/** The span at the end of `within` that the abbreviation's letters spell, or null. */
function align(text: string, short: Bracket, within: Bracket): Bracket | null {
  const size = short.end - short.start;
  const start = lastWords(text, within, Math.min(size + 5, size * 2));
  let at = within.end - 1;
  for (let s = short.end - 1; s >= short.start; s--) {
    const letter = fold(text, s);
    if (letter === 0) continue;
    const first = s === short.start;
    while (at >= start && (fold(text, at) !== letter || (first && at > start && isWordUnit(text, at - 1))))
      at--;
    if (at < start) return null;
    at--;
  }
  const long = { start: at + 1, end: within.end };
  while (long.start > start && continuesWord(text, long.start - 1)) long.start--;
  return isLong(text, short, long) ? long : null;
}

/** Whether a long form is longer than the abbreviation and does not contain it as a word. */
function isLong(text: string, short: Bracket, long: Bracket): boolean {
  const size = short.end - short.start;
  if (long.end - long.start <= size) return false;
  const form = text.slice(short.start, short.end);
  return !text
    .slice(long.start, long.end)
    .split(/[^\p{L}\p{N}]+/u)
    .includes(form);
}

/** The offset where the last `count` words of `within` begin. */
function lastWords(text: string, within: Bracket, count: number): number {
  let words = 0;
  let at = within.end;
  while (at > within.start) {
    const inWord = !isSpace(text.charCodeAt(at - 1)) && !isIdeograph(text, at - 1);
    if (!inWord) {
      at--;
      if (isIdeograph(text, at)) words++;
    } else {
      while (at > within.start && !isSpace(text.charCodeAt(at - 1))) at--;
      words++;
    }
    if (words >= count) return at;
  }
  return within.start;
}

/** The folded letter at an offset, or 0 if there is no letter. */
function fold(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const cls = kindOf(unit) & CLASS;
  return cls >= LETTER && cls !== IGNORED ? (FOLDS[unit] as number) : 0;
}

function isWordUnit(text: string, at: number): boolean {
  return (kindOf(text.charCodeAt(at)) & CLASS) >= LETTER;
}

/**
 * Whether the long form extends over this unit. As in the paper, it extends back to white space (`c-Jun …`,
 * `3,5-…`); Chinese has none.
 */
function continuesWord(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (
    !isSpace(unit) && !isOpen(unit) && !isIdeograph(text, at) && !/["'“”«»„‘’，。、]/.test(text.charAt(at))
  );
}

function isIdeograph(text: string, at: number): boolean {
  return (kindOf(text.charCodeAt(at)) & CLASS) === 8;
}

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 9 || unit === 0xa0 || unit === 0x3000 || unit === 13;
}

function trimStart(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && (kindOf(text.charCodeAt(at)) & CLASS) < LETTER) at++;
  return at;
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && (kindOf(text.charCodeAt(at - 1)) & CLASS) < LETTER) at--;
  return at;
}

/** The offset after the last semicolon, bracket or end of sentence. A long form does not reach beyond it. */
function clauseStart(text: string, start: number, end: number): number {
  for (let at = end - 1; at > start; at--) {
    const unit = text.charCodeAt(at);
    if (unit === 59 || unit === 0x3002 || isOpen(unit) || isClose(unit)) return at + 1;
    if ((unit === 33 || unit === 63) && isSpace(text.charCodeAt(at + 1))) return at + 1;
  }
  return start;
}

/** The end of the text before the first comma or semicolon in the brackets. */
function firstClause(text: string, bracket: Bracket): number {
  let at = bracket.start;
  for (; at < bracket.end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 44 || unit === 59 || unit === 0x60c || unit === 0xff0c || unit === 0x3001) break;
  }
  return trimEnd(text, bracket.start, at);
}

function isOpen(unit: number): boolean {
  return unit === 40 || unit === 0xff08 || unit === 91;
}

function isClose(unit: number): boolean {
  return unit === 41 || unit === 0xff09 || unit === 93;
}
