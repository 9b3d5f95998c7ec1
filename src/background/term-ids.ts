/**
 * The ids that one term answers to. Digests that are joined make one card of a term that several of them have
 * (decision 26). What the user has written or corrected under any of its ids belongs to that card, whatever digest is
 * first in the list today.
 */
import type { Term } from '../digest/schema';

/** Most terms whose ids are remembered. */
const MOST = 10_000;

export class TermIds {
  readonly #term: (id: string) => Promise<Pick<Term, 'id' | 'also'> | undefined>;
  /** By each id that was asked for. Readers ask for each of their requests. */
  #known = new Map<string, readonly string[]>();

  /** `term`: the term that answers to an id in the digests that are on. */
  constructor(term: (id: string) => Promise<Pick<Term, 'id' | 'also'> | undefined>) {
    this.#term = term;
  }

  /**
   * All ids of the term, first the one that its mentions have. The given id alone where no digest that is on has it,
   * or none can be read: never rejects.
   */
  async of(id: string): Promise<readonly string[]> {
    // Other digests may come into effect while a term is read.
    const known = this.#known;
    const already = known.get(id);
    if (already) return already;
    const term = await this.#term(id).catch(() => undefined);
    if (!term) return [id];
    const ids = [term.id, ...(term.also ?? [])];
    if (known.size >= MOST) known.clear();
    known.set(id, ids);
    return ids;
  }

  /** The id that the mentions of a term have. */
  async first(id: string): Promise<string> {
    return (await this.of(id))[0] as string;
  }

  /** Those of the terms of which some id is among those that `among` picks. */
  async those(
    terms: readonly string[],
    among: (ids: string[]) => Promise<readonly string[]>,
  ): Promise<string[]> {
    const all = await Promise.all(terms.map((term) => this.of(term)));
    const picked = new Set(await among(all.flat()));
    return terms.filter((_, at) => all[at]?.some((id) => picked.has(id)));
  }

  /** To be called when other digests are on. */
  forget(): void {
    this.#known = new Map();
  }
}
