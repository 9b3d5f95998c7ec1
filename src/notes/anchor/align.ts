/** A stretch of a text that is like a pattern. */
export interface Alignment {
  start: number;
  end: number;
  /** Letters to change, put in or take out. */
  errors: number;
}

/**
 * The stretch of `text` that is likest `pattern`: the first of the shortest with the fewest errors. Sellers' dynamic programming
 * (1980), with the start of each alignment carried along; O(length of text · length of pattern) whatever the letters, 2 ns or so a
 * step. The bit-parallel search of approx-string-match is thirty times as fast on most texts, but looks back from every place
 * that is equally good, and a page can see to it that all are.
 */
export function align(text: string, pattern: string): Alignment {
  const length = pattern.length;
  const letters = new Uint16Array(length);
  for (let i = 0; i < length; i++) letters[i] = pattern.charCodeAt(i);
  // Of the pattern's first `i` letters, aligned to end at the current place of the text: errors, and where that begins.
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
