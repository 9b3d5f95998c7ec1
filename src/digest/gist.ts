/** The gist of a term for a reader. Pure. */
import type { Term } from './schema';

/** What the thing is, in English where the digest says it in English; `undefined` if it says it nowhere. */
export function gistOf({ gist }: Pick<Term, 'gist'>): string | undefined {
  return gist.en ?? Object.values(gist)[0];
}
