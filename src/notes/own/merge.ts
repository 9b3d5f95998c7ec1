/**
 * Merges versions of a term of one's own. Pure.
 *
 * Two versions of a row: the later change of each field wins, by its stamp, as with notes (`notes/merge.ts`). Merging
 * is commutative and idempotent.
 *
 * Two edits of one state: what one of them did not change, the other decides; lists are merged item by item.
 */
import { FIELDS, type OwnEditable, type OwnTerm } from './schema';

/** The merged term; `mergeOwn(a, b)` equals `mergeOwn(b, a)`. */
export function mergeOwn(a: OwnTerm, b: OwnTerm): OwnTerm {
  const newer = (a.modified - b.modified || a.revision - b.revision || compare(a, b)) >= 0 ? a : b;
  const merged: OwnTerm = { ...newer, stamps: { ...newer.stamps } };
  for (const field of FIELDS) {
    const from = a.stamps[field] - b.stamps[field] || a.revision - b.revision || compare(a[field], b[field]);
    copyField(merged, from >= 0 ? a : b, field);
  }
  merged.created = Math.min(a.created, b.created);
  merged.modified = Math.max(a.modified, b.modified);
  merged.revision = Math.max(a.revision, b.revision);
  if (!isSameOwn(merged, a) && !isSameOwn(merged, b)) merged.revision++;
  return merged;
}

function copyField<F extends (typeof FIELDS)[number]>(to: OwnTerm, from: OwnTerm, field: F): void {
  to[field] = from[field];
  to.stamps[field] = from.stamps[field];
}

/** Whether two versions have the same content and the same stamps. */
export function isSameOwn(a: OwnTerm, b: OwnTerm): boolean {
  return FIELDS.every((field) => a.stamps[field] === b.stamps[field] && compare(a[field], b[field]) === 0);
}

/**
 * What is to be written of an edit: `mine` was made from `base`, and `now` is the state that others have left. Fields
 * that the edit does not name stay as they are.
 */
export function mergeEdits(
  base: Partial<OwnEditable>,
  now: OwnEditable,
  mine: Partial<OwnEditable>,
): Partial<OwnEditable> {
  const merged: Partial<OwnEditable> = {};
  for (const field of ['label', 'kind', 'gist', 'lang'] as const)
    if (mine[field] !== undefined && mine[field] !== base[field])
      Object.assign(merged, { [field]: mine[field] });
  for (const field of ['forms', 'statements', 'tags'] as const)
    if (mine[field] !== undefined)
      Object.assign(merged, { [field]: mergeLists<unknown>(base[field] ?? [], now[field], mine[field]) });
  return merged;
}

/** The list as one edit has it, without what the other has removed, and with what it has added at the end. */
function mergeLists<T>(base: readonly T[], theirs: readonly T[], mine: readonly T[]): T[] {
  const keys = (list: readonly T[]) => new Set(list.map(keyOf));
  const [was, there, here] = [keys(base), keys(theirs), keys(mine)];
  const kept = mine.filter((item) => there.has(keyOf(item)) || !was.has(keyOf(item)));
  const added = theirs.filter((item) => !was.has(keyOf(item)) && !here.has(keyOf(item)));
  return [...kept, ...added];
}

/** What tells two items of a list apart, whatever the order of their fields. */
function keyOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return JSON.stringify(item);
  if (Array.isArray(item)) return `[${item.map(keyOf).join()}]`;
  const fields = Object.entries(item).filter(([, value]) => value !== undefined);
  return JSON.stringify(
    fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, keyOf(value)]),
  );
}

/** A total order of JSON values, so that both sides of a merge break ties the same way. */
function compare(a: unknown, b: unknown): number {
  const [one, other] = [keyOf(a), keyOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}
