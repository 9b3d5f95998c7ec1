/** Two versions of a note made one, field by field: the newer change of each field holds. */
import { FIELDS, type Note } from './schema';

/**
 * The note that both versions come to, whichever is `a`. It has the higher revision of the two; `revision` counts one more where
 * it is neither.
 */
export function merge(a: Note, b: Note): Note {
  const newer = (a.modified - b.modified || a.revision - b.revision || compare(a, b)) >= 0 ? a : b;
  const merged: Note = { ...newer, stamps: { ...newer.stamps } };
  for (const field of FIELDS) {
    const from = a.stamps[field] - b.stamps[field] || compare(a[field], b[field]);
    copyField(merged, from >= 0 ? a : b, field);
  }
  merged.created = Math.min(a.created, b.created);
  merged.modified = Math.max(a.modified, b.modified);
  merged.revision = Math.max(a.revision, b.revision);
  if (!isSame(merged, a) && !isSame(merged, b)) merged.revision++;
  return merged;
}

function copyField<F extends (typeof FIELDS)[number]>(to: Note, from: Note, field: F): void {
  to[field] = from[field];
  to.stamps[field] = from.stamps[field];
}

/** Whether two versions say the same: their content and its stamps. */
export function isSame(a: Note, b: Note): boolean {
  return FIELDS.every((field) => a.stamps[field] === b.stamps[field] && compare(a[field], b[field]) === 0);
}

/** Whether two notes of one id are on the same thing: if not, they are two notes. */
export function isSameTarget(a: Note, b: Note): boolean {
  if (a.target.kind === 'term') return b.target.kind === 'term' && a.target.term === b.target.term;
  return (
    a.target.kind === b.target.kind && a.target.page.address === (b.target as typeof a.target).page.address
  );
}

/** An order of any two values, so that both sides of a merge choose the same one. */
function compare(a: unknown, b: unknown): number {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}
