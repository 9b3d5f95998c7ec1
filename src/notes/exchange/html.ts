/**
 * Exports notes as one self-contained HTML page. All text from notes is escaped; none of it becomes markup.
 */
import { escapeMarkup } from '../../platform/escape';
import type { Note } from '../schema';
import { type Place, places, type TermNames } from './places';

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}' +
  'blockquote{margin:0;padding-inline-start:1rem;border-inline-start:.25rem solid;opacity:.85}' +
  'article{margin-block:1.5rem}.text{white-space:pre-wrap}time,.tags{font-size:.85rem;opacity:.75}';

/** Makes the page in pieces. `title`: its heading; `lang`: language of the heading, BCP 47. */
export function* toHtml(
  notes: readonly Note[],
  names: TermNames,
  title: string,
  lang: string,
): Generator<string> {
  yield `<!doctype html>
<html lang="${escapeMarkup(lang)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${escapeMarkup(title)}</title>
<style>${STYLE}</style>
<h1 dir="auto">${escapeMarkup(title)}</h1>
`;
  for (const place of places(notes, names)) {
    yield `<section>\n<h2 dir="auto">${heading(place)}</h2>\n`;
    for (const note of place.notes) yield article(note);
    yield '</section>\n';
  }
  yield '</html>\n';
}

function heading({ title, address }: Place): string {
  const name = escapeMarkup(title);
  // Only http(s) addresses become links: another scheme may run script.
  return /^https?:/i.test(address) ? `<a rel="noreferrer" href="${escapeMarkup(address)}">${name}</a>` : name;
}

function article({ target, text, tags, modified }: Note): string {
  const quote =
    target.kind === 'passage'
      ? `<blockquote dir="auto">${escapeMarkup(target.selectors.quote.exact)}</blockquote>\n`
      : '';
  const words = text === '' ? '' : `<p class="text" dir="auto">${escapeMarkup(text)}</p>\n`;
  const list =
    tags.length === 0
      ? ''
      : `<p class="tags" dir="auto">${tags.map((tag) => `#${escapeMarkup(tag)}`).join(' ')}</p>\n`;
  const date = new Date(modified).toISOString();
  return `<article>\n${quote}${words}${list}<time datetime="${date}">${date.slice(0, 10)}</time>\n</article>\n`;
}
