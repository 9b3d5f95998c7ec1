/**
 * Search from a page of the extension. The page searches in its own copy of the index once that is loaded,
 * and asks the background until then. Its own results are in the same frame as the typed letter; an answer
 * from the background comes a frame or two later (docs/decisions/0017-pages-search-by-themselves.md). Notes
 * are searched in the background, because their index changes with every letter that is written.
 */

import { keptIndex } from '../../digest/kept-index';
import { browser, send } from '../../protocol/extension';
import { noticeIn } from '../../protocol/notices';
import { NO_COUNTS, withNotes } from '../../search/combine';
import type { Results } from '../../search/entry';
import { formatOf } from '../../search/layout';
import type { SearchIndex } from '../../search/search';

export class Finder {
  #index: SearchIndex | undefined;
  /** Whether there may be notes to search. */
  #hasNotes = true;

  /** Loads the index here or, if there is none yet, has the background build it. */
  async prepare(): Promise<void> {
    const asked = this.#askForNotes();
    this.#index = await ownIndex();
    await asked;
    if (this.#index) return;
    // An empty query makes the background build the index and store it.
    await send('search', { query: '', limit: 0 });
    this.#index = await ownIndex();
  }

  /** Listens for changes of notes while the page is open. Returns a function that stops it. */
  listen(): () => void {
    const hear = (message: unknown, from?: { tab?: unknown }) => {
      if (noticeIn(message, from)) this.#hasNotes = true;
      return undefined;
    };
    browser.runtime.onMessage.addListener(hear);
    return () => browser.runtime.onMessage.removeListener(hear);
  }

  /**
   * Searches: at most `limit` hits of each kind. Rejects if neither the page nor the background can answer.
   */
  async find(query: string, limit: number): Promise<Results> {
    const index = this.#index;
    if (!index) return send('search', { query, limit });
    const results = index.search(query, limit);
    if (!this.#hasNotes) return results;
    const notes = await send('search-notes', { query, limit, beside: index.counts(query) }).catch(() => null);
    return withNotes(results, notes?.found ?? null);
  }

  /** Makes the background prepare its index of notes, and learns whether there are any notes. */
  async #askForNotes(): Promise<void> {
    const reply = await send('search-notes', { query: '', limit: 0, beside: NO_COUNTS }).catch(() => null);
    if (reply) this.#hasNotes = reply.any;
  }
}

/** Idle time needed for reading one entry ahead, ms. */
const READING = 1;
/** A query that exercises every branch of the search: a short prefix, and a spelling mistake. */
const FIRST_QUERY = 'internet govrnance c';

/** Does the work of a first query in advance, in idle time: running a search once compiles its code. */
function makeReady(index: SearchIndex): void {
  index.search(FIRST_QUERY, 1);
  const ahead = index.readAhead();
  const some = (rest: IdleDeadline) => {
    while (rest.timeRemaining() > READING) if (ahead.next().done) return;
    requestIdleCallback(some);
  };
  requestIdleCallback(some);
}

/**
 * The index stored by the background; `undefined` if there is no valid one. The background finds and repairs
 * that itself.
 */
async function ownIndex(): Promise<SearchIndex | undefined> {
  try {
    const { version } = browser.runtime.getManifest();
    const bytes = await keptIndex('searches', __DIGEST_HASH__, formatOf(version));
    if (bytes === undefined) return undefined;
    const { SearchIndex } = await import('../../search/search');
    const index = new SearchIndex(bytes);
    // Safari has no `requestIdleCallback`; there the first query is a little slower.
    globalThis.requestIdleCallback?.(() => makeReady(index));
    return index;
  } catch {
    return undefined;
  }
}
