/** A statement with its source, as it is pasted elsewhere. Pure. */
import type { CardClaim } from '../../digest/card';
import { literal, quoted } from '../../notes/exchange/escape-markdown';
import { dateText } from '../intl';

/** Plain text: the statement, what it rests on if it quotes anything, and the document. */
export function citedText({ text, quote, document }: CardClaim): string {
  const source = [document.title, ...dateOf(document), ...addressOf(document)].join(', ');
  return [text, ...(quote === undefined ? [] : [`“${quote}”`]), source].join('\n');
}

/** The same in Markdown. Everything is literal: a document cannot bring a link or an image with it. */
export function citedMarkdown({ text, quote, document }: CardClaim): string {
  const after = [...dateOf(document), ...addressOf(document)].map(literal);
  const source = [`*${literal(document.title)}*`, ...after].join(', ');
  return `${[literal(text), ...(quote === undefined ? [] : [quoted(quote)]), source].join('\n\n')}\n`;
}

const addressOf = ({ address }: CardClaim['document']) => (address === undefined ? [] : [address]);

const dateOf = ({ date }: CardClaim['document']) => (date === undefined ? [] : [dateText(date)]);
