/** Reminds the user to export: if a note changed since the last export, and that was a month ago. */
import * as v from 'valibot';
import type { NotesDatabase } from './database';

const DAY = 86_400_000;
/** Time without an export until the reminder is shown, ms. */
const PATIENCE = 30 * DAY;
/** How long putting off the reminder silences it, ms. */
const SILENCE = 7 * DAY;

const Time = v.pipe(v.number(), v.minValue(0));

export interface ReminderState {
  /** When notes were last exported, ms since the epoch; absent if never. */
  exported?: number;
  /** Whether the reminder is due now. */
  due: boolean;
}

export class Reminder {
  readonly #db: NotesDatabase;

  constructor(db: NotesDatabase) {
    this.#db = db;
  }

  /**
   * To be called when notes may have been written: the month begins with the first note. A time that lies
   * ahead was noted while the clock was ahead, and becomes `now`.
   */
  async begin(now = Date.now()): Promise<void> {
    for (const name of ['began', 'exported'])
      if (((await this.#time(name)) ?? 0) > now) await this.#db.times.put(now, name);
    const { notes, terms } = this.#db;
    if ((await this.#time('began')) === undefined && (await notes.count()) + (await terms.count()) > 0)
      await this.#db.times.put(now, 'began');
  }

  /**
   * Records that the notes were exported as they were at that time (ms since the epoch). Throws if it is no
   * time.
   */
  async exported(at: number): Promise<void> {
    await this.#db.times.put(v.parse(Time, at), 'exported');
  }

  /** Silences the reminder for a week. */
  async putOff(now = Date.now()): Promise<void> {
    await this.#db.times.put(now + SILENCE, 'silent');
  }

  async state(now = Date.now()): Promise<ReminderState> {
    const [exported, began, silent] = await Promise.all([
      this.#time('exported'),
      this.#time('began'),
      this.#time('silent'),
    ]);
    const since = exported ?? began;
    // Silence that would last longer than it can was asked for while the clock was ahead.
    const isSilent = silent !== undefined && now < silent && silent <= now + SILENCE;
    const isLate = since !== undefined && now - since >= PATIENCE && !isSilent;
    const due = isLate && (await this.#isNew(exported ?? -1));
    return exported === undefined ? { due } : { exported, due };
  }

  /** Whether a note was made or changed after that time. A deletion is nothing to export. */
  async #isNew(time: number): Promise<boolean> {
    const isThere = (row: unknown) => (row as { deleted?: unknown }).deleted !== true;
    return (await this.#db.notes.where('modified').above(time).filter(isThere).first()) !== undefined;
  }

  async #time(name: string): Promise<number | undefined> {
    const row = await this.#db.times.get(name);
    return v.is(Time, row) ? row : undefined;
  }
}
