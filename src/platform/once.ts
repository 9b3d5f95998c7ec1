/** A value that is loaded at the first call of `get`, and kept until it is forgotten. */
export class Once<T> {
  readonly #load: () => Promise<T>;
  #value: Promise<T> | undefined;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /**
   * The value. Concurrent callers share one load. A load that fails rejects for all of them, and the next
   * call loads again.
   */
  get(): Promise<T> {
    if (!this.#value) {
      const loading = this.#load();
      this.#value = loading;
      loading.catch(() => {
        if (this.#value === loading) this.#value = undefined;
      });
    }
    return this.#value;
  }

  /**
   * Forgets the value, because it has changed where it is loaded from. The next call of `get` loads again.
   */
  forget(): void {
    this.#value = undefined;
  }
}
