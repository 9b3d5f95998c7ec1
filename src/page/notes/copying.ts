/** Copies selected text with its source. */
import { literal, quoted } from '../../notes/exchange/escape-markdown';
import { addressOf, titleOf } from '../dom/itself';

/** Selected text, and the page that it is from. */
export interface Excerpt {
  quote: string;
  /** Empty if the page has none. */
  title: string;
  address: string;
}

/**
 * The excerpt with its source, as it is pasted elsewhere. In Markdown everything is literal: a page brings no link of
 * its own.
 */
export function citedExcerpt({ quote, title, address }: Excerpt, as: 'text' | 'markdown'): string {
  if (as === 'text') return `“${quote}” — ${[title, address].filter(Boolean).join(', ')}`;
  return `${quoted(quote)}\n\n${[...(title ? [`*${literal(title)}*`] : []), `<${encoded(address)}>`].join(', ')}\n`;
}

/** An address without the characters that would end it in Markdown. */
const encoded = (address: string) => address.replace(/[<>\s\\]/g, encodeURIComponent);

/** Selected words of a page with their source. */
export function excerptOf(doc: Document, words: string): Excerpt {
  const title = titleOf(doc).replace(/\s+/g, ' ').trim();
  return { quote: words.trim(), title, address: addressOf(doc) };
}

/**
 * Copies a text. Returns whether that succeeded. The second way is for pages on plain http, and for frames to which the
 * page around them forbids the first (Permissions Policy, `clipboard-write`).
 */
export async function copy(doc: Document, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(doc, text);
  }
}

function copyByCommand(doc: Document, text: string): boolean {
  const fill = (event: ClipboardEvent) => {
    if (!event.isTrusted) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
  };
  const view = doc.defaultView;
  view?.addEventListener('copy', fill, true);
  try {
    return doc.execCommand('copy');
  } finally {
    view?.removeEventListener('copy', fill, true);
  }
}
