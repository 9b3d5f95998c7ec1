/**
 * What a row of the database and its entry in the copy say together. Pure.
 *
 * As long as the database was never put back, an entry is an earlier state of its row, or the same. Where the
 * database is behind the copy, an entry may be a later state, and both may have changed since.
 */
import * as v from 'valibot';
import { isSame, isSameTarget, merge } from '../merge';
import { isSameOwn, mergeOwn } from '../own/merge';
import { readOwn } from '../own/schema';
import { Correction } from '../rows';
import { read, rowOf } from '../store';
import type { Copied } from './area';

export interface Found {
  /** The row; `undefined` if the database has none. */
  row: unknown;
  /** What the entry holds; `undefined` if there is none or it is damaged. */
  entry: unknown;
  /** Whether the database says that the row has changed since it was copied. */
  isMarked: boolean;
  /** Whether the database is behind the copy. */
  isBehind: boolean;
}

/**
 * `row`: what the database is to have instead. `copy`: the entry is to be written again from the row, or
 * removed with it. `keep`: nothing is to be done. `unsaved`: neither of them can be read.
 */
export type Verdict =
  | { is: 'keep' }
  | { is: 'copy' }
  | { is: 'row'; row: unknown; was: 'missing' | 'older' | 'damaged' }
  | { is: 'unsaved' };

export function compare(table: Copied, { row, entry, isMarked, isBehind }: Found): Verdict {
  const saved = valid(table, entry);
  if (row === undefined) {
    // A row that is gone and marked was deleted for good, and the copy has not heard of it.
    if (isMarked) return { is: 'copy' };
    return saved === undefined ? { is: 'unsaved' } : { is: 'row', row: saved, was: 'missing' };
  }
  const now = valid(table, row);
  if (now === undefined)
    return saved === undefined ? { is: 'unsaved' } : { is: 'row', row: saved, was: 'damaged' };
  if (saved === undefined) return { is: 'copy' };
  const later = laterOf(table, now, saved, isMarked && isBehind);
  if (later !== now) return { is: 'row', row: later, was: 'older' };
  return JSON.stringify(now) === JSON.stringify(saved) ? { is: 'keep' } : { is: 'copy' };
}

/** The later of two states of a row; `row` itself if it has everything. */
function laterOf(table: Copied, row: unknown, entry: unknown, bothChanged: boolean): unknown {
  if (table === 'notes') return laterNote(row, entry, bothChanged);
  return table === 'terms' ? laterTerm(row, entry, bothChanged) : laterOther(row, entry);
}

/** A row of that table in the form in which it is stored; `undefined` if it is not valid. */
export function valid(table: Copied, row: unknown): unknown {
  if (table === 'notes') {
    const note = read(row);
    return note && rowOf(note);
  }
  if (table === 'terms') return readOwn(row);
  return v.is(table === 'corrections' ? Correction : v.number(), row) ? row : undefined;
}

/** The later of two states of a note; `row` itself if it has everything. */
function laterNote(row: unknown, entry: unknown, bothChanged: boolean): unknown {
  const [now, saved] = [read(row), read(entry)];
  if (!now || !saved || !isSameTarget(now, saved)) return row;
  // The revision rises with each change: the state with the higher one comes from the other.
  if (!bothChanged && now.revision !== saved.revision) return now.revision > saved.revision ? row : entry;
  const merged = merge(now, saved);
  if (isSame(merged, now)) return row;
  return rowOf({ ...merged, revision: Math.max(merged.revision, now.revision + 1) });
}

function laterTerm(row: unknown, entry: unknown, bothChanged: boolean): unknown {
  const [now, saved] = [readOwn(row), readOwn(entry)];
  if (!now || !saved || now.extends !== saved.extends) return row;
  if (!bothChanged && now.revision !== saved.revision) return now.revision > saved.revision ? row : entry;
  const merged = mergeOwn(now, saved);
  if (isSameOwn(merged, now)) return row;
  return { ...merged, revision: Math.max(merged.revision, now.revision + 1) };
}

/** Corrections: the one of the higher revision. Times: the row. */
function laterOther(row: unknown, entry: unknown): unknown {
  if (!v.is(Correction, row) || !v.is(Correction, entry)) return row;
  return entry.revision > row.revision ? entry : row;
}
