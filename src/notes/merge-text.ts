/**
 * Two versions of what a note says that were both written from a third, made one: of two windows that edit one note neither loses a
 * word. The store merges with it, and so does an editor: it loads nothing else.
 */
import type { Said } from './said';

/** What two edits of `base` come to. */
export function mergeSaid(base: Said, theirs: Said, mine: Said): Said {
  return {
    text: mergeText(base.text, theirs.text, mine.text),
    tags: mergeTags(base.tags, theirs.tags, mine.tags),
    colour: mine.colour === base.colour ? theirs.colour : mine.colour,
  };
}

/**
 * The text that two edits of `base` come to. Where they touch different stretches, both are made; where they touch the same,
 * both versions of it stand one after the other, unless one contains the other: nothing is lost, and the user sees it.
 */
export function mergeText(base: string, theirs: string, mine: string): string {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const [a, b] = [edit(base, theirs), edit(base, mine)];
  const [first, last] = a.end < b.start ? [a, b] : b.end < a.start ? [b, a] : [];
  if (first && last)
    return (
      base.slice(0, first.start) +
      first.text +
      base.slice(first.end, last.start) +
      last.text +
      base.slice(last.end)
    );
  const start = Math.min(a.start, b.start);
  const end = Math.max(a.end, b.end);
  const whole = (each: Edit): string => base.slice(start, each.start) + each.text + base.slice(each.end, end);
  const [one, other] = [whole(a), whole(b)];
  const both = one.includes(other) ? one : other.includes(one) ? other : `${one}\n\n${other}`;
  return base.slice(0, start) + both + base.slice(end);
}

/** How a text was changed: one stretch of it is another. */
interface Edit {
  /** The stretch of the base that is replaced, UTF-16 units. */
  start: number;
  end: number;
  text: string;
}

/** The one stretch of whole words in which two texts differ. */
function edit(base: string, text: string): Edit {
  let { start, end, tail } = difference(base, text);
  while (isInWord(base, start) || isInWord(text, start)) start--;
  while (isInWord(base, end) || isInWord(text, text.length - tail)) {
    end++;
    tail--;
  }
  return { start, end, text: text.slice(start, text.length - tail) };
}

/** The one stretch in which two texts differ: where it starts in both, where it ends in `base`, and what follows it in both. */
function difference(base: string, text: string): { start: number; end: number; tail: number } {
  const shorter = Math.min(base.length, text.length);
  let start = 0;
  while (start < shorter && base[start] === text[start]) start++;
  let tail = 0;
  while (tail < shorter - start && base.at(-1 - tail) === text.at(-1 - tail)) tail++;
  return { start, end: base.length - tail, tail };
}

/** Letters, digits, marks and joiners, and both halves of what takes two units. */
const IN_WORDS = /[\p{L}\p{N}\p{M}_\ud800-\udfff]|\u200c|\u200d/u;
/** Scripts that part no words: there every letter is taken for one. */
const UNPARTED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Whether that place is between two letters of a word. */
function isInWord(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  return isOfWord(text[at - 1] as string) && isOfWord(text[at] as string);
}

const isOfWord = (unit: string) => IN_WORDS.test(unit) && !UNPARTED.test(unit);

/** The tags that two edits of `base` come to: what either took out is out, what either put in is in. */
export function mergeTags(base: string[], theirs: string[], mine: string[]): string[] {
  const kept = theirs.filter((tag) => mine.includes(tag) || !base.includes(tag));
  const added = mine.filter((tag) => !base.includes(tag) && !kept.includes(tag));
  return [...kept, ...added];
}

/** Where a place between two letters of a text is when the text has become another: after the letters it stood after. */
export function moved(at: number, before: string, after: string): number {
  const { start, end } = difference(before, after);
  if (at <= start) return at;
  return at >= end ? at + after.length - before.length : start;
}
