/**
 * The search as a page of the extension asks it: of an index of its own, as soon as that is read, and of the background until then. What
 * the page finds by itself stands in the frame of the letter that was typed; an answer from the background has passed two processes, and
 * comes a frame or two later. The index of the notes changes with every letter that is written, and stays in the background.
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
  /** Whether there are notes to ask the background for, as far as is known. */
  #hasNotes = true;

  /** Gets an index ready, here or in the background. */
  async prepare(): Promise<void> {
    const asked = this.#askForNotes();
    this.#index = await ownIndex();
    await asked;
    if (this.#index) return;
    // An empty query makes the background build it, and keep it.
    await send('search', { query: '', limit: 0 });
    this.#index = await ownIndex();
  }

  /** Hears of notes that are written while the page is open. Returns what ends that. */
  listen(): () => void {
    const hear = (message: unknown) => {
      if (noticeIn(message)) this.#hasNotes = true;
      return undefined;
    };
    browser.runtime.onMessage.addListener(hear);
    return () => browser.runtime.onMessage.removeListener(hear);
  }

  /** What a query finds, at most `limit` hits of each kind. Rejects where neither the page nor the background can tell. */
  async find(query: string, limit: number): Promise<Results> {
    const index = this.#index;
    if (!index) return send('search', { query, limit });
    const results = index.search(query, limit);
    if (!this.#hasNotes) return results;
    const notes = await send('search-notes', { query, limit, beside: index.counts(query) }).catch(() => null);
    return withNotes(results, notes?.found ?? null);
  }

  /** Makes the background get its notes ready, and learns whether it has any. */
  async #askForNotes(): Promise<void> {
    const reply = await send('search-notes', { query: '', limit: 0, beside: NO_COUNTS }).catch(() => null);
    if (reply) this.#hasNotes = reply.any;
  }
}

/** ms that an entry's texts take at most. */
const READING = 1;
/** Begins many words, and has a slip: it goes every way that a query can go. */
const FIRST_QUERY = 'internet govrnance c';

/** What a first query would have to do, done while nobody waits: the first search compiles what the others run. */
function makeReady(index: SearchIndex): void {
  index.search(FIRST_QUERY, 1);
  const ahead = index.readAhead();
  const some = (rest: IdleDeadline) => {
    while (rest.timeRemaining() > READING) if (ahead.next().done) return;
    requestIdleCallback(some);
  };
  requestIdleCallback(some);
}

/** The index that the background has kept; `undefined` where it has none that is good. It finds out by itself, and mends it. */
async function ownIndex(): Promise<SearchIndex | undefined> {
  try {
    const { version } = browser.runtime.getManifest();
    const bytes = await keptIndex('searches', __DIGEST_HASH__, formatOf(version));
    if (bytes === undefined) return undefined;
    const { SearchIndex } = await import('../../search/search');
    const index = new SearchIndex(bytes);
    // Safari has no such time, and goes without.
    globalThis.requestIdleCallback?.(() => makeReady(index));
    return index;
  } catch {
    return undefined;
  }
}
