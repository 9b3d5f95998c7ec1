/** The reader's own terms as files: all of them as JSON, and back; or as a digest. */
import { hashOf } from '../../digest/canonical';
import { contentOf } from '../../digest/own-digest';
import { MADE } from '../../digest/own-ids';
import type { Digest } from '../../digest/schema';
import { readTerms, writeTerms } from '../../notes/own/file';
import type { OwnTerm } from '../../notes/own/schema';
import { localDay } from '../../platform/day';
import { send } from '../../protocol/extension';
import type { ImportReply, Part } from '../../protocol/messages';
import { save } from '../data/save';
import { importDelivery } from '../data/transfer';

/** UTF-16 units of a part of an import. */
const MOST_PART = 1_000_000;

/** All rows that can be read, deleted ones too, in pieces; and how many cannot. */
export async function allOwnTerms(): Promise<{ terms: OwnTerm[]; damaged: number }> {
  const all: OwnTerm[] = [];
  let damaged = 0;
  for (let after: string | undefined = ''; after !== undefined; ) {
    const { next, ...piece }: Awaited<ReturnType<typeof ask>> = await ask(after);
    all.push(...piece.terms);
    damaged += piece.damaged;
    after = next;
  }
  return { terms: all, damaged };
}

const ask = (after: string) => send('own-terms', { after });

/** Saves all of them as JSON. Resolves to the name of the file. */
export async function saveTerms(now = Date.now()): Promise<string> {
  const { terms } = await allOwnTerms();
  const name = `gloss-my-terms-${localDay(now)}.json`;
  save(name, new Blob([writeTerms(terms)], { type: 'application/json' }));
  return name;
}

/** Brings the terms of such a file back. Rejects with a `Refusal`, or as `importDelivery` does. */
export async function bringTerms(file: File): Promise<ImportReply> {
  const { terms, refused } = await readTerms(file);
  let part: Part & { terms: OwnTerm[] } = { notes: [], places: {}, terms: [] };
  const parts = [part];
  let size = 0;
  for (const term of terms) {
    const more = JSON.stringify(term).length;
    if (size > 0 && size + more > MOST_PART) {
      part = { notes: [], places: {}, terms: [] };
      parts.push(part);
      size = 0;
    }
    size += more;
    part.terms.push(term);
  }
  const reading = { notes: [], places: {}, refused, left: [] };
  return importDelivery(send, { id: crypto.randomUUID(), name: file.name, parts, reading });
}

/**
 * The terms as a digest that others can read. What extends a term of another digest is in it only where it has forms
 * of its own: a digest has no term without any.
 */
export async function digestOfOwn(name: string): Promise<Digest> {
  const { terms } = await allOwnTerms();
  const rows = terms.filter(
    ({ deleted, ...row }) => !deleted && (row.extends === undefined || row.forms.length > 0),
  );
  const all = contentOf(rows);
  const about = { id: MADE, name, version: localDay(Date.now()) };
  return { format: 1, about, hash: await hashOf(all), ...all };
}
