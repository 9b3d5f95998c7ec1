/**
 * Writes the unsent writes of notes. An editor stores its newest write in `storage.session` as it sends it
 * (`protocol/pending.ts`): when a tab closes before the background has woken, the message is lost and the
 * stored write is not.
 */
import type { WriteRequest } from '../protocol/messages';
import { PENDING_PREFIX, type Shelf } from '../protocol/pending';

/** Delay (ms) before stored writes are looked at: the message of most has come by then. */
const GRACE = 150;

export class PendingWrites {
  readonly #shelf: Shelf;
  readonly #write: (request: WriteRequest) => Promise<unknown>;
  readonly #onProblem: (error: unknown) => void;
  #waiting: ReturnType<typeof setTimeout> | undefined;

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
   * Writes every stored write and removes it from storage. A write that fails stays there, for the next time.
   * Never rejects.
   */
  async takeUp(): Promise<void> {
    try {
      for (const [key, request] of await this.#stored()) {
        try {
          await this.#write(request);
        } catch (error) {
          this.#onProblem(error);
          continue;
        }
        // The editor may have stored a newer write meanwhile, under the same key: that one stays.
        const now = (await this.#stored()).get(key);
        if (now?.by?.number === request.by?.number) await this.#shelf.remove([key]);
      }
    } catch (error) {
      this.#onProblem(error);
    }
  }

  async #stored(): Promise<Map<string, WriteRequest>> {
    const all = Object.entries(await this.#shelf.get(null)) as [string, WriteRequest][];
    return new Map(all.filter(([key]) => key.startsWith(PENDING_PREFIX)));
  }
}
