/**
 * Work on a page, one piece after another: two pieces at a time could take each other's blocks for their own.
 */
import { later } from '../dom/later';

/** Delay, ms, before work that failed is done again. */
const RETRY = 5_000;

export class Turns {
  readonly #failed: (error: unknown) => void;
  #last: Promise<void> | undefined;
  #stopped = false;

  /** `failed` is called with what a piece of work throws. It may call `stop`. */
  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  /**
   * Does `work` once all work before it has ended. Never rejects. `again` is called `RETRY` ms after `work`
   * has failed, unless all work was stopped.
   */
  take(work: () => Promise<unknown>, again?: () => void): Promise<void> {
    this.#last = this.#after(this.#last, work, again);
    return this.#last;
  }

  /** Work that has not begun yet is never done. */
  stop(): void {
    this.#stopped = true;
  }

  async #after(before: Promise<void> | undefined, work: () => Promise<unknown>, again?: () => void) {
    // The first piece begins at once, not a microtask later.
    if (before) await before;
    try {
      if (!this.#stopped) await work();
    } catch (error) {
      this.#failed(error);
      if (again && !this.#stopped) later(again, RETRY);
    }
  }
}
