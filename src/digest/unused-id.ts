/** An id that is not taken: the wanted one, or with a number behind it. Ids have 80 units at most (`schema.ts`). */
export function unusedId(wanted: string, taken: ReadonlySet<string>): string {
  const base = wanted.slice(0, 70).replace(/-+$/, '');
  let id = base;
  for (let i = 2; taken.has(id); i++) id = `${base}-${i}`;
  return id;
}
