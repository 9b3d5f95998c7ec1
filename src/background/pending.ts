/**
 * Writes the unsent writes of notes. An editor stores its newest write in `storage.session` as it sends it
 * (`protocol/pending.ts`): when a tab closes before the background has woken, the message is lost and the
 * stored write is not.
 */
import type { WriteRequest } from '../protocol/messages';
import { PENDING_PREFIX, type Shelf } from '../protocol/pending';

/** Delay (ms) before stored writes are looked at: the message of most has come by then. */
const GRACE = 150;
/** Delay (ms) before a write that has failed is tried again: a full disk may have room by then. */
const RETRY = 20_000;
/** Rounds with a failure after which no other follows by itself. */
const MOST_RETRIES = 30;

export class PendingWrites {
  readonly #shelf: Shelf;
  readonly #write: (request: WriteRequest) => Promise<unknown>;
  readonly #onProblem: (error: unknown) => void;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Rounds in a row in which a write has failed. */
  #failures = 0;

  /** `write` is called for every stored write; it must ignore one that was written before. */
  constructor(
    shelf: Shelf,
    write: (request: WriteRequest) => Promise<unknown>,
    onProblem: (error: unknown) => void,
  ) {
    this.#shelf = shelf;
    this.#write = write;
    this.#onProblem = onProblem;
  }

  /** Calls `takeUp` after `GRACE`. Calls in between have no further effect. */
  soon(): void {
    this.#waiting ??= setTimeout(() => {
      this.#waiting = undefined;
      void this.takeUp();
    }, GRACE);
  }

  /**
   * Writes every stored write and removes it from storage. A write that fails stays there, and is tried again. Never
   * rejects.
   */
  async takeUp(): Promise<void> {
    clearTimeout(this.#retry);
    try {
      let isWhole = true;
      for (const [key, request] of await this.#stored()) {
        try {
          await this.#write(request);
        } catch (error) {
          this.#onProblem(error);
          isWhole = false;
          continue;
        }
        // The editor may have stored a newer write meanwhile, under the same key: that one stays.
        const now = (await this.#stored()).get(key);
        if (now?.by?.number === request.by?.number) await this.#shelf.remove([key]);
      }
      this.#failures = isWhole ? 0 : this.#failures + 1;
      if (!isWhole && this.#failures <= MOST_RETRIES)
        this.#retry = setTimeout(() => void this.takeUp(), RETRY);
    } catch (error) {
      this.#onProblem(error);
    }
  }

  async #stored(): Promise<Map<string, WriteRequest>> {
    const all = Object.entries(await this.#shelf.get(null)) as [string, WriteRequest][];
    return new Map(all.filter(([key]) => key.startsWith(PENDING_PREFIX)));
  }
}
