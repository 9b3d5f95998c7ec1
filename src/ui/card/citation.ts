/** A statement with its source, as it is pasted elsewhere. Pure. */
import type { CardClaim } from '../../digest/card';
import { literal, quoted } from '../../notes/exchange/escape-markdown';
import { dateText } from '../intl';

/** Plain text: the statement, what it rests on, and the document. */
export function citedText({ text, quote, document }: CardClaim): string {
  return `${text}\n“${quote}”\n${[document.title, ...dateOf(document)].join(', ')}`;
}

/** The same in Markdown. Everything is literal: a document cannot bring a link or an image with it. */
export function citedMarkdown({ text, quote, document }: CardClaim): string {
  const source = [`*${literal(document.title)}*`, ...dateOf(document).map(literal)].join(', ');
  return `${literal(text)}\n\n${quoted(quote)}\n\n${source}\n`;
}

const dateOf = ({ date }: CardClaim['document']) => (date === undefined ? [] : [dateText(date)]);
