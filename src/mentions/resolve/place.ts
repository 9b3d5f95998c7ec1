/**
 * What the characters and words around a candidate say about it, whatever its sense: whether it is a word of
 * prose, and whether it stands alone. Reads at most 200 units on each side.
 */
import { ARABIC, CLASS, CYRILLIC, IDEOGRAPH, kindOf, LETTER, LOWER, UPPER } from '../characters';
import type { Candidate } from '../match';
import { ALL_CAPS, CAPITAL, HAS_LOWER, NUMBER, type Tokens } from '../tokens';

const REACH = 200;
const CODE_BEFORE = '@\\_$=<{~%^/';
const CODE_AFTER = '@\\_$=>{~%^';

/** Whether the candidate is part of an address, a handle, a file name or code. */
export function isCode(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  if (
    (before !== '' && before !== '/' && CODE_BEFORE.includes(before)) ||
    (after !== '' && CODE_AFTER.includes(after))
  ) {
    return true;
  }
  if (
    before === '.' &&
    isWord(text, start - 2) &&
    !isBoundary(text, start - 1, /\s/.test(text.slice(start, end)))
  )
    return true;
  if (after === '.' && isWord(text, end + 1) && !isBoundary(text, end, true)) return true;
  if (after === '(' && text.charAt(end + 1) === ')') return true;
  if ((after === ':' && text.charAt(end + 1) === ':') || (before === ':' && text.charAt(start - 2) === ':'))
    return true;
  return inAddress(text, start, end);
}

/**
 * Whether the run of ASCII without spaces around the candidate has `://`, `www.`, a domain, or an `@` between
 * words.
 */
function inAddress(text: string, start: number, end: number): boolean {
  let from = start;
  while (from > 0 && start - from < REACH && isVisibleAscii(text.charCodeAt(from - 1))) from--;
  let to = end;
  while (to < text.length && to - end < REACH && isVisibleAscii(text.charCodeAt(to))) to++;
  if (to - from === end - start) return false;
  const run = text.slice(from, to);
  return /:\/\/|^www\.|\w@\w|\w\.(?:com|org|net|int|html?|php|pdf)\b/i.test(run);
}

/**
 * Whether a sentence ends at a full stop that no space follows: `the ITU.The`, `الأمم المتحدة.وقال`. File names
 * and code are hardly ever in Arabic script. `latin`: whether a capital and a small letter are enough.
 */
function isBoundary(text: string, dot: number, latin: boolean): boolean {
  const left = kindOf(text.charCodeAt(dot - 1));
  const right = kindOf(text.charCodeAt(dot + 1));
  if ((left & CLASS) === ARABIC || (right & CLASS) === ARABIC) return true;
  if (!(right & UPPER)) return false;
  if ((left & CLASS) === CYRILLIC && (right & CLASS) === CYRILLIC) return true;
  return latin && (kindOf(text.charCodeAt(dot + 2)) & LOWER) !== 0;
}

function isVisibleAscii(unit: number): boolean {
  return unit > 32 && unit < 127;
}

function isWord(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  const cls = Number.isNaN(unit) ? 0 : kindOf(unit) & CLASS;
  return cls >= LETTER && cls !== IDEOGRAPH;
}

/**
 * Whether the candidate is the beginning or the end of a key of code or an address, written in lower case with
 * hyphens for spaces: `arab-league-park`.
 */
export function isSlug(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  if (before !== '-' && after !== '-') return false;
  return /^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(text.slice(start, end));
}

/** How a candidate is attached to its neighbours. */
export type Tie =
  /** Not at all. */
  | 'free'
  /** Part of another token: `IGF-1`, `ISU-152`. Never the term. */
  | 'fused'
  /** Hyphenated to another name: `ARENA-ECO`. */
  | 'hyphenated'
  /** Before a number that is not a year: `UN 1203`. */
  | 'numbered'
  /** Beside a capitalised word that may be the rest of its name: `ECO Drive`. */
  | 'beside-name';

const YEAR = /^(?:19|20)\d\d$/;

