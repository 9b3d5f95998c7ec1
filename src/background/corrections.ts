/**
 * Answers about the user's corrections (*Wrong meaning here* and its reverse), and carries each change to every page.
 */
import type { Corrections } from '../notes/corrections';
import type { Handlers } from '../protocol/requests';

/**
 * `labelOf` gives a term's name, `undefined` where no digest has the term; `rescanAll` makes every reader
 * read its page again.
 */
export function correctionHandlers(
  corrections: Pick<Corrections, 'list' | 'add' | 'remove'>,
  labelOf: (term: string) => Promise<string | undefined>,
  rescanAll: () => Promise<void>,
): Pick<Handlers, 'corrections' | 'correct' | 'uncorrect'> {
  return {
    corrections: async () => {
      const listed = await corrections.list();
      return Promise.all(
        listed.map(async (correction) => ({
          correction,
          label: (await labelOf(correction.term)) ?? correction.term,
        })),
      );
    },
    correct: async ({ term, scope, page, kind }) => {
      const { id } = await corrections.add(term, scope, page, kind);
      await rescanAll();
      return { id };
    },
    uncorrect: async ({ id }) => {
      await corrections.remove(id);
      await rescanAll();
      return null;
    },
  };
}
