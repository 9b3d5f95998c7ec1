/**
 * `Map.groupBy`, which Node 20 lacks and Vitest 5.1 calls to print a failed test. Loaded ahead of the packages' programs on Node 20. It can go
 * when Node 20 does.
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
