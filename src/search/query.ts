/** What was typed, as words to look for; and how well a word of a text answers one of them. */
import { isLight } from './light-words';
import type { Vocabulary } from './vocabulary';
import { keyOf, queryWords, type Word } from './words';

/** UTF-16 units of a query that are read, and words: a longer one is a page that was pasted. */
const QUERY_LIMIT = 400;
export const WORDS_LIMIT = 24;
/** Words without a match for which slips are looked for: each costs a walk through the vocabulary. */
const SLIPS_LIMIT = 8;

/** Postings of a beginning that are gone through; of a letter that half the words begin with, its names say enough. */
const POSTINGS_LIMIT = 60_000;

/** How good a match is, from 0 to 1. */
const EXACT = 1;
const SAME_STEM = 0.95;
/** A beginning: from the first, with little of the word typed, to the sum of both, with nearly all. */
const BEGINNING = 0.55;
const BEGINNING_REST = 0.35;
/** One slip in a word, two slips; in its beginning only. */
const SLIPS = [0, 0.75, 0.6];
const SLIPS_IN_BEGINNING = 0.8;

/** A word of the query and what it matches. */
export interface Wanted {
  text: string;
  stem: string;
  /** Whether it may be the beginning of a word: the last one, while it is typed, and any that has three letters or more. */
  open: boolean;
  /** Words of the vocabulary that are near, by quality. */
  near: Map<string, number>;
}

export interface Query {
  words: Wanted[];
  /** All of it as one word, and all but its light words. */
  keys: string[];
}

/** Reads a query. Any text will do. */
export function readQuery(text: string, vocabulary: Vocabulary): Query {
  const words = queryWords(text.slice(0, QUERY_LIMIT)).slice(0, WORDS_LIMIT);
  let slips = 0;
  return {
    keys: [...new Set([words, words.filter(({ text }) => !isLight(text))].map(keyOf))].filter(
      (key) => key !== '',
    ),
    words: words.map((word, i) => {
      const open = i === words.length - 1 || word.text.length > 2;
      const wanted: Wanted = { text: word.text, stem: word.stem, open, near: new Map() };
      const known = vocabulary.find(word.text) >= 0 || vocabulary.find(word.stem) >= 0;
      if (!known && slips < SLIPS_LIMIT && addNear(wanted, vocabulary)) slips++;
      return wanted;
    }),
  };
}

/** Fills `near`, if a word of such length may have slips: short words are all near each other. */
function addNear({ text, open, near }: Wanted, vocabulary: Vocabulary): boolean {
  const limit = text.length < 4 ? 0 : text.length < 8 ? 1 : 2;
  if (limit === 0) return false;
  const fixed = text.length < 6 ? 1 : 0;
  vocabulary.near(text, limit, fixed, (word, distance, whole) => {
    if (!whole && (!open || distance === 0 || text.length < 5)) return;
    near.set(vocabulary.word(word), (SLIPS[distance] as number) * (whole ? 1 : SLIPS_IN_BEGINNING));
  });
  return true;
}

/** How well a word answers: 0 to 1. */
export function quality({ text, stem, open, near }: Wanted, word: Pick<Word, 'text' | 'stem'>): number {
  if (word.text === text) return EXACT;
  if (word.stem === stem) return SAME_STEM;
  if (open) {
    if (word.text.startsWith(text)) return beginningQuality(text.length, word.text.length);
    if (word.stem.startsWith(stem)) return beginningQuality(stem.length, word.stem.length);
  }
  return near.size === 0 ? 0 : (near.get(word.text) ?? near.get(word.stem) ?? 0);
}

function beginningQuality(typed: number, length: number): number {
  return BEGINNING + (BEGINNING_REST * typed) / length;
}

/**
 * Calls `found` with each word of the vocabulary that answers, and how well; a word may come twice. A beginning that too
 * many entries have, more than `limit`, is left out: `postingStart` tells how many.
 */
export function answers(
  { text, stem, open, near }: Wanted,
  vocabulary: Vocabulary,
  postingStart: Int32Array,
  found: (word: number, quality: number) => void,
  limit = POSTINGS_LIMIT,
): void {
  for (const start of new Set([text, stem])) {
    const [from, to] = vocabulary.range(start);
    if (from < to && vocabulary.length(from) === start.length) {
      found(from, start === text ? EXACT : SAME_STEM);
    }
    if (!open || (postingStart[to] as number) - (postingStart[from] as number) > limit) continue;
    for (let at = from; at < to; at++) found(at, beginningQuality(start.length, vocabulary.length(at)));
  }
  for (const [word, good] of near) found(vocabulary.find(word), good);
}
