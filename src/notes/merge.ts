/**
 * Merges two versions of a note: last-writer-wins for each field, by the field's stamp. Merging is
 * commutative and idempotent: the result does not depend on which version is the local one, and merging again
 * changes nothing. What a note keeps of another program's annotation is merged member by member.
 */
import { mergeForeign } from './exchange/foreign';
import { FIELDS, type Note } from './schema';

/**
 * The merged note; `merge(a, b)` equals `merge(b, a)`. Its revision is the higher of the two, plus one if the
 * result equals neither.
 */
export function merge(a: Note, b: Note): Note {
  const newer = (a.modified - b.modified || a.revision - b.revision || compare(a, b)) >= 0 ? a : b;
  const merged: Note = { ...newer, stamps: { ...newer.stamps } };
  for (const field of FIELDS) {
    // Equal stamps with different values: both are at the latest time that a stamp can have, or chance.
    const from = a.stamps[field] - b.stamps[field] || a.revision - b.revision || compare(a[field], b[field]);
    copyField(merged, from >= 0 ? a : b, field);
  }
  const order = a.modified - b.modified || a.revision - b.revision;
  const foreign = mergeForeign(a.foreign, b.foreign, order > 0 ? 'a' : order < 0 ? 'b' : undefined);
  if (foreign !== undefined) merged.foreign = foreign;
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

/** Whether two versions have the same content and the same stamps, and keep the same of other programs. */
export function isSame(a: Note, b: Note): boolean {
  if (a.foreign !== b.foreign) return false;
  return FIELDS.every((field) => a.stamps[field] === b.stamps[field] && compare(a[field], b[field]) === 0);
}

/** Whether two notes with one id are on the same thing. If not, they are two notes and are never merged. */
export function isSameTarget(a: Note, b: Note): boolean {
  if (a.target.kind === 'term') return b.target.kind === 'term' && a.target.term === b.target.term;
  return (
    a.target.kind === b.target.kind && a.target.page.address === (b.target as typeof a.target).page.address
  );
}

/** Whether two notes on one page are on the same words of it, or both on none. */
export function isSamePassage({ target: a }: Note, { target: b }: Note): boolean {
  if (a.kind !== 'passage' || b.kind !== 'passage') return a.kind === b.kind;
  return a.selectors.quote.exact === b.selectors.quote.exact;
}

/** A total order of JSON values, so that both sides of a merge break ties the same way. */
function compare(a: unknown, b: unknown): number {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}
