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

/** The page of all notes, at one of them, or at its start. */
export function notesAddress(note?: string): string {
  return note === undefined ? '/notes.html' : `/notes.html?note=${encodeURIComponent(note)}`;
}

/**
 * How the page of an address is opened: by a link; by a tab made for it, which only Chromium does for files of this computer; or not
 * at all. An address may come from an import, and name a script.
 */
export function howToOpen(address: string): 'link' | 'tab' | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol } = new URL(address);
  if (protocol === 'http:' || protocol === 'https:') return 'link';
  return protocol === 'file:' && !import.meta.env.FIREFOX ? 'tab' : undefined;
}
