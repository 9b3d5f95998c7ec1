/**
 * A note in short, as the list of all notes needs it: what it is arranged by, and the beginning of what is read. Ten thousand of them go
 * in one message of a few megabytes; the note itself is asked for when it is opened.
 */
import { pageKey } from './address';
import type { Colour, Note, Target } from './schema';

/** UTF-16 units of a text and of a quote: about as many as the list shows lines for. */
const MOST_TEXT = 280;
const MOST_QUOTE = 200;

export interface Brief {
  id: string;
  kind: Target['kind'];
  /** What it is on: the id of the term, or the key of the page (`address`), the same for all notes on it. */
  place: string;
  /** The address that the page was read at; absent for a note on a term. */
  address?: string;
  /** Of the page; absent for a note on a term. */
  title?: string;
  /** The beginning of the passage, absent for a note that is on none. */
  quote?: string;
  /** The beginning of the text. */
  text: string;
  tags: string[];
  colour: Colour;
  /** ms since the epoch. */
  created: number;
  modified: number;
  deleted: boolean;
}

export function briefOf({ id, target, text, tags, colour, created, modified, deleted }: Note): Brief {
  const own = { id, text: beginning(text, MOST_TEXT), tags, colour, created, modified, deleted };
  if (target.kind === 'term') return { ...own, kind: 'term', place: target.term };
  const { address, title } = target.page;
  const on = { ...own, kind: target.kind, place: pageKey(address), address, title };
  return target.kind === 'page' ? on : { ...on, quote: beginning(target.selectors.quote.exact, MOST_QUOTE) };
}

/** A text that is longer is cut, not within a character. */
function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
