/**
 * Terms of the reader's own as a file: JSON that loses nothing, with stamps and deleted terms. The same terms give the
 * same file, byte for byte.
 */

import type { Refused } from '../exchange/read';
import { Refusal } from '../exchange/refusal';
import { mergeOwn } from './merge';
import { MOST_TERMS, type OwnTerm, problemOfOwn, readOwn } from './schema';

/** What the file says it is. */
const KIND = 'gloss-own-terms';
/** Version of the format. */
const FORMAT = 1;
/** Largest file, bytes. */
const MOST_BYTES = 100_000_000;
/** As of notes (`exchange/read.ts`): every later change must be able to exceed these. */
const LAST_TIME = Date.UTC(9000);
const LAST_REVISION = 1e12;
/** Longest reason, UTF-16 units: it may quote the file. */
const MOST_REASON = 300;

export interface ReadTerms {
  /** Each id once. */
  terms: OwnTerm[];
  refused: Refused[];
}

/** The file, one line for each term, in the order of their ids. */
export function writeTerms(terms: readonly OwnTerm[]): string {
  const lines = [...terms].sort((a, b) => (a.id < b.id ? -1 : 1)).map((term) => JSON.stringify(term));
  return `{"kind":"${KIND}","format":${FORMAT},"terms":[\n${lines.join(',\n')}\n]}\n`;
}

/**
 * Reads such a file. Terms that are not valid are refused, each with its reason. Throws a `Refusal` where it is no such
 * file.
 */
export async function readTerms(file: Blob): Promise<ReadTerms> {
  if (file.size > MOST_BYTES) throw new Refusal('The file is larger than any list of terms of your own.');
  let value: unknown;
  try {
    value = JSON.parse((await file.text()).replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal('It is not a JSON file.');
    throw error;
  }
  const { kind, format, terms } = Object(value) as Record<string, unknown>;
  if (kind !== KIND || !Array.isArray(terms))
    throw new Refusal('It is not a file of your own terms, as this page saves them.');
  if (format !== FORMAT) throw new Refusal('A newer version of Gloss has written it. Update Gloss first.');
  if (terms.length > MOST_TERMS)
    throw new Refusal(`It has ${terms.length} terms; ${MOST_TERMS} are too many.`);
  const byId = new Map<string, OwnTerm>();
  const refused: Refused[] = [];
  for (const [at, each] of terms.entries()) {
    const term = readOwn(each);
    const problem = term ? tooLate(term) : (problemOfOwn(each) ?? 'It is not a term.');
    if (!term || problem !== undefined) {
      const id = String(Object(each).id ?? '').slice(0, 200);
      refused.push({ at: at + 1, id, reason: (problem ?? '').slice(0, MOST_REASON) });
      continue;
    }
    const twin = byId.get(term.id);
    byId.set(term.id, twin && twin.extends === term.extends ? mergeOwn(twin, term) : term);
  }
  return { terms: [...byId.values()], refused };
}

function tooLate({ modified, stamps, revision }: OwnTerm): string | undefined {
  if (Math.max(modified, ...Object.values(stamps)) > LAST_TIME) return 'modified: is too far in the future';
  return revision > LAST_REVISION ? 'revision: is too high' : undefined;
}