/** How a candidate is attached to the words beside it. */
export function tieOf(text: string, tokens: Tokens, candidate: Candidate): Tie {
  const { first, last } = candidate;
  const after = last + 1 < tokens.count ? linkBetween(text, tokens, last) : 'none';
  const before = first > 0 ? linkBetween(text, tokens, first - 1) : 'none';
  if (after === 'hyphen') {
    const flags = tokens.flags[last + 1] as number;
    const word = text.slice(tokens.start[last + 1], tokens.end[last + 1]);
    if (/^\p{N}/u.test(word) && !YEAR.test(word)) return 'fused';
    if (flags & CAPITAL && word.length > 1) return 'hyphenated';
  }
  if (before === 'hyphen') {
    const flags = tokens.flags[first - 1] as number;
    if (flags & (CAPITAL | NUMBER)) return 'hyphenated';
  }
  if (after === 'space' && (tokens.flags[last + 1] as number) & NUMBER) {
    if (!YEAR.test(text.slice(tokens.start[last + 1], tokens.end[last + 1]))) return 'numbered';
  }
  if (after === 'space' && isNameWord(tokens, last + 1)) return 'beside-name';
  if (before === 'space' && isNameWord(tokens, first - 1) && !startsSentence(text, tokens, first - 1))
    return 'beside-name';
  return 'free';
}

function isNameWord(tokens: Tokens, at: number): boolean {
  const flags = tokens.flags[at] as number;
  return (flags & CAPITAL) !== 0 && (flags & HAS_LOWER) !== 0;
}

function startsSentence(text: string, tokens: Tokens, at: number): boolean {
  if (at === 0 || tokens.gap[at] !== 0) return true;
  return /\n/.test(text.slice(tokens.end[at - 1], tokens.start[at]));
}

function linkBetween(text: string, tokens: Tokens, left: number): 'none' | 'hyphen' | 'space' {
  const from = tokens.end[left] as number;
  const to = tokens.start[left + 1] as number;
  if (tokens.gap[left + 1] !== 0 || to === from) return 'none';
  if (to - from === 1 && /[-‐‑‒–−]/.test(text.charAt(from))) return 'hyphen';
  return to - from <= 2 && /^\s+$/.test(text.slice(from, to)) ? 'space' : 'none';
}

/**
 * Words that are looked at on each side; a word with more letters than `HEADLINE_LETTERS` is hardly an
 * acronym.
 */
const HEADLINE_WORDS = 4;
const HEADLINE_LETTERS = 4;

/**
 * Whether the words around are all in capitals, as in a headline, so that capitals do not identify an
 * acronym.
 */
export function inCapitals(tokens: Tokens, first: number, last: number): boolean {
  let capitals = 0;
  let long = 0;
  let others = 0;
  const look = (at: number): void => {
    const flags = tokens.flags[at] as number;
    if (flags & HAS_LOWER) others++;
    else if (flags & ALL_CAPS) {
      capitals++;
      if ((tokens.end[at] as number) - (tokens.start[at] as number) > HEADLINE_LETTERS) long++;
    }
  };
  for (let at = Math.max(0, first - HEADLINE_WORDS); at < first; at++) look(at);
  for (let at = last + 1; at <= last + HEADLINE_WORDS && at < tokens.count; at++) look(at);
  return capitals >= 2 && long >= 1 && others * 3 <= capitals;
}

/** Created on first use; null if the browser has none. */
let segmenter: Intl.Segmenter | null | undefined;
/** UTF-16 units around a candidate that the segmenter is given. */
const CONTEXT = 8;

/**
 * Whether the candidate cuts through words of running Chinese or Japanese: 联合国 is not a word in 联合国际社会. Asked
 * only about candidates, with eight characters of context. A segment across the candidate's edge is not
 * enough, because segmenters are fallible: they find 国会 in 联合国会费. The remainder beside the candidate must
 * also be a fragment, not a word.
 */
export function isCut(text: string, start: number, end: number): boolean {
  if (!isIdeograph(text, start - 1) && !isIdeograph(text, end)) return false;
  const from = Math.max(0, start - CONTEXT);
  const around = segments(text.slice(from, end + CONTEXT));
  let at = from;
  for (const segment of around) {
    const right = at + segment.length;
    if (at < start && right > start && isPiece(segments(text.slice(from, start)).at(-1))) return true;
    if (at < end && right > end && isPiece(segments(text.slice(end, end + CONTEXT))[0])) return true;
    at = right;
  }
  return false;
}

function isIdeograph(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return !Number.isNaN(unit) && (kindOf(unit) & CLASS) === IDEOGRAPH;
}

function isPiece(segment: string | undefined): boolean {
  return segment?.length === 1;
}

function segments(text: string): string[] {
  if (segmenter === undefined) {
    segmenter =
      typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('zh', { granularity: 'word' }) : null;
  }
  return segmenter ? Array.from(segmenter.segment(text), (part) => part.segment) : [];
}
