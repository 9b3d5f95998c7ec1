/** Reads a query into words, and rates how well a word of a text matches a word of the query. */
import { isParticle } from '../mentions/words';
import { withDates } from './dates';
import { rootOf } from './roots';
import { soundOf } from './sounds';
import { type Asks, asksOf, isStopWord } from './stop-words';
import { synonymsOf } from './synonyms';
import type { Vocabulary } from './vocabulary';
import { keyOf, queryWords, SOUND, type Word } from './words';

/** Most UTF-16 units and words of a query that are read. A longer query is pasted text. */
const QUERY_LIMIT = 400;
export const WORDS_LIMIT = 24;
/** Most words for which a fuzzy search is made: each costs a walk through the vocabulary. */
const FUZZY_LIMIT = 8;

/** Least letters of a root by which words are looked up. */
const ROOT = 4;

/**
 * Most postings of a prefix that are read. A prefix with more, such as one letter, is answered by names
 * alone.
 */
const POSTINGS_LIMIT = 60_000;

/** The quality of a match, from 0 to 1. */
const EXACT = 1;
const SAME_STEM = 0.95;
const SAME_ROOT = 0.8;
const SYNONYM = 0.65;
/** Same consonants, three or more, or two. */
const SAME_SOUND = 0.6;
const SHORT_SOUND = 0.4;
const LONG_SOUND = 3;
/** A prefix match: `PREFIX` if little of the word is typed, up to the sum of both for nearly all of it. */
const PREFIX = 0.55;
const PREFIX_REST = 0.35;
/** From here on a match is more than likeness in spelling, sound or meaning. */
export const SURE = SAME_ROOT;
/** Fuzzy matches, by edit distance; the factor applies if only a prefix of the word is near. */
const FUZZY = [0, 0.75, 0.6, 0.5];
const FUZZY_PREFIX = 0.8;

/** Names are seldom written in Cyrillic letters in the index, so a known word is sought by its sound, too. */
const CYRILLIC = /^\p{Script=Cyrillic}/u;

/** A word of the query and the words that match it. */
export interface Wanted {
  text: string;
  stem: string;
  root: string;
  /** Its sound (`sounds.ts`); empty if words are to be found by their spelling alone. */
  sound: string;
  /** Says nothing of what is asked for (`stop-words.ts`). */
  stop: boolean;
  /**
   * Whether it also matches as a prefix: the last word, because it may be unfinished, and any word of three
   * letters or more.
   */
  asPrefix: boolean;
  /** Other words of the vocabulary that match: misspelt ones and synonyms, with the quality of each. */
  near: Map<string, number>;
}

export interface Query {
  words: Wanted[];
  /** The words as they were read, in the order of `words`. */
  read: Word[];
  /** Keys (`keyOf`) of the whole query and of the query without stop words; empty ones are left out. */
  keys: string[];
  asks: Asks;
}

const CAPITALS = /^\p{Lu}{2,}$/u;

/** Reads a query. Any text is valid. */
export function readQuery(text: string, vocabulary: Vocabulary): Query {
  const asked = withDates(text.slice(0, QUERY_LIMIT));
  const words = queryWords(asked).slice(0, WORDS_LIMIT);
  // `LAS` in a query with small letters is an abbreviation, and no article.
  const isMixed = asked !== asked.toUpperCase();
  const asks = asksOf(words.map((word) => word.text));
  let fuzzy = 0;
  const wanted = words.map((word, i): Wanted => {
    const { text, stem, start, end } = word;
    const asPrefix = i === words.length - 1 || text.length > 2;
    const stop = isStopWord(text) && !(isMixed && CAPITALS.test(asked.slice(start, end)));
    const each: Wanted = { text, stem, root: rootOf(stem), sound: '', stop, asPrefix, near: new Map() };
    if (stop) return each;
    for (const other of synonymsOf(text, stem)) each.near.set(other, SYNONYM);
    const known = vocabulary.find(text) >= 0 || vocabulary.find(stem) >= 0;
    const sound = known && !CYRILLIC.test(text) ? '' : soundOf(stem);
    if (sound.length >= LONG_SOUND || (words.length > 1 && !known)) each.sound = sound;
    if (known) return each;
    addParticle(each, vocabulary);
    if (fuzzy < FUZZY_LIMIT && addNear(each, vocabulary)) fuzzy++;
    return each;
  });
  const keys = keysOf(
    words,
    words.filter((_, i) => !wanted[i]?.stop),
  );
  return { words: wanted, read: words, keys, asks };
}

