/**
 * Three-way merge of a note's text, tags and colour: `base` is the common ancestor, `theirs` and `mine` are
 * two edits of it. Two windows that edit one note at once lose no words. The store and the editor both use
 * it; it imports only types, because it is loaded into the card.
 *
 * Algorithm: each side's edit is reduced to the one range of whole words in which it differs from `base`
 * (common prefix and suffix). Ranges that do not overlap are both applied, unless they would join two words.
 * Otherwise the same is done between the lines that both have left alone (`mergeLines`). Where there are none, both
 * versions of the words are kept, one after the other. Cost: O(length), a few passes, and a bounded look at lines.
 *
 * Growth: ranges that only touch must not count as a conflict. Else two people who type at one place would
 * meet one with every letter, and each would repeat the word so far. Now only the first letters are a
 * conflict, which repeats one word.
 *
 * Within a line it is no diff: two distant changes on one side count as one range. It does not move text, and it writes no
 * conflict marks.
 */
import type { Editable } from './editable';

/** Merges two edits of `base`, field by field. */
export function mergeEditable(base: Editable, theirs: Editable, mine: Editable): Editable {
  return {
    text: mergeText(base.text, theirs.text, mine.text),
    tags: mergeTags(base.tags, theirs.tags, mine.tags),
    colour: mine.colour === base.colour ? theirs.colour : mine.colour,
  };
}

/**
 * Merges two edits of a text. If both changed the same words, both versions follow each other, with an empty
 * line between, unless one contains the other: nothing is lost, and the user sees it.
 */
export function mergeText(base: string, theirs: string, mine: string): string {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const [a, b] = [edit(base, theirs), edit(base, mine)];
  const start = Math.min(a.start, b.start);
  const end = Math.max(a.end, b.end);
  const whole = (each: Edit): string => base.slice(start, each.start) + each.text + base.slice(each.end, end);
  const [one, other] = [whole(a), whole(b)];
  const isApart = a.end < b.start || b.end < a.start;
  if (!isApart && contains(one, other)) return base.slice(0, start) + one + base.slice(end);
  if (!isApart && contains(other, one)) return base.slice(0, start) + other + base.slice(end);
  const [first, last] = isBefore(a, b) ? [a, b] : isBefore(b, a) ? [b, a] : [];
  const both =
    first && last
      ? first.text + base.slice(first.end, last.start) + last.text
      : (mergeLines(base.slice(start, end), one, other) ?? `${one}\n\n${other}`);
  return base.slice(0, start) + both + base.slice(end);
}

/** Most comparisons of lines in one merge: about a millisecond. */
const MOST_CELLS = 250_000;

/** Where a text is cut into lines, each with its line break. */
const AFTER_LINES = /(?<=\n)/;

/**
 * Merges between the lines that neither edit has changed; `undefined` where there are none, or too many lines to look
 * for them. Without it, an edit of two distant lines would count as one of everything between, and three windows that
 * type in a line each would repeat all lines with every letter. Khanna, Kunal and Pierce, "A formal investigation of
 * diff3", FSTTCS 2007.
 */
function mergeLines(base: string, theirs: string, mine: string): string | undefined {
  const [lines, a, b] = [base, theirs, mine].map((text) => text.split(AFTER_LINES)) as [
    string[],
    string[],
    string[],
  ];
  if (lines.length < 2 || lines.length * Math.max(a.length, b.length) > MOST_CELLS) return undefined;
  const [inA, inB] = [keptLines(lines, a), keptLines(lines, b)];
  let merged = '';
  let from = { base: 0, a: 0, b: 0 };
  for (let at = 0; at <= lines.length; at++) {
    const to = { base: at, a: inA[at] as number, b: inB[at] as number };
    if (to.a < 0 || to.b < 0) continue;
    const between = [lines.slice(from.base, to.base), a.slice(from.a, to.a), b.slice(from.b, to.b)];
    if (at === lines.length && from.base === 0) return lineByLine(lines, a, b);
    const [was, one, other] = between.map((some) => some.join('')) as [string, string, string];
    merged += mergeText(was, one, other) + (lines[at] ?? '');
    from = { base: to.base + 1, a: to.a + 1, b: to.b + 1 };
  }
  return merged;
}

/** Merges each line with the one in its place; `undefined` where the edits have other numbers of lines. */
function lineByLine(base: string[], theirs: string[], mine: string[]): string | undefined {
  if (theirs.length !== base.length || mine.length !== base.length) return undefined;
  return base.map((line, n) => mergeText(line, theirs[n] as string, mine[n] as string)).join('');
}

/**
 * For each line of the base, its position in the other text, or -1; then the number of the other's lines. A longest
 * common subsequence, in O(lines · lines).
 */
