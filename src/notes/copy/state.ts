/** How much there is in the database, and whether that agrees with what the copy's manifest says. */
import * as v from 'valibot';
import type { NotesDatabase } from '../database';
import { type Area, COPIED, keyOf, type Manifest, type Place, placeOf } from './area';

/** Rows that have changed since they were copied, from which a full comparison is cheaper. */
const MANY = 500;

export interface State {
  /** Number of the last writing of the copy, as the database knows it; 0 in a new database. */
  turn: number;
  rows: Manifest['rows'];
  newest: number;
  backups: number;
  /** The rows that have changed since they were copied. */
  marked: Place[];
}

/** Reads no rows, only keys and counts: a few ms with 10,000 notes. */
export function stateOf(db: NotesDatabase): Promise<State> {
  const { notes, corrections, times, terms, snapshots, uncopied, copying } = db;
  return db.transaction('r', [notes, corrections, times, terms, snapshots, uncopied, copying], async () => ({
    turn: await turnOf(db),
    rows: {
      notes: await notes.count(),
      corrections: await corrections.count(),
      times: await times.count(),
      terms: await terms.count(),
    },
    newest: await newestOf(db),
    backups: await snapshots.count(),
    marked: placesOf(await uncopied.toCollection().primaryKeys()),
  }));
}

export async function turnOf(db: NotesDatabase): Promise<number> {
  const turn = await db.copying.get('turn');
  return v.is(v.number(), turn) ? turn : 0;
}

async function newestOf(db: NotesDatabase): Promise<number> {
  const [key] = await db.notes.orderBy('modified').reverse().limit(1).keys();
  return typeof key === 'number' ? key : 0;
}

/** The places of marks (`outbox.ts`). */
export const placesOf = (marks: readonly string[]): Place[] =>
  marks.flatMap((mark) => placeOf(`copy ${mark}`) ?? []);

/** Whether nothing is missing in either place, as far as counts and the latest change tell. */
export async function agrees(
  db: NotesDatabase,
  area: Area,
  state: State,
  manifest: Manifest,
): Promise<boolean> {
  const { turn, rows, newest, marked } = state;
  if (!manifest.whole || turn < manifest.turn || marked.length > MANY) return false;
  if (marked.length === 0)
    return newest === manifest.newest && COPIED.every((table) => rows[table] === manifest.rows[table]);
  const entries = await area.get(marked.map(keyOf));
  const expected = { ...manifest.rows };
  for (const place of marked) {
    const isThere = (await db.table(place.table).where(':id').equals(place.id).count()) > 0;
    expected[place.table] += Number(isThere) - Number(keyOf(place) in entries);
  }
  return COPIED.every((table) => rows[table] === expected[table]);
}
