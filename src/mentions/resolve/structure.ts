/**
 * What the place of a form in its sentence says about it, whatever the term: an organisation's abbreviation
 * stands before its own council, in a list of organisations, or before the verb of a headline. A name that
 * goes on is another name, and a street is not the body that it is named after.
 *
 * Cost: a look at no more than twelve tokens on each side of a candidate.
 */
import type { Candidate } from '../match';
import { ALL_CAPS, CAPITAL, HAS_LOWER, NUMBER, type Tokens } from '../tokens';
import {
  ATTRIBUTES,
  BODIES,
  BY,
  CONTINUING,
  FUNCTION_WORDS,
  LINKS,
  LIST_WORDS,
  ONE_OF_MANY,
  PLACES_BEFORE,
  PLACES_BEHIND,
  PLACES_BEHIND_CHINESE,
  SIBLINGS,
  SOURCES,
  STREETS,
  THE_ONE,
  VERBS,
} from './world';

/** How an abbreviation stands in its sentence. */
export type Standing = 'body' | 'list' | 'subject' | 'none';

const WAW = 0x648;
const FIRST_IDEOGRAPH = 0x4e00;
const LAST_LATIN = 0x24f;
/** Most articles and prepositions between a noun and the abbreviation. */
const MAX_LINKS = 2;
/** How many items of a list, and how many tokens, are looked at on each side. */
const MAX_ITEMS = 5;
const MAX_REACH = 12;

/** How an abbreviation stands among its neighbours; the most telling way. */
export function standingOf(text: string, tokens: Tokens, { first, last }: Candidate): Standing {
  if (inList(tokens, first, -1) || inList(tokens, last, 1)) return 'list';
  const after = last + 1;
  if (isJoined(text, tokens, last)) {
    if (BODIES.has(tokens.a[after] as number)) return 'body';
    if ((tokens.flags[after] as number) & HAS_LOWER && VERBS.has(tokens.a[after] as number)) {
      const lower = ((tokens.flags[after] as number) & CAPITAL) === 0;
      if (lower) return 'subject';
    }
  }
  if (
    first > 0 &&
    SOURCES.has(tokens.a[first - 1] as number) &&
    BEHIND_SOURCE.test(before(text, tokens, first))
  )
    return 'subject';
  if (isAttribute(text, tokens, after)) return 'subject';
  const noun = nounBefore(text, tokens, first);
  if (
    noun > 0 &&
    BY.has(tokens.a[noun]!) &&
    isJoined(text, tokens, noun - 1) &&
    VERBS.has(tokens.a[noun - 1]!)
  )
    return 'subject';
  return noun >= 0 && BODIES.has(tokens.a[noun] as number) ? 'body' : 'none';
}

const OPENING_QUOTE = /^ [«“"„]$/;
const BEHIND_SOURCE = /^\s?[:：]?\s?$/;

/** What stands between a token and the one before it. */
function before(text: string, tokens: Tokens, at: number): string {
  return text.slice(tokens.end[at - 1], tokens.start[at]);
}

/** Whether anything about the place of a form may speak for its term. */
export function speaksForTerm(text: string, tokens: Tokens, candidate: Candidate): boolean {
  return (
    standingOf(text, tokens, candidate) !== 'none' ||
    determinerOf(text, tokens, candidate) === 'one' ||
    labelOf(text, tokens, candidate) !== null
  );
}

/** Whether a hyphen joins the token to the one before, and makes it an attribute of a body: `UN-backed`. */
function isAttribute(text: string, tokens: Tokens, at: number): boolean {
  return at < tokens.count && before(text, tokens, at) === '-' && ATTRIBUTES.has(tokens.a[at] as number);
}

/** The token of the noun that the name at token `first` belongs to, or -1: `Council of the ITU`. */
function nounBefore(text: string, tokens: Tokens, first: number): number {
  let at = first - 1;
  for (let links = 0; at >= 0; at--, links++) {
    const quoted = links === 0 && tokens.gap[first] !== 0 && OPENING_QUOTE.test(before(text, tokens, first));
    if (!quoted && !isJoined(text, tokens, at)) return -1;
    if (!LINKS.has(tokens.a[at] as number)) return at;
    if (links === MAX_LINKS) return -1;
  }
  return -1;
}

/** Whether the token `left` and the next one stand in one phrase: only space or an apostrophe between. */
function isJoined(text: string, tokens: Tokens, left: number): boolean {
  if (left < 0 || left + 1 >= tokens.count || tokens.gap[left + 1] !== 0) return false;
  const from = tokens.end[left] as number;
  const to = tokens.start[left + 1] as number;
  if (to === from || to - from > 2) return false;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 32 && unit !== 10 && unit !== 0xa0 && unit !== 39 && unit !== 0x2019) return false;
  }
  return true;
}

