/** Ids in the digest of the reader's own terms (`own-digest.ts`). Apart from it, because cards need no more than these. */

/** Id of the digest. */
export const MADE = 'my-terms';
/** What the ids of its own terms begin with; a UUID follows. */
const PREFIX = 'own-';
/** What the ids of its documents begin with: pages of the web that statements were taken from. */
export const PAGE_PREFIX = 'own-page-';
/** In the joined set, those of extensions may have the id of the digest before their own. */
const OWN_PAGE = /^(?:my-terms-)?own-page-/;

/** The id that a term of one's own has on cards and marks; that of the other term where it extends one. */
export const ownTermId = (row: { id: string; extends?: string | undefined }): string =>
  row.extends ?? PREFIX + row.id;

/** The id of the row of such a term; `undefined` if it is a term of another digest. */
export const rowIdOf = (term: string): string | undefined =>
  term.startsWith(PREFIX) ? term.slice(PREFIX.length) : undefined;

/** Whether a document of a card is a page that the reader has taken a statement from. */
export const isOwnPage = (document: string): boolean => OWN_PAGE.test(document);
