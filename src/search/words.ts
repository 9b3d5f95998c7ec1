/**
 * The words of a text as the search compares them: strings with offsets, tokenised and folded by the rules of
 * `src/mentions` (letter case, accents, Arabic and Persian letters, dotted abbreviations, suffixes after a
 * joiner).
 *
 * In a script without spaces, a word is a bigram: a pair of neighbouring characters, plus the last character
 * of a run by itself. So any part of a run is found by prefixes.
 */
import { normalise } from '../mentions/normalise';
import { tokenise } from '../mentions/tokenise';
import { createTokens, IDEOGRAPHIC } from '../mentions/tokens';
import { articleLength, stemCyrillic, stemLatin } from '../mentions/words';

/**
 * Before the sound of a word (`sounds.ts`), which the vocabulary keeps among the words. It sorts after all
 * letters, and no text has it: it is no character.
 */
export const SOUND = '\uffff';

/** UTF-16 units of a word that are compared; the rest is cut off. */
export const WORD_LIMIT = 64;

export interface Word {
  /** The folded word without spaces, 1 to `WORD_LIMIT` UTF-16 units. */
  text: string;
  /** `text` without its ending or article; equal to `text` if it has none. */
  stem: string;
  /** UTF-16 offsets in the original text, end exclusive. */
  start: number;
  end: number;
}

const tokens = createTokens();
const units = new Uint16Array(WORD_LIMIT);

/** All words of a text, in order. */
export function wordsOf(text: string): Word[] {
  const { count, start, end, flags } = tokenise(text, tokens);
  const words: Word[] = [];
  for (let i = 0; i < count; i++) {
    const from = start[i] as number;
    let to = end[i] as number;
    const ideograph = ((flags[i] as number) & IDEOGRAPHIC) !== 0;
    if (ideograph && i + 1 < count && start[i + 1] === to && (flags[i + 1] as number) & IDEOGRAPHIC) {
      to = end[i + 1] as number;
    }
    const { text: folded, stem } = foldWord(text.slice(from, to));
    if (folded !== '') words.push({ text: folded, stem, start: from, end: to });
  }
  return words;
}

/** The words of a query. In a script without spaces, the bigrams of a run are enough. */
export function queryWords(text: string): Word[] {
  const words = wordsOf(text);
  return words.filter((word, i) => words[i - 1]?.end !== word.end);
}

/**
 * A whole name as one string without spaces and hyphens, so that `Multi-stakeholder` and `multistakeholder`
 * are equal.
 */
export function keyOf(words: Word[]): string {
  let key = '';
  let end = -1;
  for (const word of words) {
    // Bigrams of a run overlap by one character.
    key += word.start < end ? word.text.slice(1) : word.text;
    end = word.end;
  }
  return key;
}

/** A cache of folded words, emptied when it is full. A text repeats few words most of the time. */
const folded = new Map<string, Pick<Word, 'text' | 'stem'>>();
const FOLDED_LIMIT = 30_000;

function foldWord(written: string): Pick<Word, 'text' | 'stem'> {
  let word = folded.get(written);
  if (word === undefined) {
    const text = normalise(written).replaceAll(' ', '').slice(0, WORD_LIMIT);
    word = { text, stem: stemOf(text) };
    if (folded.size === FOLDED_LIMIT) folded.clear();
    folded.set(written, word);
  }
  return word;
}

function stemOf(word: string): string {
  for (let i = 0; i < word.length; i++) units[i] = word.charCodeAt(i);
  const first = articleLength(units, word.length);
  const last = Math.min(stemCyrillic(units, word.length), stemLatin(units, word.length));
  return word.slice(first, last);
}
