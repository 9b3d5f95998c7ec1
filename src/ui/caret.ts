import { difference } from '../notes/merge-text';

/** Where a place between two letters of a text is when the text has become another: after the letters it stood after. */
export function moved(at: number, before: string, after: string): number {
  const { start, end } = difference(before, after);
  if (at <= start) return at;
  return at >= end ? at + after.length - before.length : start;
}
