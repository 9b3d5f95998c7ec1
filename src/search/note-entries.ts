/** Turns a note into a search entry. */
import type { Note } from '../notes/schema';
import type { Entry } from './entry';

/**
 * UTF-16 units of a text that are searched, about ten printed pages. More would be slow, because every query
 * reads the texts of forty notes.
 */
const MOST_TEXT = 20_000;

/**
 * A note is found by its text, the passage it is on, its tags, and the name of its page or term. The first of
 * these that is not empty is shown as the title.
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
