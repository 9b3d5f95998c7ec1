/** Bundled and run in an extension page: what such a page does to search by itself. */
import { keptIndex } from '../../../src/digest/kept-index';
import { formatOf } from '../../../src/search/layout';
import { SearchIndex } from '../../../src/search/search';

/**
 * Loads the index that the background stored for that digest. Resolves to the time until it is ready, ms, and
 * the number of its entries.
 */
export async function loadIndex(hash: string, version: string): Promise<{ ms: number; entries: number }> {
  const began = performance.now();
  const bytes = await keptIndex('searches', hash, formatOf(version));
  if (!bytes) throw new Error('The background has kept no index of the search.');
  const { size } = new SearchIndex(bytes);
  return { ms: performance.now() - began, entries: size };
}