/** The keys of several readings of a query, each once. */
export function keysOf(...readings: Word[][]): string[] {
  return [...new Set(readings.map(keyOf))].filter((key) => key !== '');
}

/** An Arabic word after a particle that is written with it: `وايران` is also `ايران`. */
function addParticle({ text, near }: Wanted, vocabulary: Vocabulary): void {
  const rest = text.slice(1);
  if (isParticle(text.charCodeAt(0)) && rest.length > 2 && vocabulary.find(rest) >= 0)
    near.set(rest, SAME_STEM);
}

/**
 * Fills `near` with fuzzy matches. Returns false if the word is too short: short words are all near each
 * other.
 */
function addNear({ text, asPrefix, near }: Wanted, vocabulary: Vocabulary): boolean {
  const limit = text.length < 4 ? 0 : text.length < 7 ? 1 : text.length < 13 ? 2 : 3;
  if (limit === 0) return false;
  // The more errors are allowed, the more words are near: then the first letter must be right.
  const fixed = text.length < 6 || (limit === 2 && text.length < 8) || limit === 3 ? 1 : 0;
  vocabulary.near(text, limit, fixed, (word, distance, whole) => {
    if (!whole && (!asPrefix || distance === 0 || text.length < 5)) return;
    const value = (FUZZY[distance] as number) * (whole ? 1 : FUZZY_PREFIX);
    const found = vocabulary.word(word);
    if (value > (near.get(found) ?? 0)) near.set(found, value);
  });
  return true;
}

/** How well a word matches, 0 to 1. */
export function quality(wanted: Wanted, word: Pick<Word, 'text' | 'stem'>): number {
  const { text, stem, root, sound, asPrefix, near } = wanted;
  if (word.text === text) return EXACT;
  if (word.stem === stem) return SAME_STEM;
  let value = 0;
  if (asPrefix) {
    if (word.text.startsWith(text)) value = prefixQuality(text.length, word.text.length);
    else if (word.stem.startsWith(stem)) value = prefixQuality(stem.length, word.stem.length);
  }
  if (wanted.stop) return value;
  const akin = value < SAME_ROOT && word.stem.charCodeAt(0) === root.charCodeAt(0);
  if (akin && rootOf(word.stem) === root) value = SAME_ROOT;
  if (near.size > 0) value = Math.max(value, near.get(word.text) ?? near.get(word.stem) ?? 0);
  if (value === 0 && sound !== '' && soundOf(word.stem) === sound) value = soundQuality(sound);
  return value;
}

function soundQuality(sound: string): number {
  return sound.length >= LONG_SOUND ? SAME_SOUND : SHORT_SOUND;
}

function prefixQuality(typed: number, length: number): number {
  return PREFIX + (PREFIX_REST * typed) / length;
}

/**
 * Calls `found` with each word of the vocabulary that matches, and its quality. A word may come twice. A
 * prefix with more than `limit` postings is left out; `postingStart` has their numbers.
 */
export function eachMatch(
  { text, stem, root, sound, stop, asPrefix, near }: Wanted,
  vocabulary: Vocabulary,
  postingStart: Int32Array,
  found: (word: number, quality: number) => void,
  limit = POSTINGS_LIMIT,
): void {
  const tooMany = (from: number, to: number) =>
    (postingStart[to] as number) - (postingStart[from] as number) > limit;
  for (const prefix of new Set([text, stem])) {
    const [from, to] = vocabulary.range(prefix);
    if (from < to && vocabulary.length(from) === prefix.length) {
      found(from, prefix === text ? EXACT : SAME_STEM);
    }
    if (!asPrefix || tooMany(from, to)) continue;
    for (let at = from; at < to; at++) found(at, prefixQuality(prefix.length, vocabulary.length(at)));
  }
  if (stop) return;
  if (root.length >= ROOT) {
    const [from, to] = vocabulary.range(root);
    if (!tooMany(from, to))
      for (let at = from; at < to; at++) if (rootOf(vocabulary.word(at)) === root) found(at, SAME_ROOT);
  }
  for (const [word, good] of near) {
    const at = vocabulary.find(word);
    if (at >= 0) found(at, good);
  }
  if (sound === '') return;
  const at = vocabulary.find(SOUND + sound);
  if (at >= 0) found(at, soundQuality(sound));
}
