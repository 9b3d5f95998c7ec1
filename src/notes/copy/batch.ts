/** What is copied next: some of the rows that have changed, and the manifest that goes with them. */
import type { NotesDatabase } from '../database';
import { COPIED, keyOf, type Manifest, outboxKeyOf, type Place } from './area';
import { valid } from './compare';
import type { Written } from './recent';
import { placesOf, stateOf, turnOf } from './state';

/** Most rows of a batch. */
const MOST_ROWS = 200;
/** UTF-16 units of JSON after which a batch ends: a message of a few MB. */
const MOST_UNITS = 2_000_000;

/** What is copied next. */
export interface Batch {
  /** Keys of the outbox, each with its mark. */
  marks: [string, unknown][];
  /** The JSON texts of rows, by key of the copy. */
  texts: [string, string][];
  /** Keys of the copy whose rows are gone. */
  gone: string[];
  manifest: Manifest;
}

/**
 * Reads some of the marked rows, and raises the turn, in one transaction. `undefined` if nothing is marked and
 * the manifest is up to date.
 */
export function nextBatch(db: NotesDatabase): Promise<Batch | undefined> {
  const { notes, corrections, times, terms, snapshots, uncopied, copying } = db;
  return db.transaction('rw', [notes, corrections, times, terms, snapshots, uncopied, copying], async () => {
    const keys = await uncopied.toCollection().limit(MOST_ROWS).primaryKeys();
    if (keys.length === 0 && (await copying.get('stale')) === undefined) return undefined;
    const marks = await uncopied.bulkGet(keys);
    const places = placesOf(keys);
    const rows = await rowsAt(db, places);
    const batch = { marks: [] as [string, unknown][], texts: [] as [string, string][], gone: [] as string[] };
    let units = 0;
    for (const [i, place] of places.entries()) {
      if (units > MOST_UNITS) break;
      batch.marks.push([outboxKeyOf(place), marks[i]]);
      const row = valid(place.table, rows[i]);
      if (row !== undefined) {
        const text = JSON.stringify(row);
        units += text.length;
        batch.texts.push([keyOf(place), text]);
        // The entry of a damaged row stays: it is the last good state.
      } else if (rows[i] === undefined) batch.gone.push(keyOf(place));
    }
    const turn = (await turnOf(db)) + 1;
    await copying.put(turn, 'turn');
    await copying.delete('stale');
    const { rows: counts, newest, backups, marked } = await stateOf(db);
    const whole = marked.length === batch.marks.length;
    return { ...batch, manifest: { format: 1, turn, at: Date.now(), whole, rows: counts, newest, backups } };
  });
}

/** Rows that the copy lacks, at most a few hundred. Damaged ones are left out. */
export function markedRows(db: NotesDatabase): Promise<Written[]> {
  const { notes, corrections, times, terms, uncopied } = db;
  return db.transaction('r', [notes, corrections, times, terms, uncopied], async () => {
    const keys = await uncopied.toCollection().limit(MOST_ROWS).primaryKeys();
    const places = placesOf(keys);
    const marks = await uncopied.bulkGet(places.map(outboxKeyOf));
    const rows = await rowsAt(db, places);
    return places.flatMap((place, i) => {
      const [mark, row] = [marks[i], valid(place.table, rows[i])];
      const isKnown = row !== undefined || rows[i] === undefined;
      return typeof mark === 'string' && isKnown ? [{ key: outboxKeyOf(place), mark, row }] : [];
    });
  });
}

/** The rows at these places, in their order; `undefined` where there is none. */
export async function rowsAt(db: NotesDatabase, places: readonly Place[]): Promise<unknown[]> {
  const rows = new Map<string, unknown>();
  for (const table of COPIED) {
    const ids = places.flatMap((place) => (place.table === table ? [place.id] : []));
    if (ids.length === 0) continue;
    const those = await db.table(table).bulkGet(ids);
    for (const [i, id] of ids.entries()) rows.set(keyOf({ table, id }), those[i]);
  }
  return places.map((place) => rows.get(keyOf(place)));
}
