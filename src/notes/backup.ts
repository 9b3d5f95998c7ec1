/**
 * Backups: gzipped snapshots of all notes and of the reader's own terms, in the same database as the notes. Restoring one works like an
 * import: it is merged with the current notes and replaces none.
 *
 * Thinning (`expired`): the newest snapshot of each of the last 7 days that have one, and of each of the last
 * 4 weeks that have one (a grandfather-father-son rotation of two levels). Cost: O(n log n) for n snapshots,
 * at most about two dozen.
 *
 * A backup does not protect against damage of the database that it is in: the second copy does (`copy/`). It
 * protects against what the user did. Nothing but an export protects against losing the browser profile.
 */

import * as v from 'valibot';
import { gunzipped, gzipped } from '../platform/gzip';
import { UNWATCHED, type Watch } from '../platform/watch';
import type { NotesDatabase } from './database';
import { type Outcome, previewImport, type Source } from './exchange/import';
import { Imports } from './imports';
import { readOwn } from './own/schema';
import type { Snapshot } from './rows';
import { problemOf } from './schema';
import { Notes, read } from './store';

const DAYS = 7;
const WEEKS = 4;
const DAY = 86_400_000;

const SnapshotRow = v.object({
  id: v.pipe(v.string(), v.uuid()),
  taken: v.pipe(v.number(), v.integer(), v.minValue(0)),
  notes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  deleted: v.pipe(v.number(), v.integer(), v.minValue(0)),
  terms: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

class BackupDamaged extends Error {
  override name = 'BackupDamaged';
  constructor(taken: string, why: string) {
    super(`The backup ${taken} cannot be read: ${why}. The others are not affected; nothing was changed.`);
  }
}

/**
 * Ids of the snapshots to delete at the time `now`. Of each of the last `DAYS` days that have a snapshot, the
 * newest is kept; of each of the last `WEEKS` weeks that have one, the newest. So the newest of all is always
 * kept. Days and weeks are those of UTC; weeks begin on Monday.
 *
 * Snapshots that seem to come from the future were taken while the clock was ahead. They are thinned among
 * themselves, and take the place of no other.
 */
export function expired(snapshots: readonly { id: string; taken: number }[], now = Date.now()): string[] {
  const newest = [...snapshots].sort((a, b) => b.taken - a.taken);
  return [
    ...thinned(newest.filter(({ taken }) => taken > now)),
    ...thinned(newest.filter(({ taken }) => taken <= now)),
  ];
}

function thinned(newest: readonly { id: string; taken: number }[]): string[] {
  const kept = new Set<string>();
  const keep = (most: number, period: (taken: number) => number): void => {
    const seen = new Set<number>();
    for (const { id, taken } of newest) {
      const at = period(taken);
      if (seen.has(at)) continue;
      seen.add(at);
      if (seen.size > most) return;
      kept.add(id);
    }
  };
  keep(DAYS, dayOf);
  // 1 January 1970 was a Thursday, three days after a Monday.
  keep(WEEKS, (taken) => Math.floor((taken / DAY + 3) / 7));
  return newest.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
}

export class Backups {
  readonly #db: NotesDatabase;

  constructor(db: NotesDatabase) {
    this.#db = db;
  }

  /** All snapshots, the newest first. Damaged rows are left out. */
  async list(): Promise<Snapshot[]> {
    const rows = await this.#db.snapshots.toArray();
    return rows.filter((row) => v.is(SnapshotRow, row)).sort((a, b) => b.taken - a.taken);
  }

  /**
   * Takes a backup if none was taken today (UTC) and something was written since the last one. Returns
   * `undefined` if none is needed or there are no notes.
   */
  async takeDaily(now = Date.now()): Promise<Snapshot | undefined> {
    // A backup of the future was taken while the clock was ahead, and says nothing of today.
    const last = (await this.list()).find(({ taken }) => taken <= now || dayOf(taken) === dayOf(now));
    if (last && dayOf(last.taken) === dayOf(now)) return undefined;
    if (last && !(await this.#isNew(last.taken))) return undefined;
    return this.take(now);
  }

  /**
   * Whether something was written at `since` or later. The time of the last import counts too: the notes it
   * brought may have older dates.
   */
  async #isNew(since: number): Promise<boolean> {
    const last = await new Imports(this.#db).last();
    if (last && Math.max(last.at, last.undone?.at ?? 0) >= since) return true;
    const { notes, terms } = this.#db;
    const [some, own] = await Promise.all(
      [notes, terms].map((table) => table.where('modified').aboveOrEqual(since).count()),
    );
    return Number(some) + Number(own) > 0;
  }

  /**
   * Takes a backup of all notes, deleted ones included, and deletes the expired ones. Damaged rows are left
   * out. If there are any, no older backup is deleted: it may hold them intact. Nor is one deleted as long as
   * the user has not dismissed the news of a recovery. Returns `undefined` if there are no notes. If it is
   * cancelled, none is stored and none deleted.
   */
  async take(now = Date.now(), watch: Watch = UNWATCHED): Promise<Snapshot | undefined> {
    const { notes } = this.#db;
    const total = await notes.count();
    const store = new Notes(this.#db);
    const all = async function* () {
      let read = 0;
      for await (const rows of store.everything()) {
        watch.signal.throwIfAborted();
        read += rows.length;
        watch.tell(read, total);
        yield rows;
      }
      watch.signal.throwIfAborted();
    };
    return this.#keep(all(), await this.#db.terms.toArray(), now, now);
  }

  /** Makes a backup of the notes as they were before the database was upgraded (`earlier.ts`), if there is none yet. */
  async takeEarlier(now = Date.now()): Promise<void> {
    const earlier = await this.#db.earlier();
    if (!earlier) return;
    if (!(await this.list()).some(({ taken }) => taken === earlier.at))
      await this.#keep(earlier.notes(), [], earlier.at, now);
    await earlier.taken();
  }

  /** Stores a backup of these rows, taken at that time, and thins the backups as of `now`. */
  async #keep(
    all: AsyncIterable<unknown[]>,
    terms: readonly unknown[],
    taken: number,
    now: number,
  ): Promise<Snapshot | undefined> {
    const snapshot: Snapshot = { id: crypto.randomUUID(), taken, notes: 0, deleted: 0 };
    let isWhole = true;
    const texts = async function* () {
      yield '[';
      for await (const rows of all) {
        const notes = rows.flatMap((row) => read(row) ?? []);
        isWhole &&= notes.length === rows.length;
        if (notes.length === 0) continue;
        yield (snapshot.notes === 0 ? '' : ',') + JSON.stringify(notes).slice(1, -1);
        snapshot.notes += notes.length;
        snapshot.deleted += notes.filter(({ deleted }) => deleted).length;
      }
      yield ']';
    };
    const archive = await compress(texts());
    const own = await archiveOfTerms(terms);
    if (own) snapshot.terms = own.count;
    isWhole &&= own?.isWhole ?? true;
    if (snapshot.notes === 0 && !own) return undefined;
    const { snapshots, archives, recoveries } = this.#db;
    await this.#db.transaction('rw', snapshots, archives, recoveries, async () => {
      await snapshots.add(snapshot);
      await archives.add(archive, snapshot.id);
      if (own) await archives.add(own.archive, termsOf(snapshot.id));
      if (!isWhole || (await recoveries.count()) > 0) return;
      const gone = expired(await this.list(), now);
      await Promise.all([snapshots.bulkDelete(gone), archives.bulkDelete([...gone, ...gone.map(termsOf)])]);
    });
    return snapshot;
  }

  /** The list in an archive. Throws `BackupDamaged`. */
  async #values(key: string, taken: string): Promise<unknown[]> {
    const archive = await this.#db.archives.get(key);
    let values: unknown;
    try {
      if (!(archive instanceof Uint8Array)) throw new Error('what was in it is missing');
      values = JSON.parse(await gunzipped(archive as Uint8Array<ArrayBuffer>));
    } catch (error) {
      throw new BackupDamaged(taken, error instanceof Error ? error.message : String(error));
    }
    if (!Array.isArray(values)) throw new BackupDamaged(taken, 'it holds no list');
    return values;
  }

  /** What restoring a backup would change. Writes nothing. */
  async preview(id: string): Promise<Outcome> {
    return previewImport(this.#db, (await this.read(id)).reading);
  }

  /**
   * The notes of a backup, ready to be merged by `Imports`. Throws `BackupDamaged`.
   */
  async read(id: string): Promise<{ taken: number; reading: Source }> {
    const row = await this.#db.snapshots.get(id);
    if (row === undefined) throw new BackupDamaged(id, 'it is not there any more');
    if (!v.is(SnapshotRow, row)) throw new BackupDamaged(id, 'its row is damaged');
    const taken = new Date(row.taken).toISOString().slice(0, 10);
    const values = await this.#values(id, taken);
    const reading: Source = { notes: [], places: {}, refused: [] };
    for (const [i, value] of values.entries()) {
      const note = read(value);
      if (note) {
        reading.notes.push(note);
        reading.places[note.id] = i + 1;
      } else reading.refused.push({ at: i + 1, id: '', reason: problemOf(value) ?? 'It is no note.' });
    }
    if (row.terms !== undefined)
      reading.terms = (await this.#values(termsOf(id), taken)).flatMap((value) => readOwn(value) ?? []);
    return { taken: row.taken, reading };
  }
}

/** Key of the archive of a snapshot's own terms. */
const termsOf = (id: string) => `terms ${id}`;

/** Number of a day of UTC. */
const dayOf = (time: number) => Math.floor(time / DAY);

/** The reader's own terms, gzipped; `undefined` if there are none that can be read. */
async function archiveOfTerms(rows: readonly unknown[]) {
  const terms = rows.flatMap((row) => readOwn(row) ?? []);
  if (terms.length === 0) return undefined;
  const archive = await gzipped(new Blob([JSON.stringify(terms)]).stream());
  return { archive, count: terms.length, isWhole: terms.length === rows.length };
}

function compress(texts: AsyncIterator<string>): Promise<Uint8Array<ArrayBuffer>> {
  const source = new ReadableStream<string>({
    async pull(controller) {
      const { value, done } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  return gzipped(source.pipeThrough(new TextEncoderStream()));
}
