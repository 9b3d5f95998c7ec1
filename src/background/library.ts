/** Answers what the digest says: cards, documents, names of terms; and opens the pages that show them. */
import { isOwnPage } from '../digest/own-ids';
import type { DigestStore } from '../digest/store';
import { libraryAddress, notesAddress, termAddress } from '../protocol/address';
import type { Requests } from '../protocol/messages';
import type { Handlers } from '../protocol/requests';

/** The digest as this file reads it. */
export type Digest = Pick<DigestStore, 'card' | 'documents' | 'passages' | 'term'>;

/**
 * A place in Gloss's own pages: a note, else a term's card, else a passage; the start of the library where
 * none is named.
 */
export type Place = Requests['open']['request'];

/** Address of the page that shows a place. */
export function addressOf({ note, term, passage }: Place): string {
  if (note !== undefined) return notesAddress(note);
  return term === undefined ? libraryAddress(passage) : termAddress(term);
}

/** Names of terms by their ids, for the terms that the digest has. */
export async function labelsOf(
  digest: Pick<Digest, 'term'>,
  terms: string[],
): Promise<Record<string, string>> {
  const found = await Promise.all(terms.map((id) => digest.term(id)));
  return Object.fromEntries(found.flatMap((term) => (term ? [[term.id, term.label]] : [])));
}

/** `openTab` opens an address of the extension in a new tab. */
export function libraryHandlers(
  digest: Digest,
  openTab: (url: string) => Promise<unknown>,
): Pick<Handlers, 'card' | 'documents' | 'document' | 'labels' | 'terms' | 'open'> {
  return {
    card: async ({ term }) => (await digest.card(term)) ?? null,
    // Pages that the reader has cited have no passages to read.
    documents: async () => (await digest.documents()).filter(({ id }) => !isOwnPage(id)),
    document: async ({ id }) => {
      const [documents, passages] = await Promise.all([digest.documents(), digest.passages(id)]);
      const document = documents.find((each) => each.id === id);
      return document ? { document, passages } : null;
    },
    labels: ({ terms }) => labelsOf(digest, terms),
    terms: async ({ terms }) => {
      const found = await Promise.all(terms.map((id) => digest.term(id)));
      return Object.fromEntries(
        found.flatMap((term) => (term ? [[term.id, { label: term.label, kind: term.kind }]] : [])),
      );
    },
    open: async (place) => {
      await openTab(addressOf(place));
      return null;
    },
  };
}
