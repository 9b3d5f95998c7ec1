/** What a comparison does to a row, in the transaction that brings rows back. */
import type { NotesDatabase } from '../database';
import type { Copied, Place } from './area';
import { compare, type Verdict } from './compare';

/** A row that a comparison found to differ from its entry. */
export interface Difference {
  place: Place;
  entry: unknown;
  /** What stands for a row that the browser cannot read: to read it again would abort the transaction. */
  unreadable?: unknown;
  /** Mark of the row, if it was written and never copied. */
  mark?: string | undefined;
}

/** How many rows were brought back, and why: notes by what was wrong, and rows of other tables. */
export interface Tally {
  notes: Record<'missing' | 'older' | 'damaged', number>;
  others: number;
}

/** Compares a row again with its entry, and does what they say. */
export async function settle(
  db: NotesDatabase,
  { place, entry, unreadable, mark: written }: Difference,
  isBehind: boolean,
  tally: Tally,
): Promise<void> {
  const { table, id } = place;
  const mark = `${table} ${id}`;
  const [row, marked] = [unreadable ?? (await db.table(table).get(id)), await db.uncopied.get(mark)];
  const isMarked = marked !== undefined || (written !== undefined && entry === undefined);
  const verdict: Verdict = compare(table, { row, entry, isMarked, isBehind });
  if (verdict.is === 'copy') await db.uncopied.put(written ?? crypto.randomUUID(), mark);
  if (verdict.is !== 'row') return;
  if (written !== undefined) await db.uncopied.put(written, mark);
  if (verdict.was === 'damaged') await db.aside.add({ table, id, row });
  await putRow(db, table, verdict.row, id);
  if (table === 'notes') tally.notes[verdict.was]++;
  else tally.others++;
}

async function putRow(db: NotesDatabase, table: Copied, row: unknown, id: string): Promise<void> {
  // The rows of `times` have no key of their own.
  await (table === 'times' ? db.table(table).put(row, id) : db.table(table).put(row));
}
