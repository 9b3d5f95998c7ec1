/** Bundled and run in a page of the extension: what a page does to search by itself. */
import { keptIndex } from '../../../src/digest/kept-index';
import { formatOf } from '../../../src/search/layout';
import { SearchIndex } from '../../../src/search/search';

/** ms until the index that the background has kept of that digest can be asked, and how many entries it has. */
export async function loadIndex(hash: string, version: string): Promise<{ ms: number; entries: number }> {
  const began = performance.now();
  const bytes = await keptIndex('searches', hash, formatOf(version));
  if (!bytes) throw new Error('The background has kept no index of the search.');
  const { size } = new SearchIndex(bytes);
  return { ms: performance.now() - began, entries: size };
}