/** Whether the items of a list on one side of a token include a known body. */
function inList(tokens: Tokens, from: number, step: 1 | -1): boolean {
  let apart = false;
  let items = 0;
  for (let reach = 1; reach <= MAX_REACH && items < MAX_ITEMS; reach++) {
    const at = from + step * reach;
    if (at < 0 || at >= tokens.count) return false;
    const flags = tokens.flags[at] as number;
    if (tokens.gap[step > 0 ? at : at + 1] !== 0) apart = true;
    const a = tokens.a[at] as number;
    if (LIST_WORDS.has(a)) {
      apart = true;
      continue;
    }
    // Arabic letters have no case, so only the known bodies of a list can be told there.
    const isBody = isWrittenAsName(tokens, at) && SIBLINGS.has(a);
    const isItem = flags & ALL_CAPS || isBody;
    if (!isItem) {
      if (flags & NUMBER || LINKS.has(a)) continue;
      return false;
    }
    items++;
    if (apart && a !== tokens.a[from] && isBody) return true;
  }
  return false;
}

/** Words around a form, without a function word among them, that make a list. */
const MIN_LIST = 7;

/**
 * Whether a form is made of neighbours in a list of bare words, as code and keywords have them: `conflict
 * cyber diplomacy disaster economy …`. Only small letters of Latin script: other languages have prose without
 * function words.
 */
export function isInWordList(text: string, tokens: Tokens, { first, last }: Candidate): boolean {
  if (first === last || !isBareWord(text, tokens, first)) return false;
  let from = first;
  let to = last;
  while (first - from < MIN_LIST && isJoined(text, tokens, from - 1) && isBareWord(text, tokens, from - 1))
    from--;
  while (to - last < MIN_LIST && isJoined(text, tokens, to) && isBareWord(text, tokens, to + 1)) to++;
  return first - from + to - last >= MIN_LIST;
}

function isBareWord(text: string, tokens: Tokens, at: number): boolean {
  if (((tokens.flags[at] as number) & (HAS_LOWER | CAPITAL)) !== HAS_LOWER) return false;
  if (text.charCodeAt(tokens.start[at] as number) > LAST_LATIN) return false;
  return !FUNCTION_WORDS.has(tokens.a[at] as number);
}

/** Letters from which a word with one capital may be an abbreviation: `Unesco`, but not `Who` or `Un`. */
const MIN_NAME = 5;

function isWrittenAsName(tokens: Tokens, at: number): boolean {
  const flags = tokens.flags[at] as number;
  if (!(flags & HAS_LOWER)) return true;
  return (flags & CAPITAL) !== 0 && (tokens.end[at] as number) - (tokens.start[at] as number) >= MIN_NAME;
}

