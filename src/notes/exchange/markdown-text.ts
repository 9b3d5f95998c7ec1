/** Notes as one Markdown text, to be pasted elsewhere: a heading for each page or term, then its notes. */
import type { Note } from '../schema';
import { literal } from './escape-markdown';
import { noteMarkdown } from './note-markdown';
import { places, type TermNames } from './places';

/** The text. Pages and terms stand in the order of their first notes. */
export function markdownText(notes: readonly Note[], names: TermNames): string {
  const parts = places(notes, names).flatMap(({ title, address, notes }) => [
    `## ${literal(title).replaceAll('\n', ' ')}`,
    ...(/^https?:/i.test(address) ? [`<${linked(address)}>`] : []),
    notes.map(noteMarkdown).filter(Boolean).join('\n\n---\n\n'),
  ]);
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** An address between angle brackets (CommonMark, 6.5): these and white space would end it. */
function linked(address: string): string {
  return address.replace(/[\s<>\\`"]/g, (letter) => encodeURIComponent(letter));
}
