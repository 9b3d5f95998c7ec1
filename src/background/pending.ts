/**
 * Writes under way, kept by the browser itself (`storage.session`: in memory, for pages of the extension alone) until the background has
 * stored them: a frame whose tab closes takes a message with it that no background has heard yet (Chromium 156, a background that was
 * stopped). An editor lays down its newest write with each it sends; the background takes up what no message has brought.
 */
import type { WriteRequest } from '../protocol/messages';
import { PENDING_PREFIX, type Shelf } from '../protocol/pending';

/** ms between a write that was laid down and a look at what of such is left: its message comes sooner. */
const GRACE = 150;

/** The background's side. */
export class PendingWrites {
  readonly #shelf: Shelf;
  readonly #write: (request: WriteRequest) => Promise<unknown>;
  readonly #onProblem: (error: unknown) => void;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** `write` is asked for all that is laid down: it leaves alone what a message has brought. */
  constructor(
    shelf: Shelf,
    write: (request: WriteRequest) => Promise<unknown>,
    onProblem: (error: unknown) => void,
  ) {
    this.#shelf = shelf;
    this.#write = write;
    this.#onProblem = onProblem;
  }

  /** Something was laid down: look in a moment whether it has come. */
  soon(): void {
    this.#waiting ??= setTimeout(() => {
      this.#waiting = undefined;
      void this.takeUp();
    }, GRACE);
  }

  /** Write what is laid down and has not come, and clear away what is written. What cannot be written stays. Never rejects. */
  async takeUp(): Promise<void> {
    try {
      for (const [key, request] of await this.#laid()) {
        try {
          await this.#write(request);
        } catch (error) {
          this.#onProblem(error);
          continue;
        }
        // A newer one that was laid down meanwhile stays.
        const now = (await this.#laid()).get(key);
        if (now?.by?.number === request.by?.number) await this.#shelf.remove([key]);
      }
    } catch (error) {
      this.#onProblem(error);
    }
  }

  async #laid(): Promise<Map<string, WriteRequest>> {
    const all = Object.entries(await this.#shelf.get(null)) as [string, WriteRequest][];
    return new Map(all.filter(([key]) => key.startsWith(PENDING_PREFIX)));
  }
}
