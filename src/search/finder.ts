/**
 * The search as a page of the extension asks it: of an index of its own, as soon as that is read, and of the background until then. What
 * the page finds by itself stands in the frame of the letter that was typed; an answer from the background has passed two processes, and
 * comes a frame or two later.
 */
import { keptIndex } from '../digest/kept-index';
import { browser, send } from '../platform/extension';
import type { Results } from './entry';
import { formatOf } from './layout';
import type { SearchIndex } from './search';

export class Finder {
  #index: SearchIndex | undefined;

  /** Gets an index ready, here or in the background. */
  async prepare(): Promise<void> {
    this.#index = await ownIndex();
    if (this.#index) return;
    // An empty query makes the background build it, and keep it.
    await send('search', { query: '', limit: 0 });
    this.#index = await ownIndex();
  }

  /** What a query finds, at most `limit` hits of each kind. Rejects where neither the page nor the background can tell. */
  async find(query: string, limit: number): Promise<Results> {
    return this.#index?.search(query, limit) ?? send('search', { query, limit });
  }
}

/** The index that the background has kept; `undefined` where it has none that is good. It finds out by itself, and mends it. */
async function ownIndex(): Promise<SearchIndex | undefined> {
  try {
    const { version } = browser.runtime.getManifest();
    const bytes = await keptIndex('searches', __DIGEST_HASH__, formatOf(version));
    if (bytes === undefined) return undefined;
    const { SearchIndex } = await import('./search');
    return new SearchIndex(bytes);
  } catch {
    return undefined;
  }
}
