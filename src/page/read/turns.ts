/**
 * Runs the tasks of a page one after another. Two tasks at the same time would interfere, because each
 * replaces the marks of the blocks it reads.
 */
import { later } from '../dom/later';

/** Delay (ms) before a failed task is repeated. */
const RETRY = 5_000;

export class Turns {
  readonly #failed: (error: unknown) => void;
  #last: Promise<void> | undefined;
  #stopped = false;

  /** `failed` is called with whatever a task throws. It may call `stop`. */
  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  /**
   * Runs `work` after all earlier tasks. Never rejects. If `work` fails, `again` is called `RETRY` ms later,
   * unless `stop` was called.
   */
  take(work: () => Promise<unknown>, again?: () => void): Promise<void> {
    const before = this.#last;
    this.#last = (async () => {
      // The first task begins at once, not a microtask later.
      if (before) await before;
      try {
        if (!this.#stopped) await work();
      } catch (error) {
        this.#failed(error);
        if (again && !this.#stopped) later(again, RETRY);
      }
    })();
    return this.#last;
  }

  /** Cancels all tasks that have not begun. */
  stop(): void {
    this.#stopped = true;
  }
}
