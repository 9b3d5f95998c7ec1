/** A value that is loaded when it is first asked for, and kept until it is forgotten. */
export class Once<T> {
  readonly #load: () => Promise<T>;
  #value: Promise<T> | undefined;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** The value. Concurrent callers share one load; a load that fails rejects for all of them, and the next call loads again. */
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

  /** Forget the value: it has changed where it is loaded from. */
  forget(): void {
    this.#value = undefined;
  }
}
