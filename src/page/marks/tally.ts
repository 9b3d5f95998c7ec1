/**
 * The number of terms on a page, for the toolbar button. Each frame tells its terms when they change; the top
 * frame adds them up and tells the sum when its number changes. So the background keeps nothing of a page,
 * and what is known of a page goes with it.
 */
import { later } from '../dom/later';

/** A change of the marks is told so much later, ms, together with those that follow it. */
const REST = 400;
/**
 * When a frame tells its terms again, ms, because the top frame's reader was not there yet; and how often.
 */
const RETRY = 3_000;
const TRIES = 3;
/** What was told last is not known: it equals nothing, not even itself. */
const UNKNOWN = Number.NaN;

export class Tally {
  readonly #terms: () => Iterable<string>;
  readonly #isTop: boolean;
  readonly #tell: (terms: string[]) => Promise<unknown>;
  /** Terms of the frames in this one, by the browser's number of the frame. */
  readonly #frames = new Map<number, string[]>();
  /** What was told last, as far as it counts: the number in the top frame, the terms elsewhere. */
  #told: string | number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  /** `terms`: those of this very frame. */
  constructor(terms: () => Iterable<string>, isTop: boolean, tell: (terms: string[]) => Promise<unknown>) {
    this.#terms = terms;
    this.#isTop = isTop;
    this.#tell = tell;
    this.#told = this.#sum([]);
  }

  /** Other mentions are shown in this frame than before. */
  changed(): void {
    this.#soon();
  }

  /** A frame of the page has told its terms. */
  add(frame: number, terms: string[]): void {
    this.#frames.set(frame, terms);
    this.#soon();
  }

  /** What was told may be forgotten, because the page was away or the settings have changed. */
  again(): void {
    if (this.#told !== this.#sum([])) this.#told = UNKNOWN;
    this.#soon();
  }

  /** The frame goes. The browser itself forgets the number of a page. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined; // The page may come back.
    if (!this.#isTop && this.#told !== '') this.#tell([]).catch(() => undefined);
  }

  #soon(ms = REST): void {
    this.#timer ??= later(async () => {
      const terms = [...new Set([...this.#terms(), ...[...this.#frames.values()].flat()])];
      const sum = this.#sum(terms);
      let wait: number | undefined;
      if (sum !== this.#told) {
        this.#told = sum;
        try {
          await this.#tell(terms);
          this.#failures = 0;
          // One after the other: a number that has to be sent twice would come after the next. What changed
          // meanwhile is told now.
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
