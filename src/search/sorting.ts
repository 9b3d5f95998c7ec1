/** Sorting that gives way to others. */

/**
 * The items by UTF-16 units of their keys. They are dealt by the first two units, and one deal is sorted at a time, with
 * a pause between: a hundred thousand names in one go would hold up whoever waits for a second.
 */
export async function sortInSlices<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  pause: () => Promise<unknown>,
): Promise<T[]> {
  const deals = new Map<string, T[]>();
  for (const [i, item] of items.entries()) {
    if (i % SLICE === 0) await pause();
    const head = keyOf(item).slice(0, 2);
    const deal = deals.get(head);
    if (deal) deal.push(item);
    else deals.set(head, [item]);
  }
  const sorted: T[] = [];
  let since = 0;
  for (const head of [...deals.keys()].sort()) {
    const deal = (deals.get(head) as T[]).sort((a, b) => {
      const [x, y] = [keyOf(a), keyOf(b)];
      return x < y ? -1 : x > y ? 1 : 0;
    });
    for (const item of deal) sorted.push(item);
    since += deal.length;
    if (since >= SLICE) {
      await pause();
      since = 0;
    }
  }
  return sorted;
}

/** Items that are dealt or sorted in one go: about 5 ms. */
const SLICE = 4_000;
