/** Sorting in slices, with pauses for other work. */

/**
 * Sorts items by the UTF-16 units of their keys. A bucket sort: items are distributed by their first two
 * units, then one bucket at a time is sorted, with pauses between. Sorting a hundred thousand names at once
 * would block the thread for a second. A single bucket is not divided further.
 */
export async function sortInSlices<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  pause: () => Promise<unknown>,
): Promise<T[]> {
  const buckets = new Map<string, T[]>();
  for (const [i, item] of items.entries()) {
    if (i % SLICE === 0) await pause();
    const head = keyOf(item).slice(0, 2);
    const bucket = buckets.get(head);
    if (bucket) bucket.push(item);
    else buckets.set(head, [item]);
  }
  const sorted: T[] = [];
  let since = 0;
  for (const head of [...buckets.keys()].sort()) {
    const bucket = (buckets.get(head) as T[]).sort((a, b) => {
      const [x, y] = [keyOf(a), keyOf(b)];
      return x < y ? -1 : x > y ? 1 : 0;
    });
    for (const item of bucket) sorted.push(item);
    since += bucket.length;
    if (since >= SLICE) {
      await pause();
      since = 0;
    }
  }
  return sorted;
}

/** Items that are distributed or sorted between two pauses: about 5 ms. */
const SLICE = 4_000;
