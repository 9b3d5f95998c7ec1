/**
 * Looks after the notes without being asked: compares them with their second copy, takes the daily backup,
 * notes when the first month without an export begins, asks the browser to keep the databases, and forgets
 * editors that are gone.
 */
import { Backups } from '../notes/backup';
import type { SecondCopy } from '../notes/copy/copy';
import type { NotesDatabase } from '../notes/database';
import { Reminder } from '../notes/reminder';
import { askToKeep } from '../platform/space';

/**
 * Delay (ms) after the last change before a round: it disturbs nobody then, and one round serves many
 * changes.
 */
const QUIET = 5_000;
/**
 * How long (ms) the last write of an editor is remembered: a day, longer than any of its writes is under way.
 */
const EDITED = 86_400_000;

export class NotesUpkeep {
  readonly #db: NotesDatabase;
  readonly #copy: Pick<SecondCopy, 'check' | 'checkDaily'>;
  readonly #backups: Backups;
  readonly #reminder: Reminder;
  readonly #onProblem: (error: unknown) => void;
  #due: ReturnType<typeof setTimeout> | undefined;
  #hasAsked = false;

  constructor(
    db: NotesDatabase,
    copy: Pick<SecondCopy, 'check' | 'checkDaily'>,
    onProblem: (error: unknown) => void,
  ) {
    this.#db = db;
    this.#copy = copy;
    this.#backups = new Backups(db);
    this.#reminder = new Reminder(db);
    this.#onProblem = onProblem;
  }

  /** To be called after each change of a note. Schedules a round; a further call postpones it. */
  soon(): void {
    clearTimeout(this.#due);
    this.#due = setTimeout(() => void this.round(), QUIET);
    // Firefox grants it to an extension with `unlimitedStorage` without asking the user. Chromium's worker
    // cannot ask, and need not.
    if (!this.#hasAsked) void askToKeep().catch(() => false);
    this.#hasAsked = true;
  }

  /**
   * One round at the time `now` (ms since the epoch). Never rejects: what fails is tried again in the next
   * round. As long as it is not known that no notes are missing, no backup is taken or deleted.
   */
  async round(now = Date.now()): Promise<void> {
    try {
      if (!(await this.#copy.check())) return;
      await this.#reminder.begin(now);
      await this.#backups.takeEarlier(now).catch(this.#onProblem);
      await this.#backups.takeDaily(now);
      await this.#db.forgetEarlier(now).catch(this.#onProblem);
      // An editor of the future wrote while the clock was ahead.
      await this.#db.editors
        .where('at')
        .below(now - EDITED)
        .or('at')
        .above(now + EDITED)
        .delete();
      await this.#copy.checkDaily(now);
    } catch (error) {
      this.#onProblem(error);
    }
  }
}
