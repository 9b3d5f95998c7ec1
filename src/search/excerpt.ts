/** Excerpts: a piece of a text, short enough to show, with the ranges of the query's words. */
import type { Marked } from './entry';
import { type Query, quality } from './query';
import type { Text } from './rank';

/** Longest excerpt, and most text before its first match, in UTF-16 units. */
const PIECE = 180;
const BEFORE = 50;

/** The whole of a short text; of a long text, the window with the most distinct words of the query. */
export function markedPiece(query: Query, { text, words }: Pick<Text, 'text' | 'words'>): Marked {
  const marks = words.filter((word) => query.words.some((wanted) => quality(wanted, word) > 0));
  if (text.length <= PIECE) return { text, ranges: joined(marks, 0) };
  const from = richest(marks);
  // An excerpt begins and ends with a whole word.
  const begin = from <= BEFORE ? 0 : (words.find(({ start }) => start >= from - BEFORE)?.start ?? from);
  const limit = begin + PIECE;
  const end =
    limit >= text.length
      ? text.length
      : Math.max(words.findLast((word) => word.end <= limit)?.end ?? 0, begin);
  const cut = end > begin ? end : limit;
  const lead = begin > 0 ? '… ' : '';
  const inside = marks.filter((mark) => mark.start >= begin && mark.end <= cut);
  return {
    text: lead + text.slice(begin, cut) + (cut < text.length ? ' …' : ''),
    ranges: joined(inside, lead.length - begin),
  };
}

/**
 * Where the first of the windows with the most distinct words begins. Cost: one pass with both ends of the
 * window, because a note can have a million words of the query.
 */
function richest(marks: Text['words']): number {
  const inside = new Map<string, number>();
  const count = (text: string, step: 1 | -1) => {
    const number = (inside.get(text) ?? 0) + step;
    if (number > 0) inside.set(text, number);
    else inside.delete(text);
  };
  let best = 0;
  let most = 0;
  let next = 0;
  for (const [at, { start, text }] of marks.entries()) {
    if (next < at) next = at;
    for (let mark = marks[next]; mark && mark.end <= start + PIECE - BEFORE; mark = marks[++next])
      count(mark.text, 1);
    if (inside.size > most) {
      most = inside.size;
      best = start;
    }
    if (next > at) count(text, -1);
  }
  return best;
}

/** Ranges, shifted; ranges that touch are merged. */
function joined(marks: { start: number; end: number }[], shift: number): [number, number][] {
  const ranges: [number, number][] = [];
  for (const { start, end } of marks) {
    const last = ranges.at(-1);
    if (last && start + shift <= last[1]) last[1] = Math.max(last[1], end + shift);
    else ranges.push([start + shift, end + shift]);
  }
  return ranges;
}
