/** Where rows differ from their entries in the copy, and what is done then, in the transaction that brings rows back. */
import type { NotesDatabase } from '../database';
import { isUnreadable } from '../readable';
import { type Area, type Copied, keyOf, outboxKeyOf, type Place } from './area';
import { rowsAt } from './batch';
import { compare, type Verdict } from './compare';
import type { RecentRows } from './recent';
import type { Seal } from './seal';

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

/** The rows at these places that differ from their entries, or from what was written there and never copied. */
export async function differences(
  { db, area, seal }: { db: NotesDatabase; area: Area; seal: Seal },
  recent: RecentRows,
  places: Place[],
  isBehind: boolean,
): Promise<Difference[]> {
  const [stored, marks] = await Promise.all([
    area.get(places.map(keyOf)),
    db.uncopied.bulkGet(places.map(outboxKeyOf)),
  ]);
  const rows = await rowsAt(db, places);
  const found: Difference[] = [];
  for (const [i, place] of places.entries()) {
    const written = recent.at(outboxKeyOf(place));
    const entry = written ? written.row : parsed(await seal.open(stored[keyOf(place)]));
    const isMarked = marks[i] !== undefined || (written !== undefined && written.row === undefined);
    const verdict = compare(place.table, { row: rows[i], entry, isMarked, isBehind });
    if (verdict.is === 'row' || (verdict.is === 'copy' && marks[i] === undefined))
      found.push({
        place,
        entry,
        mark: written?.mark,
        ...(isUnreadable(rows[i]) && { unreadable: rows[i] }),
      });
  }
  return found;
}

/** Compares a row again with its entry, and does what they say. */
export async function settle(
  db: NotesDatabase,
  { place, entry, unreadable, mark: written }: Difference,
  isBehind: boolean,
  tally: Tally,
): Promise<void> {
  const { table, id } = place;
  const mark = outboxKeyOf(place);
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

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
