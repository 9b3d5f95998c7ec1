/**
 * The second copy: written behind each change, and compared with the database when the background wakes.
 *
 * Writing behind: the outbox says which rows the copy lacks. They are copied together, `LAG` after the first
 * change. If the background is stopped before, the marks are still there when it wakes. Until they are copied, the
 * rows are kept in memory too (`recent.ts`). So a change is lost only if both the database and the background are lost
 * within `LAG`, and the time of one write, after it; or the database and the browser, while the copy is refused.
 *
 * Comparing, when the background wakes and when the browser has closed the database: first by counts, which costs a few
 * ms; row by row only if these differ, after damage was met, and once a day. Until a comparison has succeeded, nothing is written to the copy.
 */
import { nextTask } from '../../platform/pace';
import type { NotesDatabase } from '../database';
import { Recoveries } from '../recoveries';
import type { Recovery } from '../rows';
import {
  type Area,
  COPIED,
  keyOf,
  type Manifest,
  manifestItem,
  type Place,
  placeOf,
  readManifest,
} from './area';
import { markedRows, nextBatch } from './batch';
import { Firmness } from './firm';
import { type MemoryShelf, RecentRows, type Written } from './recent';
import type { Seal } from './seal';
import { type Difference, differences, settle } from './settle';
import { agrees, placesOf, stateOf, turnOf } from './state';

/** Delay (ms) between a change and its copy: letters typed meanwhile are copied together. */
const LAG = 500;
/** Delay (ms) after a failure before the next attempt; doubled with each further failure, up to a minute. */
const RETRY = { first: 2_000, most: 60_000 };
/** Delay (ms) after the database was closed before it is opened again to be compared. */
const REOPENED = 300;
/** Rows compared at a time. */
const SOME = 200;
const DAY = 86_400_000;

export interface SecondCopyOptions {
  db: NotesDatabase;
  area: Area;
  seal: Seal;
  /** Where rows that cannot be copied outlive the background. */
  shelf: MemoryShelf;
  /** Called after rows were brought back. */
  onRestored(): void;
  /** Called when the copy cannot be written or compared. It is tried again. */
  onProblem(error: unknown): void;
}

class NotBack extends Error {
  override name = 'NotBack';
  constructor() {
    super('The browser has closed the database of notes, and cannot write to it. The disk may be full.');
  }
}

export class SecondCopy {
  readonly #options: SecondCopyOptions;
  readonly #recent: RecentRows;
  readonly #firm: Firmness;
  /** Whether a comparison has succeeded since the database was opened. */
  #isChecked = false;
  /** Whether the browser has closed the database since then. */
  #isReopened = false;
  /** The last turn that the database had. A lower one is that of another database. */
  #turn = 0;
  #due: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #pause = RETRY.first;
  /** Work is done one after the other. */
  #queue: Promise<unknown> = Promise.resolve();
  #isHealing = false;

  constructor(options: SecondCopyOptions) {
    this.#options = options;
    this.#recent = new RecentRows(options.shelf);
    this.#firm = new Firmness(options);
  }

