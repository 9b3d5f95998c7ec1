/** What an editor has of a note: taking it from one, and comparing two states of it. */
import type { Content } from './schema';

/** What is edited of a note. */
export type Said = Pick<Content, 'text' | 'tags' | 'colour'>;

export function saidOf({ text, tags, colour }: Said): Said {
  return { text, tags, colour };
}

export function isBlank({ text, tags }: Said): boolean {
  return text.trim() === '' && tags.length === 0;
}

export function lengthOf({ text, tags }: Said): number {
  return text.trim().length + tags.join('').length;
}

export function isSame(a: Said, b: Said): boolean {
  return a.text === b.text && a.colour === b.colour && JSON.stringify(a.tags) === JSON.stringify(b.tags);
}
