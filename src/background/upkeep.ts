/**
 * What is done for the notes without being asked: the day's backup, the beginning of the month without an export, safe storage, and
 * forgetting editors that are gone.
 */

import { Backups } from '../notes/backup';
import type { NotesDatabase } from '../notes/database';
import { Reminder } from '../notes/reminder';
import { askToKeep } from '../platform/space';

/** ms after a change until it is looked whether a backup is due: nobody waits for anything then, and one round does for many changes. */
const QUIET = 5_000;
/** ms for which it is known what an editor wrote last: longer than any of its writes is under way. */
const EDITED = 86_400_000;

export class NotesUpkeep {
  readonly #db: NotesDatabase;
  readonly #backups: Backups;
  readonly #reminder: Reminder;
  readonly #onProblem: (error: unknown) => void;
  #due: ReturnType<typeof setTimeout> | undefined;
  #hasAsked = false;

  constructor(db: NotesDatabase, onProblem: (error: unknown) => void) {
    this.#db = db;
    this.#backups = new Backups(db);
    this.#reminder = new Reminder(db);
    this.#onProblem = onProblem;
  }

  /** Something was written. */
  soon(): void {
    clearTimeout(this.#due);
    this.#due = setTimeout(() => void this.round(), QUIET);
    // Firefox grants it without a question to who has `unlimitedStorage`. Chromium's worker cannot ask, and need not.
    if (!this.#hasAsked) void askToKeep().catch(() => false);
    this.#hasAsked = true;
  }

  /** Looks after the notes. Never rejects; what fails is tried again with the next round. */
  async round(now = Date.now()): Promise<void> {
    try {
      await this.#reminder.begin(now);
      await this.#backups.takeDaily(now);
      await this.#db.editors
        .where('at')
        .below(now - EDITED)
        .delete();
    } catch (error) {
      this.#onProblem(error);
    }
  }
}
