/** Decides which mentions are marked, given all of them in page order. Pure. */
import type { MarkingReply } from '../../protocol/messages';

/** Which mentions the user wants to be marked. */
export type Stop = MarkingReply['marks'];

/** Most words (of any language) for which one mark of a term stands. About five minutes of reading. */
const FAR = 1_500;

/** Where a mention stands. */
export interface Place {
  term: string;
  /** Numbers of its block and of its section: a section begins at each heading. */
  block: number;
  section: number;
  /** Words of the page before it. */
  words: number;
}

/** Tells of each mention whether it is marked. To be asked in page order. Cost: one look into a table for each. */
export function density(stop: Stop): (place: Place) => boolean {
  if (stop === 'every' || stop === 'held') return () => stop === 'every';
  /** The last mark of each term. */
  const marks = new Map<string, Place>();
  return (place) => {
    const last = marks.get(place.term);
    const isMarked =
      !last ||
      (stop === 'block'
        ? last.block !== place.block
        : last.section !== place.section || place.words - last.words >= FAR);
    if (isMarked) marks.set(place.term, place);
    return isMarked;
  };
}

/** Letters of scripts that are written without spaces. Two of them count as a word. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/gu;
/** The longest stretch that is counted, UTF-16 units. There are more than `FAR` words in more. */
const COUNTED = 30_000;

/** The number of words in a stretch of text, as exactly as `density` needs it. */
export function wordsIn(text: string): number {
  if (text.length > COUNTED) return FAR;
  const spaced = text.match(/\S+/g)?.length ?? 0;
  return spaced + Math.floor((text.match(UNSPACED)?.length ?? 0) / 2);
}
