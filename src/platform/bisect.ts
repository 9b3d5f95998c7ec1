/**
 * The first index from 0 to `size` for which `isBefore` is false; `size` where there is none. `isBefore` must
 * be true up to some index and false from there on, as `list[index] < wanted` is over an ascending list.
 * Calls it about log2(`size`) times.
 */
export function lowerBound(size: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
