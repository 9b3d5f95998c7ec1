/** A stretch of a text that resembles a pattern. */
export interface Alignment {
  start: number;
  end: number;
  /** Edit distance to the pattern: UTF-16 units to replace, insert or delete. */
  errors: number;
}

/**
 * Finds the substring of `text` with the smallest edit distance to `pattern`. Among equal distances it takes
 * the earliest end; the start belongs to the alignment that was found for that end.
 *
 * Algorithm: Sellers' dynamic programming (1980), with the start of each alignment carried along in a second
 * row. Cost: O(text length · pattern length) time, about 2 ns a cell, whatever the letters; O(pattern length)
 * memory.
 *
 * Why not approx-string-match: its bit-parallel search is about thirty times as fast on most texts, but it
 * searches backwards from every end with the smallest distance. A hostile page can make all positions such
 * ends.
 *
 * It does not list further matches, and it does not fold case or white space.
 */
export function align(text: string, pattern: string): Alignment {
  const length = pattern.length;
  const letters = new Uint16Array(length);
  for (let i = 0; i < length; i++) letters[i] = pattern.charCodeAt(i);
  // For the first `i` units of the pattern, aligned to end at the current position of the text: the edit
  // distance, and where that alignment begins.
  const errors = new Int32Array(length + 1);
  const starts = new Int32Array(length + 1);
  for (let i = 1; i <= length; i++) errors[i] = i;
  let best: Alignment = { start: 0, end: 0, errors: length };
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    let diagonal = 0;
    let diagonalStart = at;
    let above = 0;
    let aboveStart = at + 1;
    starts[0] = at + 1;
    for (let i = 1; i <= length; i++) {
      const left = errors[i] as number;
      const leftStart = starts[i] as number;
      let least = letters[i - 1] === letter ? diagonal : diagonal + 1;
      let start = diagonalStart;
      if (left + 1 < least) {
        least = left + 1;
        start = leftStart;
      }
      if (above + 1 < least) {
        least = above + 1;
        start = aboveStart;
      }
      diagonal = left;
      diagonalStart = leftStart;
      errors[i] = least;
      starts[i] = start;
      above = least;
      aboveStart = start;
    }
    if (above < best.errors) best = { start: aboveStart, end: at + 1, errors: above };
  }
  return best;
}
