/**
 * Two versions of a note made one, field by field: the newer change of each field holds. And two versions of a text that were both
 * written from a third, so that of two windows that edit one note neither loses a word.
 */
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

/**
 * The text that two edits of `base` come to. Where they touch different stretches, both are made; where they touch the same,
 * both versions of it stand one after the other: nothing is lost, and the user sees it.
 */
export function mergeText(base: string, theirs: string, mine: string): string {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const [a, b] = [edit(base, theirs), edit(base, mine)];
  const [first, last] = a.end < b.start ? [a, b] : b.end < a.start ? [b, a] : [];
  if (first && last)
    return (
      base.slice(0, first.start) +
      first.text +
      base.slice(first.end, last.start) +
      last.text +
      base.slice(last.end)
    );
  const start = Math.min(a.start, b.start);
  const end = Math.max(a.end, b.end);
  const whole = (each: Edit): string => base.slice(start, each.start) + each.text + base.slice(each.end, end);
  return `${base.slice(0, start)}${whole(a)}\n\n${whole(b)}${base.slice(end)}`;
}

interface Edit {
  /** The stretch of the base that is replaced. */
  start: number;
  end: number;
  text: string;
}

/** The one stretch in which two texts differ. */
function edit(base: string, text: string): Edit {
  const shorter = Math.min(base.length, text.length);
  let start = 0;
  while (start < shorter && base[start] === text[start]) start++;
  let tail = 0;
  while (tail < shorter - start && base.at(-1 - tail) === text.at(-1 - tail)) tail++;
  return { start, end: base.length - tail, text: text.slice(start, text.length - tail) };
}

/** The tags that two edits of `base` come to: what either took out is out, what either put in is in. */
export function mergeTags(base: string[], theirs: string[], mine: string[]): string[] {
  const kept = theirs.filter((tag) => mine.includes(tag) || !base.includes(tag));
  const added = mine.filter((tag) => !base.includes(tag) && !kept.includes(tag));
  return [...kept, ...added];
}
