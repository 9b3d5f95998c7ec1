/**
 * A storage area as browsers have it: values are copied through JSON, each call is atomic and takes a while, and
 * it can refuse.
 */
import type { Area } from '../../../src/notes/copy/area';
import type { MemoryShelf } from '../../../src/notes/copy/recent';

export class FakeArea implements Area {
  /** The stored items, as JSON. */
  items = new Map<string, string>();
  /** What the next calls are refused with. */
  refusal: Error | undefined;
  /** Calls of `set` so far. */
  sets = 0;

  async get(keys: string[]): Promise<Record<string, unknown>> {
    await this.#answer();
    const found = keys.filter((key) => this.items.has(key));
    return Object.fromEntries(found.map((key) => [key, JSON.parse(this.items.get(key) as string)]));
  }

  async set(items: Record<string, unknown>): Promise<void> {
    await this.#answer();
    this.sets++;
    for (const [key, value] of Object.entries(items)) this.items.set(key, JSON.stringify(value));
  }

  async remove(keys: string[]): Promise<void> {
    await this.#answer();
    for (const key of keys) this.items.delete(key);
  }

  async getKeys(): Promise<string[]> {
    await this.#answer();
    return [...this.items.keys()];
  }

  async #answer(): Promise<void> {
    await Promise.resolve();
    if (this.refusal) throw this.refusal;
  }
}

/** `storage.session`: it lives as long as the browser. */
export class FakeShelf implements MemoryShelf {
  /** The stored items, as JSON. */
  items = new Map<string, string>();

  async get(key: string): Promise<Record<string, unknown>> {
    const text = this.items.get(key);
    return text === undefined ? {} : { [key]: JSON.parse(text) };
  }

  async set(items: Record<string, unknown>): Promise<void> {
    for (const [key, value] of Object.entries(items)) this.items.set(key, JSON.stringify(value));
  }

  async remove(key: string): Promise<void> {
    this.items.delete(key);
  }
}
