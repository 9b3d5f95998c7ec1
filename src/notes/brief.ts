/**
 * Briefs: short forms of notes for the list of all notes. A brief has what the list sorts and groups by, and
 * the beginning of the text. Ten thousand briefs fit in a message of a few megabytes; the whole note is
 * requested when it is opened.
 */
import { lookupKey } from './address';
import { plainOf } from './plain';
import type { Colour, Note, Target } from './schema';

/** Most UTF-16 units of text and quote in a brief: about what the list has lines for. */
const MOST_TEXT = 280;
const MOST_QUOTE = 200;

export interface Brief {
  id: string;
  kind: Target['kind'];
  /**
   * What the note is on: the term's id, or the page's key (`lookupKey`), which is the same for all notes on
   * that page.
   */
  place: string;
  /** The address at which the page was read; absent for a note on a term. */
  address?: string;
  /** The page's title; absent for a note on a term. */
  title?: string;
  /** The beginning of the passage; absent for a note that is not on a passage. */
  quote?: string;
  /** The beginning of the text, without Markdown syntax. */
  text: string;
  tags: string[];
  colour: Colour;
  /** When it was made and last changed, ms since the epoch. */
  created: number;
  modified: number;
  deleted: boolean;
}

export function briefOf(note: Note): Brief {
  const { id, target, tags, colour, created, modified, deleted } = note;
  const start = note.text.slice(0, 2 * MOST_TEXT);
  const plain = note.format === 'text/markdown' ? plainOf(start) : start;
  const text = start.length < note.text.length ? `${plain}…` : plain;
  const own = { id, text: beginning(text, MOST_TEXT), tags, colour, created, modified, deleted };
  if (target.kind === 'term') return { ...own, kind: 'term', place: target.term };
  const { address, title } = target.page;
  const on = { ...own, kind: target.kind, place: lookupKey(address), address, title };
  return target.kind === 'page' ? on : { ...on, quote: beginning(target.selectors.quote.exact, MOST_QUOTE) };
}

/**
 * The first `most` units of a text, with an ellipsis if it was longer; never cuts inside a surrogate pair.
 */
function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
