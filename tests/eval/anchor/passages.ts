/** Chooses random passages of a page, in the sizes that people mark. */
import type { Random } from './random';
import type { Flat } from './tree';
import { leafAt } from './tree';

export const SIZES = ['word', 'words', 'sentence', 'paragraph', 'across'] as const;
export type Size = (typeof SIZES)[number];

export interface Passage {
  size: Size;
  start: number;
  end: number;
}

const ENDS_SENTENCE = /[.!?。！？؟۔]/;
const LETTER = /[\p{L}\p{M}\p{N}]/u;
const LONGEST_WORD = 14;
/** Attempts to find a passage of a size before giving up on the page. */
const TRIES = 40;

/** A passage of a size around a random letter. A `word` may be an acronym or another short word. */
export function passage(page: Flat, size: Size, random: Random): Passage | undefined {
  for (let tries = 0; tries < TRIES; tries++) {
    const at = random.below(page.text.length);
    if (!LETTER.test(page.text[at] as string)) continue;
    const found = around(page, size, at, random);
    if (found && acceptable(page.text.slice(found.start, found.end), size)) return { size, ...found };
  }
  return undefined;
}

/** Least and greatest length of a size, without white space. */
const LENGTHS: Record<Size, [least: number, most: number]> = {
  word: [2, 8],
  words: [6, 40],
  sentence: [20, 400],
  paragraph: [80, 4_000],
  across: [20, 4_000],
};

function acceptable(text: string, size: Size): boolean {
  const length = text.replace(/\s+/g, '').length;
  const [least, most] = LENGTHS[size];
  return length >= least && length <= most;
}

function around(page: Flat, size: Size, at: number, random: Random) {
  const { text } = page;
  const leaf = leafAt(page, at);
  if (!leaf) return undefined;
  const least = leaf.start;
  const most = least + leaf.text.length;
  switch (size) {
    case 'word':
      return word(text, at, least, most);
    case 'words': {
      let { start, end } = word(text, at, least, most);
      for (let more = 1 + random.below(4); more > 0 && end < most; more--) {
        while (end < most && !LETTER.test(text[end] as string)) end++;
        end = word(text, end, least, most).end;
      }
      return { start, end };
    }
    case 'sentence': {
      let start = at;
      while (start > least && !ENDS_SENTENCE.test(text[start - 1] as string)) start--;
      let end = at;
      while (end < most && !ENDS_SENTENCE.test(text[end] as string)) end++;
      return trimmed(text, start, Math.min(most, end + 1));
    }
    case 'paragraph': {
      let block = leaf.up;
      while (block?.up && /^(a|b|i|em|strong|span|code|sup|sub|font|u|small)$/.test(block.tag))
        block = block.up;
      if (!block) return undefined;
      const next = page.leaves.find((each) => each.start >= most && !inside(each.up, block));
      return trimmed(text, block.start, next?.start ?? text.length);
    }
    case 'across': {
      const end = most + 10 + random.below(300);
      return trimmed(text, at, Math.min(text.length, end));
    }
  }
}

function inside(node: Flat['root'] | undefined, block: Flat['root']): boolean {
  for (let at = node; at; at = at.up) if (at === block) return true;
  return false;
}

/** The word at a letter. In a script without spaces, a few letters. */
function word(text: string, at: number, least: number, most: number) {
  let start = at;
  while (start > least && LETTER.test(text[start - 1] as string)) start--;
  let end = at;
  while (end < most && LETTER.test(text[end] as string)) end++;
  return end - start <= LONGEST_WORD
    ? { start, end }
    : { start: Math.max(start, at - 2), end: Math.min(end, at + 3) };
}

function trimmed(text: string, start: number, end: number) {
  while (start < end && /\s/.test(text[start] as string)) start++;
  while (end > start && /\s/.test(text[end - 1] as string)) end--;
  return { start, end };
}
