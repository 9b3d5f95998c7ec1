/**
 * A database whose opening may fail, or wait without end.
 *
 * - After an opening that failed, Dexie refuses every later request as long as the background lives, although a full
 *   disk may have room again. Here, it is opened again.
 * - While another window holds a database of an earlier version open, requests wait, and so does whoever needs their
 *   answer. Work that cannot wait is done within `unlessWaiting`.
 */
import { Dexie, type PromiseExtended } from 'dexie';

/** Delay (ms) after a failed opening before the next attempt. Requests in between are refused at once. */
const PAUSE = 1_000;
/** Time (ms) without an answer of the browser after which an opening counts as waiting, blocked or not. */
const LATE = 15_000;

export class DatabaseWaits extends Error {
  override name = 'DatabaseWaits';
  constructor(name: string) {
    super(
      `The browser does not open the database “${name}”: another window may hold it. Close other windows, or restart the browser.`,
    );
  }
}

export class Database extends Dexie {
  #opening: PromiseExtended<Dexie> | undefined;
  #isWaiting = false;
  /** Rejects the work under way, once the opening waits. */
  readonly #waiters = new Set<(error: DatabaseWaits) => void>();

  constructor(...given: ConstructorParameters<typeof Dexie>) {
    super(...given);
    this.on('blocked', () => this.#waits());
  }

  /** Work to be done before each opening. It must not reject. */
  protected prepare(): Promise<void> {
    return Promise.resolve();
  }

  override open(): PromiseExtended<Dexie> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /**
   * The result of work with the database. Rejects with `DatabaseWaits` while the browser does not open it: work is then
   * not begun, but work that was begun before goes on.
   */
  unlessWaiting<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isWaiting) return Promise.reject(new DatabaseWaits(this.name));
    return new Promise((resolve, reject) => {
      this.#waiters.add(reject);
      const done = () => this.#waiters.delete(reject);
      work().then(resolve, reject).then(done, done);
    });
  }

  #open(): PromiseExtended<Dexie> {
    const late = setTimeout(() => this.#waits(), LATE);
    const ended = () => {
      clearTimeout(late);
      this.#isWaiting = false;
      this.#opening = undefined;
    };
    const opening = Dexie.Promise.resolve(this.prepare()).then(() => super.open());
    opening.then(ended, () => {
      ended();
      setTimeout(() => {
        if (this.hasFailed() && !this.hasBeenClosed()) this.close({ disableAutoOpen: false });
      }, PAUSE);
    });
    return opening;
  }

  #waits(): void {
    this.#isWaiting = true;
    for (const reject of this.#waiters) reject(new DatabaseWaits(this.name));
    this.#waiters.clear();
  }
}
