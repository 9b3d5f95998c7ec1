/**
 * The words of a text as the search compares them: bounded and folded by the rules of `src/mentions` (letter case,
 * accents, letters of Arabic and Persian, dotted abbreviations, endings set off by a joiner), as strings, with offsets.
 *
 * Beyond those rules: in a script without spaces a word is a pair of neighbouring characters, and the last character of a run
 * by itself, so that any piece of a run is found by prefixes.
 */
import { normalise } from '../mentions/normalise';
import { tokenise } from '../mentions/tokenise';
import { createTokens, IDEOGRAPHIC } from '../mentions/tokens';
import { articleLength, stemCyrillic, stemLatin } from '../mentions/words';

/** UTF-16 units of a word that are compared. */
export const WORD_LIMIT = 64;

export interface Word {
  /** Folded, without spaces, 1 to `WORD_LIMIT` units. */
  text: string;
  /** `text` without its ending or article, or the same. */
  stem: string;
  /** Offsets in the text as it is. */
  start: number;
  end: number;
}

const tokens = createTokens();
const units = new Uint16Array(WORD_LIMIT);

/** All words in order. */
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

/** The words to look for: of a run without spaces, the pairs suffice. */
export function queryWords(text: string): Word[] {
  const words = wordsOf(text);
  return words.filter((word, i) => words[i - 1]?.end !== word.end);
}

/** A whole name as one word without spaces: `Multi-stakeholder` and `multistakeholder` are alike. */
export function keyOf(words: Word[]): string {
  let key = '';
  let end = -1;
  for (const word of words) {
    // Pairs of a run overlap by a character.
    key += word.start < end ? word.text.slice(1) : word.text;
    end = word.end;
  }
  return key;
}

/** Words folded lately, by what was written: a language has few words for most of what it says. */
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
