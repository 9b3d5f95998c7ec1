/**
 * Counts the terms of a page for the toolbar button. Each frame sends its terms when they change. The top
 * frame merges them, and sends the result when its number changes. So the background stores nothing about a
 * page, and the count disappears with the page.
 */
import { later } from '../dom/later';

/**
 * Delay (ms) before a change of the marks is sent. Further changes within this time go into the same message.
 */
const REST = 400;
/**
 * Delay (ms) before a frame sends its terms again after a failure (the top frame's reader may not be there
 * yet). `TRIES` is the number of attempts.
 */
const RETRY = 3_000;
const TRIES = 3;
/** Marks the last sent value as unknown. NaN equals nothing, not even itself. */
const UNKNOWN = Number.NaN;

export class Tally {
  readonly #terms: () => Iterable<string> | Promise<Iterable<string>>;
  readonly #isTop: boolean;
  readonly #tell: (terms: string[]) => Promise<unknown>;
  /** The terms of the child frames, by the browser's frame id. */
  readonly #frames = new Map<number, string[]>();
  /** The last sent value: the number of terms in the top frame, the list of terms in other frames. */
  #told: string | number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  /** `terms` returns the term ids of this frame alone. */
  constructor(
    terms: () => Iterable<string> | Promise<Iterable<string>>,
    isTop: boolean,
    tell: (terms: string[]) => Promise<unknown>,
  ) {
    this.#terms = terms;
    this.#isTop = isTop;
    this.#tell = tell;
    this.#told = this.#sum([]);
  }

  /** Called when the mentions shown in this frame may have changed. */
  changed(): void {
    this.#soon();
  }

  /** Stores the terms of another frame of the page. */
  add(frame: number, terms: string[]): void {
    this.#frames.set(frame, terms);
    this.#soon();
  }

  /**
   * Sends the value again. The receiver may have lost it, because the page was away or the settings have
   * changed.
   */
  again(): void {
    if (this.#told !== this.#sum([])) this.#told = UNKNOWN;
    this.#soon();
  }

  /**
   * Called when the frame goes away: withdraws its terms. The browser itself clears the number of a page that
   * goes.
   */
  leave(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined; // The page may come back from the back/forward cache.
    if (!this.#isTop && this.#told !== '') this.#tell([]).catch(() => undefined);
  }

  #soon(ms = REST): void {
    this.#timer ??= later(async () => {
      const terms = [...new Set([...(await this.#terms()), ...[...this.#frames.values()].flat()])];
      const sum = this.#sum(terms);
      let wait: number | undefined;
      if (sum !== this.#told) {
        this.#told = sum;
        try {
          await this.#tell(terms);
          this.#failures = 0;
          // Messages are sent one at a time. Otherwise a retried number could arrive after a newer one. The
          // next round sends what has changed in the meantime.
          wait = REST;
        } catch {
          this.#told = UNKNOWN;
          if (++this.#failures < TRIES) wait = RETRY;
        }
      }
      this.#timer = undefined;
      if (wait !== undefined) this.#soon(wait);
    }, ms);
  }

  #sum(terms: string[]): string | number {
    return this.#isTop ? terms.length : terms.sort().join(' ');
  }
}
