import type { Note } from '../schema';
import { contained, literal, quoted, tagOf } from './escape-markdown';

/** A note as Markdown: the passage that it is on as a quotation, its text, and its tags. */
export function noteMarkdown({ target, text, tags, format }: Note): string {
  const parts: string[] = [];
  if (target.kind === 'passage') parts.push(quoted(target.selectors.quote.exact));
  if (text !== '') parts.push(format === 'text/markdown' ? contained(text) : literal(text));
  if (tags.length > 0) parts.push(tags.map((tag) => `#${tagOf(tag)}`).join(' '));
  return parts.join('\n\n');
}
