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
  /** The beginning of the text, without the marks of Markdown. */
  text: string;
  tags: string[];
  colour: Colour;
  /** ms since the epoch. */
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
  const on = { ...own, kind: target.kind, place: pageKey(address), address, title };
  return target.kind === 'page' ? on : { ...on, quote: beginning(target.selectors.quote.exact, MOST_QUOTE) };
}

/** Markdown as text: its words, roughly. What it comes to is shown as text, so that nothing here has to be exact. */
function plainOf(markdown: string): string {
  return markdown
    .replace(/!?\[([^[\]]*)\]\([^()\s]*\)/g, '$1')
    .replace(/^[ \t]*(?:#{1,6}|>|```.*)[ \t]*/gm, '')
    .replace(/^([ \t]*)[-*+][ \t]+/gm, '$1• ')
    .replace(/(\*\*|__|~~|`)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])([*_])(?=\S)([^\n*_]*?[^\s*_])\1(?![\p{L}\p{N}])/gu, '$2')
    .trim();
}

/** A text that is longer is cut, not within a character. */
function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
