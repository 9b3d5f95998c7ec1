/** Brings a change of the digests into effect: in the cache, in the indexes, and in every open page. */
import type { DigestContent } from '../digest/canonical';
import type { NewIndexes } from '../digest/generation';
import { addingSurnames } from '../digest/surnames';
import { compilingIndex } from '../mentions/compile';
import { inSlices, nextTask } from '../platform/pace';
import type { Handlers } from '../protocol/requests';
import { buildIndex } from '../search/build';
import { digestEntries } from '../search/digest-entries';

/**
 * `changed` is given those that were switched off or deleted. It resolves once the digests that are switched on are in
 * effect, to whether they are.
 */
export function digestHandlers(
  changed: (off: readonly string[]) => Promise<boolean>,
): Pick<Handlers, 'digests-changed'> {
  return { 'digests-changed': async ({ off }) => ({ good: await changed(off) }) };
}

/** Whether a request takes so long that the work of pages must not wait for it. */
export function takesSeconds(message: unknown): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    message.kind === ('digests-changed' satisfies keyof Handlers)
  );
}

/** Builds both indexes of a set of digests, in slices. The formats are those of the code that reads them. */
export async function indexesOf(
  { documents, passages, terms }: DigestContent,
  formats: { mentions: string; search: string },
): Promise<NewIndexes> {
  return {
    indexes: {
      format: formats.mentions,
      bytes: await inSlices(compilingIndex(await inSlices(addingSurnames(terms)))),
    },
    searches: {
      format: formats.search,
      bytes: await buildIndex(digestEntries({ documents, passages, terms }), nextTask),
    },
  };
}
