/** Groups notes by what they are on, for formats that people read. */
import { lookupKey } from '../address';
import type { Note } from '../schema';
import { termIri } from './iri';

/** Names of terms by id. A term without a name is called by its id. */
export type TermNames = Readonly<Record<string, string>>;

/** A page or a term, with the notes on it. */
export interface Place {
  title: string;
  /** The page's address, or the term's IRI. */
  address: string;
  /** In the order of the page; notes on the page as a whole come first. */
  notes: Note[];
}

/** The pages and terms that the notes are on, in the order of their first notes. */
export function places(notes: readonly Note[], names: TermNames): Place[] {
  const byKey = new Map<string, Note[]>();
  for (const note of notes) {
    const key = keyOf(note);
    const others = byKey.get(key);
    if (others) others.push(note);
    else byKey.set(key, [note]);
  }
  return [...byKey.values()].map((those) => {
    const { target } = those[0] as Note;
    return {
      title: titleOf(target, names),
      address: addressOf(target),
      notes: those.sort((a, b) => positionOf(a) - positionOf(b) || a.created - b.created),
    };
  });
}

/** The name of the term or the title of the page; the address of a page without title. */
export function titleOf(target: Note['target'], names: TermNames): string {
  if (target.kind !== 'term') return target.page.title || target.page.address;
  return Object.hasOwn(names, target.term) ? (names[target.term] as string) : target.term;
}

export function addressOf(target: Note['target']): string {
  return target.kind === 'term' ? termIri(target.term) : target.page.address;
}

function keyOf({ target }: Note): string {
  return target.kind === 'term' ? termIri(target.term) : lookupKey(target.page.address);
}

function positionOf({ target }: Note): number {
  return target.kind === 'passage' ? (target.selectors.position?.start ?? Number.MAX_SAFE_INTEGER) : -1;
}
