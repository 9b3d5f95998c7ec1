/**
 * The briefing of a page, as Markdown to take along: what the documents say of its terms, each statement with its
 * source, and what the reader has noted. Pure. Whatever is not Gloss's own is escaped.
 */

import type { Card, CardClaim } from '../../digest/card';
import { gistOf } from '../../digest/gist';
import { literal } from '../../notes/exchange/escape-markdown';
import { fileName } from '../../notes/exchange/file-name';
import { noteMarkdown } from '../../notes/exchange/note-markdown';
import type { Note } from '../../notes/schema';
import { localDay } from '../../platform/day';
import { dateText } from '../intl';

export interface BriefingParts {
  page: { address: string; title: string };
  /** When the page was read, ms since the epoch. */
  at: number;
  /** The terms in the order in which they are listed, each with the reader's notes on it. */
  terms: { card: Card; notes: readonly Note[] }[];
  /** The notes on the page as a whole, then those on its passages, in page order. */
  notes: readonly Note[];
  /** Notes on passages that are not on the page now. */
  orphans: readonly Note[];
  words: BriefingWords;
}

/** The words that are the briefing's own. */
interface BriefingWords {
  /** Before the date on which the page was read. */
  read: string;
  terms: string;
  /** Says whose words are whose. */
  about: string;
  ownNotes: string;
  notes: string;
  orphans: string;
}

/** The briefing as one Markdown text. */
export function briefing({ page, at, terms, notes, orphans, words }: BriefingParts): string {
  const title = page.title.trim() || page.address;
  return `${[
    `# ${line(title)}`,
    `${link(page.address)}  \n${line(words.read)} ${dateText(localDay(at))}`,
    ...(terms.length === 0 ? [] : [`## ${line(words.terms)}`, line(words.about)]),
    ...terms.flatMap(({ card, notes }) => termParts(card, notes, words)),
    ...noteParts(words.notes, notes),
    ...noteParts(words.orphans, orphans),
  ].join('\n\n')}\n`;
}

/** The name of the file: `gloss-2026-11-29-A-morning-in-Geneva.md`. */
export function briefingName({ page, at }: Pick<BriefingParts, 'page' | 'at'>): string {
  return `gloss-${localDay(at)}-${fileName(page.title.trim() || page.address)}.md`;
}

function termParts(card: Card, notes: readonly Note[], words: BriefingWords): string[] {
  const { label, name } = card.term;
  const own = notes.map(noteMarkdown).filter((text) => text !== '');
  return [
    `### ${line(label)}`,
    [name, gistOf(card.term)].flatMap((text) => (text === undefined ? [] : [line(text)])).join('. '),
    card.claims.map(statement).join('\n'),
    ...(own.length === 0 ? [] : [`${line(words.ownNotes)}:`, ...own]),
  ].filter((part) => part !== '');
}

/** A statement of a document, with the document's title and date. */
function statement({ text, document: { title, date } }: CardClaim): string {
  const source = `*${line(title)}*`;
  return `- ${line(text)} (${date === undefined ? source : `${source}, ${dateText(date)}`})`;
}

function noteParts(heading: string, notes: readonly Note[]): string[] {
  const texts = notes.map(noteMarkdown).filter((text) => text !== '');
  return texts.length === 0 ? [] : [`## ${line(heading)}`, ...texts];
}

/** A foreign text in one line. */
function line(text: string): string {
  return literal(text.replace(/\s+/g, ' ').trim());
}

/** A web address as a link; any other as text, because it may be a script. */
function link(address: string): string {
  return /^https?:\/\/[^\s<>\\]+$/i.test(address) ? `<${address}>` : line(address);
}
