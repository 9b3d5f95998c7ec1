/** The sentence of a page that a mention or a selection stands in, within its block. */
import { SENTENCE } from '../../protocol/limits';
import { blockAround } from './context';
import type { Mention } from './mention';

/** Longest sentence on either side of the words, UTF-16 units. A longer one is cut there. */
const REACH = 800;

export interface Sentence {
  /** In one line, 1 to 2,000 units. */
  text: string;
  /** How much of the page's text belongs to it before and after the words, UTF-16 units. */
  before: number;
  after: number;
}

/** The sentence around words of a page; of several sentences, if the words reach over them. `undefined`: there is none. */
export function sentenceAt(at: Pick<Mention, 'start' | 'end'>, words: string): Sentence | undefined {
  const { before, after } = blockAround(at, REACH);
  return sentenceIn(before.slice(-REACH), words, after.slice(0, REACH));
}

/** The same, from the text before the words, the words, and the text after them. Pure. */
export function sentenceIn(before: string, words: string, after: string): Sentence | undefined {
  // To the segmenter, a line break of the page's source ends a sentence. A space has the same length.
  const whole = (before + words + after).replace(/[\s\p{Cc}]/gu, ' ');
  const end = before.length + words.length;
  let [from, to] = [0, whole.length];
  for (const { index, segment } of new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(
    whole,
  )) {
    if (index <= before.length) from = index;
    if (index + segment.length >= end) {
      to = index + segment.length;
      break;
    }
  }
  const sentence = whole.slice(from, to);
  from += sentence.length - sentence.trimStart().length;
  to -= sentence.length - sentence.trimEnd().length;
  const text = whole.slice(from, to).replace(/ +/g, ' ');
  if (text.trim() === '' || text.length > SENTENCE || !text.isWellFormed()) return undefined;
  return { text: text.trim(), before: Math.max(0, before.length - from), after: Math.max(0, to - end) };
}
