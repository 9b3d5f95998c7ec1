/**
 * Makes both places firm again after a write has failed, or was cut short.
 *
 * Chromium keeps each of them in a LevelDB. A record that the disk had room for in part stays in LevelDB's log, and
 * what is written behind it is said to be stored, and can be read. But when the browser starts again, the log is read
 * up to that record only: all that came later is lost, in both places, however much room there is by then (seen with
 * Chromium 156, each time). LevelDB begins a new log, and keeps what the old one had in a table, when 4 MB have been
 * written. So that much is written once.
 *
 * The same is left where the browser is killed, or crashes, between the head of a record and its body. Chromium then
 * deletes the whole database at the second start after that: each time where such a head was put there.
 */
import { Once } from '../../platform/once';
import type { NotesDatabase } from '../database';
import type { Area } from './area';

/** Characters of a piece, a byte each. A larger text of a database would become a file of its own. */
const PIECE = 50_000;
/** Pieces that are written together. */
const TOGETHER = 20;
/** Times that they are written to a place: 8 MB, twice what a log holds. At most one megabyte is there at a time. */
const TIMES = 8;
/** Bytes that the disk must have room for before: what is written to both places, and the tables made of it. */
const ROOM = 40_000_000;
const FILLER = 'filler';
const KEYS = Array.from({ length: TOGETHER }, (_, n) => `${FILLER} ${n}`);

export class Firmness {
  readonly #area: Area;
  readonly #db: NotesDatabase;
  #isAreaFirm = true;
  #isDatabaseFirm = true;
  readonly #afterKill = new Once(async () => {
    if ((await this.#db.uncopied.count()) === 0) return;
    this.failed();
    await this.makeDatabaseFirm();
  });

  constructor({ area, db }: { area: Area; db: NotesDatabase }) {
    this.#area = area;
    this.#db = db;
  }

  /** To be called when a write has failed, or may have failed before. */
  failed(): void {
    this.#isAreaFirm = false;
    this.#isDatabaseFirm = false;
  }

  /**
   * To be awaited before the first change. If an earlier background has left rows that it did not copy, the browser may
   * have been killed while it wrote: then the database is made firm. Rejects where there is no room.
   */
  afterKill(): Promise<void> {
    return this.#afterKill.get();
  }

  /** Makes the database firm, if it is not. Rejects where there is no room. */
  async makeDatabaseFirm(): Promise<void> {
    if (this.#isDatabaseFirm) return;
    await findRoom();
    for (let n = 0; n < TIMES; n++) {
      const pieces = KEYS.map(() => `${n}`.padEnd(PIECE));
      await this.#db.copying.bulkPut(pieces, KEYS);
    }
    await this.#db.copying.bulkDelete(KEYS);
    this.#isDatabaseFirm = true;
  }

  /** Makes the copy firm, if it is not. Rejects where there is no room. */
  async makeAreaFirm(): Promise<void> {
    if (this.#isAreaFirm) return;
    await findRoom();
    for (let n = 0; n < TIMES; n++) await this.#area.set({ [FILLER]: `${n}`.padEnd(PIECE * TOGETHER) });
    await this.#area.remove([FILLER]);
    this.#isAreaFirm = true;
  }
}

/**
 * Writes a file, and deletes it: rejects where the disk has no room for it. To find that out by writing to LevelDB would
 * be worse: when it has no room for a table, it takes no write any more until the browser starts again. Does nothing
 * where the browser has no files for pages.
 */
async function findRoom(): Promise<void> {
  const { storage } = globalThis.navigator ?? {};
  const folder = await storage?.getDirectory?.().catch(() => undefined);
  if (!folder) return;
  try {
    const file = await folder.getFileHandle('room', { create: true });
    const writable = await file.createWritable();
    await writable.write(new Uint8Array(ROOM));
    await writable.close();
  } finally {
    await folder.removeEntry('room').catch(() => undefined);
  }
}
