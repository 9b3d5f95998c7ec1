/** Reads a query into words, and rates how well a word of a text matches a word of the query. */
import { isStopWord } from './stop-words';
import type { Vocabulary } from './vocabulary';
import { keyOf, queryWords, type Word } from './words';

/** Most UTF-16 units and words of a query that are read. A longer query is pasted text. */
const QUERY_LIMIT = 400;
export const WORDS_LIMIT = 24;
/** Most words for which a fuzzy search is made: each costs a walk through the vocabulary. */
const FUZZY_LIMIT = 8;

/**
 * Most postings of a prefix that are read. A prefix with more, such as one letter, is answered by names
 * alone.
 */
const POSTINGS_LIMIT = 60_000;

/** The quality of a match, from 0 to 1. */
const EXACT = 1;
const SAME_STEM = 0.95;
/** A prefix match: `PREFIX` if little of the word is typed, up to the sum of both for nearly all of it. */
const PREFIX = 0.55;
const PREFIX_REST = 0.35;
/** Fuzzy matches, by edit distance; the factor applies if only a prefix of the word is near. */
const FUZZY = [0, 0.75, 0.6];
const FUZZY_PREFIX = 0.8;

/** A word of the query and the words that match it. */
export interface Wanted {
  text: string;
  stem: string;
  /**
   * Whether it also matches as a prefix: the last word, because it may be unfinished, and any word of three
   * letters or more.
   */
  asPrefix: boolean;
  /** Words of the vocabulary within the allowed edit distance, with the quality of each. */
  near: Map<string, number>;
}

export interface Query {
  words: Wanted[];
  /** Keys (`keyOf`) of the whole query and of the query without stop words; empty ones are left out. */
  keys: string[];
}

/** Reads a query. Any text is valid. */
export function readQuery(text: string, vocabulary: Vocabulary): Query {
  const words = queryWords(text.slice(0, QUERY_LIMIT)).slice(0, WORDS_LIMIT);
  let fuzzy = 0;
  return {
    keys: [...new Set([words, words.filter(({ text }) => !isStopWord(text))].map(keyOf))].filter(
      (key) => key !== '',
    ),
    words: words.map((word, i) => {
      const asPrefix = i === words.length - 1 || word.text.length > 2;
      const wanted: Wanted = { text: word.text, stem: word.stem, asPrefix, near: new Map() };
      const known = vocabulary.find(word.text) >= 0 || vocabulary.find(word.stem) >= 0;
      if (!known && fuzzy < FUZZY_LIMIT && addNear(wanted, vocabulary)) fuzzy++;
      return wanted;
    }),
  };
}

/**
 * Fills `near` with fuzzy matches. Returns false if the word is too short: short words are all near each
 * other.
 */
function addNear({ text, asPrefix, near }: Wanted, vocabulary: Vocabulary): boolean {
  const limit = text.length < 4 ? 0 : text.length < 8 ? 1 : 2;
  if (limit === 0) return false;
  const fixed = text.length < 6 ? 1 : 0;
  vocabulary.near(text, limit, fixed, (word, distance, whole) => {
    if (!whole && (!asPrefix || distance === 0 || text.length < 5)) return;
    near.set(vocabulary.word(word), (FUZZY[distance] as number) * (whole ? 1 : FUZZY_PREFIX));
  });
  return true;
}

/** How well a word matches, 0 to 1. */
export function quality({ text, stem, asPrefix, near }: Wanted, word: Pick<Word, 'text' | 'stem'>): number {
  if (word.text === text) return EXACT;
  if (word.stem === stem) return SAME_STEM;
  if (asPrefix) {
    if (word.text.startsWith(text)) return prefixQuality(text.length, word.text.length);
    if (word.stem.startsWith(stem)) return prefixQuality(stem.length, word.stem.length);
  }
  return near.size === 0 ? 0 : (near.get(word.text) ?? near.get(word.stem) ?? 0);
}

function prefixQuality(typed: number, length: number): number {
  return PREFIX + (PREFIX_REST * typed) / length;
}

/**
 * Calls `found` with each word of the vocabulary that matches, and its quality. A word may come twice. A
 * prefix with more than `limit` postings is left out; `postingStart` has their numbers.
 */
export function eachMatch(
  { text, stem, asPrefix, near }: Wanted,
  vocabulary: Vocabulary,
  postingStart: Int32Array,
  found: (word: number, quality: number) => void,
  limit = POSTINGS_LIMIT,
): void {
  for (const prefix of new Set([text, stem])) {
    const [from, to] = vocabulary.range(prefix);
    if (from < to && vocabulary.length(from) === prefix.length) {
      found(from, prefix === text ? EXACT : SAME_STEM);
    }
    if (!asPrefix || (postingStart[to] as number) - (postingStart[from] as number) > limit) continue;
    for (let at = from; at < to; at++) found(at, prefixQuality(prefix.length, vocabulary.length(at)));
  }
  for (const [word, good] of near) found(vocabulary.find(word), good);
}
