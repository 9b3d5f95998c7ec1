/** Where a place between two letters of a text is, when the text has become another: after the letters it stood after. */
export function moved(at: number, before: string, after: string): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  if (at <= start) return at;
  const end = before.length - tail;
  return at >= end ? at + after.length - before.length : start;
}
