/** Long work for pages: they ask how far it is, and cancel it, by an id that they chose. */
import type { Watch } from '../platform/watch';

interface Work {
  controller: AbortController;
  done: number;
  of: number;
}

export class LongWork {
  readonly #underWay = new Map<string, Work>();
  /** An id that was cancelled before its work has begun: a change waits until the second copy is safe. */
  #cancelled: string | undefined;

  /** Does the work. Rejects where it is cancelled before it is finished, and then it has changed nothing. */
  async run<T>(id: string, work: (watch: Watch) => Promise<T>): Promise<T> {
    const state: Work = { controller: new AbortController(), done: 0, of: 0 };
    const { signal } = state.controller;
    if (id === this.#cancelled) state.controller.abort();
    this.#cancelled = undefined; // The same work may be asked for again.
    this.#underWay.set(id, state);
    try {
      signal.throwIfAborted();
      return await work({
        signal,
        tell: (done, of = 0) => {
          state.done = done;
          state.of = of;
        },
      });
    } finally {
      this.#underWay.delete(id);
    }
  }

  /** How far the work is; `null` where it is not under way, or has not said so yet. */
  state(id: string): { done: number; of: number } | null {
    const work = this.#underWay.get(id);
    return work && work.of > 0 ? { done: work.done, of: work.of } : null;
  }

  cancel(id: string): void {
    const work = this.#underWay.get(id);
    if (work) work.controller.abort();
    else this.#cancelled = id;
  }
}
