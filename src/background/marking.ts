/** Answers readers how mentions are to be marked. */
import type { Term } from '../digest/schema';
import type { Handlers } from '../protocol/requests';
import type { Settings } from '../settings/settings';

/** What the answers are made from. None of these rejects: a page is marked without what cannot be had. */
export interface MarkingSources {
  settings(): Promise<Settings>;
  term(id: string): Promise<Pick<Term, 'kind'> | undefined>;
  /** Ids of those of the terms that have notes. */
  noted(terms: string[]): Promise<string[]>;
}

export function markingHandlers({ settings, term, noted }: MarkingSources): Pick<Handlers, 'marking'> {
  return {
    marking: async ({ terms }) => {
      const { marks, concepts, remembers } = await settings();
      const isConcept = async (id: string) => ((await term(id))?.kind === 'concept' ? [id] : []);
      return {
        marks,
        unmarked: concepts ? [] : (await Promise.all(terms.map(isConcept))).flat(),
        noted: remembers ? await noted(terms) : [],
      };
    },
  };
}
