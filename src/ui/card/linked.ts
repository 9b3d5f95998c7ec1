/** The names of other terms in a statement. Pure. */

/** A piece of a text; `term`: the id of the term that it names. */
export interface Piece {
  text: string;
  term?: string;
}

/** A name to be found; without an id, one that leads nowhere, such as the name of the card's own term. */
export interface Name {
  id?: string;
  label: string;
}

/**
 * A text in pieces, of which some name a term: its label, whole, letter case apart. Longer names come first, and each
 * term is named once. Cost: text × names.
 */
export function inPieces(text: string, names: readonly Name[]): Piece[] {
  /** Pieces in which no name was found yet are `open`. */
  let pieces: (Piece & { isOpen: boolean })[] = [{ text, isOpen: true }];
  for (const { id, label } of names.toSorted((a, b) => b.label.length - a.label.length))
    for (let at = 0; at < pieces.length; at++) {
      const piece = pieces[at];
      const from = piece?.isOpen ? placeOf(label, piece.text) : -1;
      if (!piece || from < 0) continue;
      const to = from + label.length;
      const parts = [
        { text: piece.text.slice(0, from), isOpen: true },
        { text: piece.text.slice(from, to), isOpen: false, ...(id !== undefined && { term: id }) },
        { text: piece.text.slice(to), isOpen: true },
      ].filter((part) => part.text !== '');
      pieces = pieces.toSpliced(at, 1, ...parts);
      if (id !== undefined) break;
    }
  return pieces.map(({ isOpen: _, ...piece }) => piece);
}

/** Where a name stands whole in a text; -1 if nowhere. An acronym stands only in capitals. */
function placeOf(name: string, text: string): number {
  const isAcronym = name === name.toUpperCase();
  const [all, wanted] = isAcronym ? [text, name] : [text.toLowerCase(), name.toLowerCase()];
  // Lower case may have another length (İ): offsets would be wrong.
  if (all.length !== text.length || wanted.length !== name.length) return -1;
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 1))
    if (!isLetter(all[at - 1]) && !isLetter(all[at + wanted.length])) return at;
  return -1;
}

const isLetter = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
