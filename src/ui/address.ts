/** Addresses inside the extension. */

/** The library page with the card of a term. */
export function termAddress(term: string): string {
  return `/library.html?term=${encodeURIComponent(term)}`;
}

/** The library page with the results of a query, whatever characters it is of. */
export function queryAddress(query: string): string {
  return `/library.html?query=${encodeURIComponent(query.toWellFormed())}`;
}

/** The library page at a passage (`islamic-nation-igf#p03`), at a document, or at its start. */
export function libraryAddress(passage?: string): string {
  if (passage === undefined) return '/library.html';
  const [document = '', anchor] = passage.split('#');
  return `/library.html?document=${encodeURIComponent(document)}${anchor ? `#${anchor}` : ''}`;
}
