/** Long work that somebody watches and may cancel. */

export interface Watch {
  /**
   * Aborted when the user cancels. The work then rejects with the reason of the signal, and has changed
   * nothing. Work that is finished by then resolves.
   */
  readonly signal: AbortSignal;
  /** Says how far the work is: `done` items, of `of` where that is known. May be called often. */
  tell(done: number, of?: number): void;
}

/** For work that nobody watches. */
export const UNWATCHED: Watch = { signal: new AbortController().signal, tell: () => undefined };
