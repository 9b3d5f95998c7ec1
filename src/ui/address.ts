/** Addresses inside the extension. */

/** The library page at a passage (`islamic-nation-igf#p03`), at a document, or at its start. */
export function libraryAddress(passage?: string): string {
  if (passage === undefined) return '/library.html';
  const [document = '', anchor] = passage.split('#');
  return `/library.html?document=${encodeURIComponent(document)}${anchor ? `#${anchor}` : ''}`;
}
