/**
 * Backups: all notes as they are on a day, compressed, in the same database as the notes. Kept are the last seven days that have
 * one and the last four weeks. A backup is restored as an import is: merged with what is there, never put in its place.
 */
import * as v from 'valibot';
import type { NotesDatabase, Snapshot } from './database';
import { importNotes, type Outcome, previewImport, type Reading, type Undo } from './exchange/import';
import { type Note, problemOf } from './schema';
import { read } from './store';

const DAYS = 7;
const WEEKS = 4;
const DAY = 86_400_000;

const SnapshotRow = v.object({
  id: v.pipe(v.string(), v.uuid()),
  taken: v.pipe(v.number(), v.integer(), v.minValue(0)),
  notes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  data: v.instance(Uint8Array),
});

/** A backup, without what is in it. */
export type SnapshotInfo = Pick<Snapshot, 'id' | 'taken' | 'notes'>;

class BackupDamaged extends Error {
  override name = 'BackupDamaged';
  constructor(taken: string, why: string) {
    super(`The backup ${taken} cannot be read: ${why}. The others are not affected; nothing was changed.`);
  }
}

/**
 * Ids of the backups that are not kept: of each of the last `DAYS` days that have one, the newest stays, and of each of the last
 * `WEEKS` weeks that have one, the newest; the very newest always does. Days and weeks are those of UTC, weeks begin on Monday.
 */
export function expired(snapshots: readonly { id: string; taken: number }[]): string[] {
  const newest = [...snapshots].sort((a, b) => b.taken - a.taken);
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
  keep(DAYS, (taken) => Math.floor(taken / DAY));
  // The first of January 1970 was a Thursday.
  keep(WEEKS, (taken) => Math.floor((taken / DAY + 3) / 7));
  return newest.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
}

export class Backups {
  readonly #db: NotesDatabase;

  constructor(db: NotesDatabase) {
    this.#db = db;
  }

  /** Those that there are, the newest first. A damaged row is left out. */
  async list(): Promise<SnapshotInfo[]> {
    const rows = await this.#db.snapshots.toArray();
    return rows
      .flatMap((row) => (v.is(SnapshotRow, row) ? [row] : []))
      .map(({ id, taken, notes }) => ({ id, taken, notes }))
      .sort((a, b) => b.taken - a.taken);
  }

  /** Takes a backup if there is none of today yet; `undefined` where there is one, or nothing to keep. */
  async takeDaily(now = Date.now()): Promise<SnapshotInfo | undefined> {
    const [last] = await this.list();
    if (last && Math.floor(last.taken / DAY) === Math.floor(now / DAY)) return undefined;
    return this.take(now);
  }

  /**
   * Takes a backup of all notes, the deleted ones too, and lets go of those that are too old. Damaged rows are not in it: so where
   * there are any, no older backup is let go of, as it may have them whole.
   */
  async take(now = Date.now()): Promise<SnapshotInfo | undefined> {
    const rows = await this.#db.notes.toArray();
    const notes = rows.flatMap((row) => read(row) ?? []);
    if (notes.length === 0) return undefined;
    const data = await compress(JSON.stringify(notes));
    const info = { id: crypto.randomUUID(), taken: now, notes: notes.length };
    await this.#db.transaction('rw', this.#db.snapshots, async () => {
      await this.#db.snapshots.add({ ...info, data });
      if (notes.length === rows.length) await this.#db.snapshots.bulkDelete(expired(await this.list()));
    });
    return info;
  }

  /** What restoring a backup would come to. Writes nothing. */
  async preview(id: string): Promise<Outcome> {
    return previewImport(this.#db, await this.#read(id));
  }

  /** Merges a backup with the notes, all or nothing. */
  async restore(id: string): Promise<{ outcome: Outcome; undo: Undo }> {
    return importNotes(this.#db, await this.#read(id));
  }

  async #read(id: string): Promise<Reading> {
    const row = await this.#db.snapshots.get(id);
    if (row === undefined) throw new BackupDamaged(id, 'it is not there any more');
    if (!v.is(SnapshotRow, row)) throw new BackupDamaged(id, 'its row is damaged');
    const taken = new Date(row.taken).toISOString().slice(0, 10);
    let values: unknown;
    try {
      values = JSON.parse(await decompress(row.data as Snapshot['data']));
    } catch (error) {
      throw new BackupDamaged(taken, error instanceof Error ? error.message : String(error));
    }
    if (!Array.isArray(values)) throw new BackupDamaged(taken, 'it holds no list of notes');
    const reading: Reading = { notes: [], places: new Map(), refused: [] };
    for (const [i, value] of values.entries()) {
      const note = read(value);
      if (note) {
        reading.notes.push(note);
        reading.places.set(note.id, i + 1);
      } else reading.refused.push({ at: i + 1, id: '', reason: problemOf(value) ?? 'It is no note.' });
    }
    await this.#bringBack(reading.notes);
    return reading;
  }

  /** What was deleted since comes back: to restore a backup is to ask for that. All else goes by which change is the newer. */
  async #bringBack(notes: Note[]): Promise<void> {
    const rows = await this.#db.notes.bulkGet(notes.map(({ id }) => id));
    for (const [i, note] of notes.entries()) {
      const now = read(rows[i]);
      if (!now?.deleted || note.deleted) continue;
      note.stamps.deleted = now.stamps.deleted + 1;
      note.modified = Math.max(note.modified, note.stamps.deleted);
    }
  }
}

async function compress(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function decompress(data: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
}
