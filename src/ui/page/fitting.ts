/** How many items of a wrapping list are in its first rows. Pure. `tops`: how far down each item begins, ascending. */
export function fitting(tops: readonly number[], rows: number): number {
  const next = [...new Set(tops)][rows];
  return next === undefined ? tops.length : tops.indexOf(next);
}