/** Whether a form stands in the name of a street, a park or the like: such a place is not the term. */
export function isNamedAfter(text: string, tokens: Tokens, { first, last, end }: Candidate): boolean {
  if (text.charCodeAt(end) >= FIRST_IDEOGRAPH && PLACES_BEHIND_CHINESE.test(text.slice(end, end + 3)))
    return true;
  if (isJoined(text, tokens, last) && isProper(tokens, last + 1) && PLACES_BEHIND.has(tokens.a[last + 1]!))
    return true;
  const noun = nounBefore(text, tokens, first);
  if (noun < 0) return false;
  const a = tokens.a[noun] as number;
  return (isProper(tokens, noun) && PLACES_BEFORE.has(a)) || STREETS.has(a);
}

/** Whether a token has a capital, or a script without letter case. */
function isProper(tokens: Tokens, at: number): boolean {
  const flags = tokens.flags[at] as number;
  return (flags & CAPITAL) !== 0 || (flags & HAS_LOWER) === 0;
}

/**
 * Whether the only thing of its name is meant, or one of several: `the Ummah`, `every Ummah`. A capital after
 * an article is meant, unless it begins the sentence.
 */
export function determinerOf(text: string, tokens: Tokens, { first }: Candidate): 'one' | 'many' | 'none' {
  if (first === 0 || !isJoined(text, tokens, first - 1)) return 'none';
  const before = tokens.a[first - 1] as number;
  if (ONE_OF_MANY.has(before)) return 'many';
  // `a righteous Ummah`
  if (first > 1 && isJoined(text, tokens, first - 2) && !LINKS.has(before)) {
    if (ONE_OF_MANY.has(tokens.a[first - 2] as number)) return 'many';
  }
  const flags = tokens.flags[first] as number;
  return flags & CAPITAL && !(flags & ALL_CAPS) && THE_ONE.has(before) ? 'one' : 'none';
}

/**
 * Whether a name goes on behind the form, so that another name stands there: `Internet Engineering Task
 * Force`, `Economic Cooperation and Development`.
 */
export function goesOn(text: string, tokens: Tokens, { last }: Candidate): boolean {
  if (!isJoined(text, tokens, last)) return false;
  if (isTitleWord(tokens, last + 1)) return !BODIES.has(tokens.a[last + 1] as number);
  const and = tokens.a[last + 1] as number;
  // Arabic writes the conjunction together with the noun.
  if (text.charCodeAt(tokens.start[last + 1] as number) === WAW && CONTINUING.has(and)) return true;
  return LIST_WORDS.has(and) && isJoined(text, tokens, last + 1) && CONTINUING.has(tokens.a[last + 2]!);
}

/** Shortest and longest abbreviation that labels a name, in UTF-16 units. */
const LABEL = { least: 3, most: 8 };

/**
 * The abbreviation in brackets or behind a slash beside a name: `… Cooperation (OECD)`,
 * `OECD (… Cooperation)`.
 */
export function labelOf(
  text: string,
  tokens: Tokens,
  { first, last }: Candidate,
): { start: number; end: number } | null {
  const isLabel = (at: number): boolean => {
    if (at < 0 || at >= tokens.count || !((tokens.flags[at] as number) & ALL_CAPS)) return false;
    const size = (tokens.end[at] as number) - (tokens.start[at] as number);
    return size >= LABEL.least && size <= LABEL.most;
  };
  const spanOf = (at: number) => ({ start: tokens.start[at] as number, end: tokens.end[at] as number });
  if (isLabel(last + 1) && LABEL_BEHIND.test(before(text, tokens, last + 1))) return spanOf(last + 1);
  if (isLabel(first - 1) && LABEL_BEFORE.test(before(text, tokens, first))) return spanOf(first - 1);
  return null;
}

const LABEL_BEHIND = /^[”"»’]? ?[([（/] ?[“"«]?$/;
const LABEL_BEFORE = /^ ?[([（] ?[“"«]?$/;

function isTitleWord(tokens: Tokens, at: number): boolean {
  const flags = tokens.flags[at] as number;
  return (flags & CAPITAL) !== 0 && (flags & HAS_LOWER) !== 0;
}
