/** The part of a note that an editor has in hand: comparing two states of it, and merging what two editors made of one. */
import { mergeTags, mergeText } from '../notes/merge-text';
import type { Colour, Note } from '../notes/schema';
import type { Changes, Said } from '../notes/store';

/** What an editor changes of a note. */
export interface Written {
  text: string;
  tags: string[];
  colour: Colour;
}

export function writtenOf({ text, tags, colour }: Note): Written {
  return { text, tags, colour };
}

export function saidOf({ text, tags }: Written): Said {
  return { text, tags };
}

export function isBlank({ text, tags }: Written): boolean {
  return text.trim() === '' && tags.length === 0;
}

export function lengthOf({ text, tags }: Written): number {
  return text.trim().length + tags.join('').length;
}

export function isSame(a: Written, b: Written): boolean {
  return a.text === b.text && a.colour === b.colour && JSON.stringify(a.tags) === JSON.stringify(b.tags);
}

/** What is not the same in all of these states. */
export function changesOf(before: Written[], next: Written): Changes {
  const differs = (field: keyof Written) =>
    before.some((each) => JSON.stringify(each[field]) !== JSON.stringify(next[field]));
  return {
    ...(differs('text') ? { text: next.text } : {}),
    ...(differs('tags') ? { tags: next.tags } : {}),
    ...(differs('colour') ? { colour: next.colour } : {}),
  };
}

/** What two edits of `base` come to. */
export function merged(base: Written, theirs: Written, mine: Written): Written {
  return {
    text: mergeText(base.text, theirs.text, mine.text),
    tags: mergeTags(base.tags, theirs.tags, mine.tags),
    colour: mine.colour === base.colour ? theirs.colour : mine.colour,
  };
}
