/**
 * Renders the Markdown of notes. Notes may come from an import, so the text is hostile. Two defences: HTML in
 * the Markdown is shown as text, and the rendered HTML goes through the browser's sanitiser, which allows
 * nothing that loads or runs. Loaded when the first note with Markdown syntax is shown.
 */
import { Marked, type Tokens } from 'marked';
import { escapeMarkup } from '../../platform/escape';

declare global {
  interface Element {
    /** HTML Sanitizer API: Chromium 146, Firefox 148. */
    setHTML?(html: string, options: { sanitizer: object }): void;
  }
}

/** The elements and attributes that are allowed. No images, frames, styles, classes or ids. */
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

/** Schemes that a link may have. */
const FOLLOWED = new Set(['http:', 'https:', 'mailto:']);

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text, block }: Tokens.HTML | Tokens.Tag) =>
      block ? `<p>${escapeMarkup(text.trim()).replaceAll('\n', '<br>')}</p>` : escapeMarkup(text),
    // An image would be fetched from elsewhere. It becomes a link, which only the user can follow.
    image: ({ href, text }: Tokens.Image) =>
      `<a href="${escapeMarkup(href)}">${escapeMarkup(text || href)}</a>`,
    // Headings of a note rank below those of the card or page around it.
    heading({ tokens, depth }: Tokens.Heading) {
      const level = Math.min(6, depth + 2);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    },
    checkbox: ({ checked }: Tokens.Checkbox) => (checked ? '☑ ' : '☐ '),
  },
});

/** The HTML of a note's Markdown, before sanitising. Throws if it is nested too deeply. */
export function htmlOf(markdown: string): string {
  return marked.parse(markdown, { async: false });
}

/**
 * Renders Markdown into an element, whose contents it replaces. Returns false, and changes nothing, if the
 * browser has no sanitiser or the Markdown cannot be parsed.
 */
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
