/** What is done for the notes without being asked: the day's backup, the beginning of the month without an export, safe storage. */
import { Backups } from './backup';
import type { NotesDatabase } from './database';
import { Reminder } from './reminder';

/** ms after a change until it is looked whether a backup is due: nobody waits for anything then, and one round does for many changes. */
const QUIET = 5_000;

export class NotesUpkeep {
  readonly #backups: Backups;
  readonly #reminder: Reminder;
  readonly #onProblem: (error: unknown) => void;
  #due: ReturnType<typeof setTimeout> | undefined;
  #hasAsked = false;

  constructor(db: NotesDatabase, onProblem: (error: unknown) => void) {
    this.#backups = new Backups(db);
    this.#reminder = new Reminder(db);
    this.#onProblem = onProblem;
  }

  /** Something was written. */
  soon(): void {
    clearTimeout(this.#due);
    this.#due = setTimeout(() => void this.round(), QUIET);
    if (!this.#hasAsked) void persist();
    this.#hasAsked = true;
  }

  /** Looks after the notes. Never rejects; what fails is tried again with the next round. */
  async round(now = Date.now()): Promise<void> {
    try {
      await this.#reminder.begin(now);
      await this.#backups.takeDaily(now);
    } catch (error) {
      this.#onProblem(error);
    }
  }
}

/**
 * Asks the browser to keep the databases when the disk is full. Firefox grants it without a question to an extension that has
 * `unlimitedStorage`; Chromium's worker cannot ask, and need not, with that permission.
 */
async function persist(): Promise<void> {
  await navigator.storage?.persist?.().catch(() => false);
}
