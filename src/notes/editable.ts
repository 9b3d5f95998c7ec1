/**
 * The fields of a note that an editor shows and changes, and comparisons of two states of them. Imports only
 * types, because it is loaded into the card.
 */
import type { Content } from './schema';

/** The editable fields of a note. */
export type Editable = Pick<Content, 'text' | 'tags' | 'colour'>;

export function editableOf({ text, tags, colour }: Editable): Editable {
  return { text, tags, colour };
}

export function isBlank({ text, tags }: Editable): boolean {
  return text.trim() === '' && tags.length === 0;
}

export function lengthOf({ text, tags }: Editable): number {
  return text.trim().length + tags.join('').length;
}

export function isSame(a: Editable, b: Editable): boolean {
  return a.text === b.text && a.colour === b.colour && JSON.stringify(a.tags) === JSON.stringify(b.tags);
}
