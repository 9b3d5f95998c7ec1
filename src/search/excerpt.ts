/** What is shown of a text: a piece that is not too long, and where in it the words of the query are. */
import type { Marked } from './entry';
import { type Query, quality } from './query';
import type { Text } from './rank';

/** UTF-16 units of a piece, and of what stands before its first mark. */
const PIECE = 180;
const BEFORE = 50;

/** All of a short text, and of a long one the piece that holds the most of the query's words. */
export function markedPiece(query: Query, { text, words }: Pick<Text, 'text' | 'words'>): Marked {
  const marks = words.filter((word) => query.words.some((wanted) => quality(wanted, word) > 0));
  if (text.length <= PIECE) return { text, ranges: joined(marks, 0) };
  let from = 0;
  let most = 0;
  for (const { start } of marks) {
    const inside = new Set(
      marks.flatMap((mark) => (mark.start >= start && mark.end <= start + PIECE - BEFORE ? [mark.text] : [])),
    );
    if (inside.size > most) {
      most = inside.size;
      from = start;
    }
  }
  // A piece begins and ends with a whole word.
  const begin = from <= BEFORE ? 0 : (words.find(({ start }) => start >= from - BEFORE)?.start ?? from);
  const limit = begin + PIECE;
  const end =
    limit >= text.length
      ? text.length
      : Math.max(...words.map((word) => (word.end <= limit ? word.end : 0)), begin);
  const cut = end > begin ? end : limit;
  const lead = begin > 0 ? '… ' : '';
  const inside = marks.filter((mark) => mark.start >= begin && mark.end <= cut);
  return {
    text: lead + text.slice(begin, cut) + (cut < text.length ? ' …' : ''),
    ranges: joined(inside, lead.length - begin),
  };
}

/** Ranges that touch are one. */
function joined(marks: { start: number; end: number }[], shift: number): [number, number][] {
  const ranges: [number, number][] = [];
  for (const { start, end } of marks) {
    const last = ranges.at(-1);
    if (last && start + shift <= last[1]) last[1] = Math.max(last[1], end + shift);
    else ranges.push([start + shift, end + shift]);
  }
  return ranges;
}
