/**
 * Markdown of notes on the screen. A note may come from an import and is hostile text. Two walls: markup in the Markdown is shown as
 * the letters it is, and what the renderer makes goes through the browser's sanitiser, which lets nothing through that loads or runs.
 * A page of the extension imports this when the first note with markup is shown.
 */
import { Marked, type Tokens } from 'marked';
import { escapeMarkup } from '../../platform/escape';

declare global {
  interface Element {
    /** HTML Sanitizer API; Chromium 146, Firefox 148. */
    setHTML?(html: string, options: { sanitizer: object }): void;
  }
}

/** All that may come out. No picture, no frame, no style, no class, no id. */
const SANITIZER = {
  elements: [
    ...['p', 'br', 'hr', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'li'],
    ...['h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
    { name: 'ol', attributes: ['start'] },
    { name: 'a', attributes: ['href', 'title'] },
  ],
  attributes: [],
  comments: false,
  dataAttributes: false,
};

/** What a link may lead to, when the user follows it. */
const FOLLOWED = new Set(['http:', 'https:', 'mailto:']);

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text, block }: Tokens.HTML | Tokens.Tag) =>
      block ? `<p>${escapeMarkup(text.trim()).replaceAll('\n', '<br>')}</p>` : escapeMarkup(text),
    // What it shows is elsewhere, and would have to be fetched: a link to it, which is for the user to follow.
    image: ({ href, text }: Tokens.Image) =>
      `<a href="${escapeMarkup(href)}">${escapeMarkup(text || href)}</a>`,
    // Under the headings of the card or page that the note stands in.
    heading({ tokens, depth }: Tokens.Heading) {
      const level = Math.min(6, depth + 2);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    },
    checkbox: ({ checked }: Tokens.Checkbox) => (checked ? '☑ ' : '☐ '),
  },
});

/** The HTML that a note's Markdown comes to, before the sanitiser. Throws where it is nested beyond all reason. */
export function htmlOf(markdown: string): string {
  return marked.parse(markdown, { async: false });
}

/** Show Markdown in an element, which must be in no document yet or hold nothing that is missed. False, and nothing done: it cannot be shown. */
export function showMarkdown(element: Element, markdown: string): boolean {
  if (!element.setHTML) return false;
  try {
    const html = htmlOf(markdown);
    element.setHTML(html, { sanitizer: SANITIZER });
  } catch {
    return false;
  }
  for (const link of element.querySelectorAll('a')) {
    if (FOLLOWED.has(link.protocol)) {
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
    } else link.removeAttribute('href');
  }
  return true;
}