  /**
   * To be called when the browser has closed the database. Chromium deletes it where the disk was full, and gives an
   * empty one: both places are compared again before anything is copied.
   */
  reopened(): void {
    if (!this.#isChecked) return;
    this.#isChecked = false;
    this.#isReopened = true;
    this.#shelve();
    setTimeout(() => void this.check(), REOPENED);
  }

  /**
   * To be awaited before each change. Where the browser may have deleted the database, what was in it comes back first:
   * otherwise a change would be said to be stored while notes before it are only in memory. Rejects with `NotBack` where
   * there is no room for them.
   */
  async secured(): Promise<void> {
    if (this.#isChecked) return;
    await this.#takeUp();
    await this.#firm.afterKill().catch(this.#options.onProblem);
    if ((this.#isReopened || this.#recent.isShelved) && !(await this.check())) throw new NotBack();
  }

  /** To be called after each change, with the rows that were written. */
  soon(written: readonly Written[] = []): void {
    this.#recent.add(written);
    this.#due ??= setTimeout(() => {
      this.#due = undefined;
      void this.flush();
    }, LAG);
  }

  /**
   * Compares both places, once for each opening of the database: brings back what the database lost, and marks what
   * the copy lacks. Resolves to whether both are now known to be whole. Never rejects.
   */
  check(): Promise<boolean> {
    return this.#alone(async () => {
      if (this.#isChecked) return true;
      const { db, area } = this.#options;
      await this.#takeUp();
      await this.#firm.afterKill();
      const [manifest, state] = await Promise.all([readManifest(area), stateOf(db)]);
      const isSame = manifest !== undefined && (await agrees(db, area, state, manifest));
      // The disk may have been full when the browser was closed.
      if (manifest && !isSame) this.#firm.failed();
      await this.#firm.makeDatabaseFirm();
      if (!isSame) await this.#compareAll(manifest);
      this.#isChecked = true;
      this.#isReopened = false;
      this.#turn = await turnOf(db);
      await this.#tellRecent();
      // An earlier background has left them, and this one may end as soon.
      if (state.marked.length > 0) void this.flush();
      return true;
    });
  }

  /** Compares every row, if the last such comparison was not within a day before `now`. Never rejects. */
  async checkDaily(now = Date.now()): Promise<void> {
    await this.#alone(async () => {
      const last = await this.#options.db.copying.get('compared');
      if (typeof last === 'number' && Math.abs(now - last) < DAY) return true;
      await this.#compareAll(await readManifest(this.#options.area), now);
      return true;
    });
  }

  /** To be called when a row cannot be read: compares every row, once in the background's life. */
  heal(): void {
    if (this.#isHealing) return;
    this.#isHealing = true;
    void this.#alone(async () => {
      await this.#compareAll(await readManifest(this.#options.area));
      return true;
    });
  }

  /** Copies everything that is marked, if both places were compared. Resolves to whether it did. Never rejects. */
  flush(): Promise<boolean> {
    return this.#alone(async () => {
      if (!this.#isChecked) return false;
      const { db, onProblem } = this.#options;
      const recoveries = new Recoveries(db);
      try {
        await this.#firm.makeAreaFirm();
        await this.#copyMarked();
        await recoveries.copied();
        this.#pause = RETRY.first;
        return true;
      } catch (error) {
        await recoveries.notCopied(error).catch(onProblem);
        throw error;
      }
    });
  }

  /** Runs work after the work before it. A failure is reported, and resolves to false. */
  #alone(work: () => Promise<boolean>): Promise<boolean> {
    const done = this.#queue.then(work).catch((error) => {
      this.#options.onProblem(error);
      this.#shelve();
      this.#tryAgain();
      return false;
    });
    this.#queue = done;
    return done;
  }

  async #takeUp(): Promise<void> {
    const isLeft = await this.#recent.takeUp().catch(this.#options.onProblem);
    if (isLeft) this.#firm.failed();
  }

  #shelve(): void {
    this.#firm.failed();
    void this.#recent.shelve().catch(this.#options.onProblem);
  }

  /**
   * Forgets the recent rows that the outbox does not have any more, and learns those that an earlier background has
   * written and not copied.
   */
  async #tellRecent(): Promise<void> {
    const { db } = this.#options;
    const known = this.#recent.marks();
    const marks = await db.uncopied.bulkGet(known.map(([key]) => key));
    await this.#recent.copied(known.filter(([, mark], i) => marks[i] !== mark));
    this.#recent.add((await markedRows(db)).filter(({ key }) => !this.#recent.at(key)));
  }

  /** Compares and copies after a while: the disk may have room by then, or the database may be opened. */
  #tryAgain(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(async () => (await this.check()) && this.flush(), this.#pause);
    this.#pause = Math.min(2 * this.#pause, RETRY.most);
  }

  async #copyMarked(): Promise<void> {
    const { db, area, seal } = this.#options;
    for (;;) {
      const batch = await nextBatch(db);
      if (!batch) return;
      if (batch.manifest.turn <= this.#turn) {
        this.#isChecked = false;
        throw new Error('The browser has replaced the database of notes by another one.');
      }
      this.#turn = batch.manifest.turn;
      const items: Record<string, unknown> = {};
      for (const [key, text] of batch.texts) items[key] = await seal.seal(text);
      await area.set({ ...items, ...manifestItem(batch.manifest) });
      if (batch.gone.length > 0) await area.remove(batch.gone);
      await db.transaction('rw', db.uncopied, async () => {
        const now = await db.uncopied.bulkGet(batch.marks.map(([key]) => key));
        // A row that has changed meanwhile has another mark.
        const done = batch.marks.filter(([, mark], i) => now[i] === mark);
        await db.uncopied.bulkDelete(done.map(([key]) => key));
      });
      await this.#recent.copied(batch.marks);
      await nextTask();
    }
  }

  /** Reads both places piece by piece, then brings back and marks what differs, in one transaction. */
  async #compareAll(manifest: Manifest | undefined, now = Date.now()): Promise<void> {
    const { db, area, onRestored } = this.#options;
    const state = await stateOf(db);
    const isBehind = manifest !== undefined && state.turn < manifest.turn;
    const places = new Map<string, Place>();
    for (const key of await area.getKeys()) {
      const place = placeOf(key);
      if (place) places.set(key, place);
    }
    for (const table of COPIED)
      for (const id of await db.table(table).toCollection().primaryKeys()) {
        if (typeof id === 'string') places.set(keyOf({ table, id }), { table, id });
      }
    for (const place of placesOf(this.#recent.marks().map(([key]) => key))) places.set(keyOf(place), place);
    const different: Difference[] = [];
    const all = [...places.values()];
    for (let at = 0; at < all.length; at += SOME) {
      different.push(...(await differences(this.#options, this.#recent, all.slice(at, at + SOME), isBehind)));
      await nextTask();
    }
    const { notes, corrections, times, terms, snapshots, uncopied, copying, recoveries, aside } = db;
    const tables = [notes, corrections, times, terms, snapshots, uncopied, copying, recoveries, aside];
    const restored = await db.transaction('rw', tables, async () => {
      const found = { notes: { missing: 0, older: 0, damaged: 0 }, others: 0 };
      for (const each of different) await settle(db, each, isBehind, found);
      await copying.put(Math.max(state.turn, manifest?.turn ?? 0), 'turn');
      await copying.put(now, 'compared');
      // The manifest is to be written again, whatever differs.
      await copying.put(true, 'stale');
      const after = await notes.count();
      const lacking = manifest?.whole ? Math.max(0, manifest.rows.notes - after) : 0;
      const record: Recovery = {
        kind: 'restored',
        at: now,
        ...(manifest ? { since: manifest.at } : {}),
        found: after - found.notes.missing,
        ...found.notes,
        others: found.others,
        lost: isBehind ? lacking : 0,
        backups: isBehind ? Math.max(0, manifest.backups - state.backups) : 0,
      };
      const { missing, older, damaged, others, lost } = record;
      if (missing + older + damaged + others + lost === 0) return false;
      await new Recoveries(db).add(record);
      return true;
    });
    this.soon();
    if (restored) onRestored();
  }
}
