/** A note as an entry of the search. */
import type { Note } from '../notes/schema';
import type { Entry } from './entry';

/** UTF-16 units of a text that are searched, ten printed pages: every query reads the texts of forty notes. */
const MOST_TEXT = 20_000;

/**
 * What a note is found by: its text, the passage it is on, its tags, and the name of the page or term. The first that there is stands
 * for the note.
 */
export function noteEntry({ id, target, text, tags }: Note, nameOf: (term: string) => string): Entry {
  const heading = target.kind === 'term' ? nameOf(target.term) : target.page.title || target.page.address;
  const quote = target.kind === 'passage' ? target.selectors.quote.exact : '';
  const texts = [text, quote, ...tags, heading].filter((each) => each.trim() !== '');
  return {
    kind: 'note',
    id,
    heading,
    texts: texts.map((each) => ({ field: 'note', text: each.slice(0, MOST_TEXT) })),
  };
}
