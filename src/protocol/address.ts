/** Addresses of the extension's own pages, and how the address of a noted page may be opened. */
import type { Colour } from '../notes/colours';

/** The library page with the card of a term. */
export function termAddress(term: string): string {
  return `/library.html?term=${encodeURIComponent(term)}`;
}

/** The library page with the results of a query. The query may hold any characters, lone surrogates too. */
export function queryAddress(query: string): string {
  return `/library.html?query=${encodeURIComponent(query.toWellFormed())}`;
}

/** The library page at a passage (`islamic-nation-igf#p03`), at a document, or at its start. */
export function libraryAddress(passage?: string): string {
  if (passage === undefined) return '/library.html';
  const [document = '', anchor] = passage.split('#');
  return `/library.html?document=${encodeURIComponent(document)}${anchor ? `#${anchor}` : ''}`;
}

/** The page of all notes, at the note of that id, or at its start. */
export function notesAddress(note?: string): string {
  return note === undefined ? '/notes.html' : `/notes.html?note=${encodeURIComponent(note)}`;
}

/** The page of all notes, filtered by a tag or by a colour. */
export function labelAddress(label: { tag: string } | { colour: Colour }): string {
  return `/notes.html?${new URLSearchParams(label)}`;
}

/** The settings, at a section of them, or at their start. */
export function settingsAddress(section?: string): string {
  return section === undefined ? '/options.html' : `/options.html#${section}`;
}

/** The page of all digests; with the address of one that the user may subscribe to, which may hold any characters. */
export function digestsAddress(subscribe?: string): string {
  return subscribe === undefined
    ? '/digests.html'
    : `/digests.html?subscribe=${encodeURIComponent(subscribe.toWellFormed())}`;
}

/** The page that opens after the installation. */
export function welcomeAddress(): string {
  return '/welcome.html';
}

/**
 * How the page of a note may be opened: by a link, or, for a file of this computer, in a tab that the
 * extension makes, which only Chromium allows. `undefined`: not at all. The address may come from an import
 * and be a script (`javascript:`).
 */
export function howToOpen(address: string): 'link' | 'tab' | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol } = new URL(address);
  if (protocol === 'http:' || protocol === 'https:') return 'link';
  return protocol === 'file:' && !import.meta.env.FIREFOX ? 'tab' : undefined;
}
