/**
 * A polyfill of `Map.groupBy`. Node 20 lacks it, and Vitest 5.1 calls it to print a failed test. It is loaded
 * before the programs of packages on Node 20, and can be removed when Node 20 is no longer supported.
 */
Map.groupBy ??= (items, keyOf) => {
  const groups = new Map();
  let at = 0;
  for (const item of items) {
    const key = keyOf(item, at++);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};