function keptLines(base: string[], other: string[]): number[] {
  const width = other.length + 1;
  const longest = new Uint32Array((base.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] as number;
  for (let i = base.length - 1; i >= 0; i--)
    for (let j = other.length - 1; j >= 0; j--)
      longest[i * width + j] =
        base[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const kept: number[] = [];
  for (let i = 0, j = 0; i < base.length; ) {
    if (j < other.length && base[i] === other[j]) {
      kept.push(j++);
      i++;
    } else if (j < other.length && at(i, j + 1) >= at(i + 1, j)) j++;
    else {
      kept.push(-1);
      i++;
    }
  }
  return [...kept, other.length];
}

/** Parts up to this length (UTF-16 units) are searched by the browser, which is quick for short ones. */
const SHORT = 64;

/**
 * `text.includes(part)`, in O(text + part) for any texts. The browser's own search takes their product where
 * a long part differs from the text only at its first letter, as `baaa…` from `aaaa…`. Knuth, Morris and
 * Pratt, "Fast pattern matching in strings", SIAM Journal on Computing 6 (1977).
 */
function contains(text: string, part: string): boolean {
  if (part.length > text.length) return false;
  if (part.length <= SHORT) return text.includes(part);
  // How much of the part's beginning also ends at each of its letters.
  const borders = new Int32Array(part.length);
  const step = (matched: number, letter: number): number => {
    let size = matched;
    while (size > 0 && part.charCodeAt(size) !== letter) size = borders[size - 1] as number;
    return part.charCodeAt(size) === letter ? size + 1 : 0;
  };
  for (let at = 1; at < part.length; at++) borders[at] = step(borders[at - 1] as number, part.charCodeAt(at));
  let matched = 0;
  for (let at = 0; at < text.length && matched < part.length; at++)
    matched = step(matched, text.charCodeAt(at));
  return matched === part.length;
}

/** An edit: one range of the base is replaced by a text. */
interface Edit {
  /** The replaced range of the base, UTF-16 units, the end excluded. */
  start: number;
  end: number;
  text: string;
}

/**
 * Whether two edits can both be applied, with `a` first: their ranges do not touch, or one of them is an
 * insertion at the edge of the other's range, and no words join.
 */
function isBefore(a: Edit, b: Edit): boolean {
  if (a.end !== b.start) return a.end < b.start;
  if ((a.start === a.end) === (b.start === b.end)) return false;
  const [left, right] = [a.text.at(-1), b.text[0]];
  return left === undefined || right === undefined || !isOfWord(left) || !isOfWord(right);
}

/** The smallest range of whole words that differs between two texts. */
function edit(base: string, text: string): Edit {
  let { start, end, tail } = difference(base, text);
  while (isInWord(base, start) || isInWord(text, start)) start--;
  while (isInWord(base, end) || isInWord(text, text.length - tail)) {
    end++;
    tail--;
  }
  return { start, end, text: text.slice(start, text.length - tail) };
}

/**
 * The smallest range that differs between two texts: where it starts in both, where it ends in `base`, and
 * the length of the common suffix.
 */
function difference(base: string, text: string): { start: number; end: number; tail: number } {
  const shorter = Math.min(base.length, text.length);
  let start = 0;
  while (start < shorter && base[start] === text[start]) start++;
  let tail = 0;
  while (tail < shorter - start && base.at(-1 - tail) === text.at(-1 - tail)) tail++;
  return { start, end: base.length - tail, tail };
}

/** Letters, digits, marks, joiners (ZWNJ, ZWJ) and surrogates. */
const IN_WORDS = /[\p{L}\p{N}\p{M}_\ud800-\udfff]|\u200c|\u200d/u;
/** Scripts that put no spaces between words: each letter counts as a word. */
const UNPARTED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Whether an offset is inside a word. */
function isInWord(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  return isOfWord(text[at - 1] as string) && isOfWord(text[at] as string);
}

const isOfWord = (unit: string) => IN_WORDS.test(unit) && !UNPARTED.test(unit);

/** Merges two edits of the tags: a tag removed by either is gone, a tag added by either is there. */
export function mergeTags(base: string[], theirs: string[], mine: string[]): string[] {
  const kept = theirs.filter((tag) => mine.includes(tag) || !base.includes(tag));
  const added = mine.filter((tag) => !base.includes(tag) && !kept.includes(tag));
  return [...kept, ...added];
}

/**
 * Where the caret goes when the text around it is replaced: it stays after the same characters. Where several lines
 * were replaced, it stays in its line.
 */
export function moved(at: number, before: string, after: string): number {
  const { start, end, tail } = difference(before, after);
  if (at <= start) return at;
  if (at >= end) return at + after.length - before.length;
  const from = before.lastIndexOf('\n', start - 1) + 1;
  const was = before.slice(from, end).split(AFTER_LINES);
  const is = after.slice(from, after.length - tail).split(AFTER_LINES);
  if (was.length < 2 || was.length * is.length > MOST_CELLS) return start;
  let [line, column] = [0, at - from];
  while (column >= (was[line]?.length ?? Number.POSITIVE_INFINITY)) column -= was[line++]?.length ?? 0;
  const place = keptLines(was, is)[line] as number;
  if (place < 0 && was.length !== is.length) return start;
  const there = place < 0 ? line : place;
  const above = is.slice(0, there).reduce((sum, each) => sum + each.length, 0);
  return from + above + moved(column, was[line] as string, is[there] as string);
}
