/** The search in the browser's address bar: `gloss igf`. */
import { i18n } from '#i18n';
import { escapeMarkup } from '../platform/escape';
import { queryAddress } from '../protocol/address';
import { browser } from '../protocol/extension';
import type { Hit, Marked, Results } from '../search/entry';
import { addressOf, type Place } from './library';
import { report } from './problems';

export interface Suggestion {
  /**
   * The text in the address bar once it is chosen: the id of a term or a passage, or `note:` and the id of a
   * note.
   */
  content: string;
  /** What the list shows: XML or text, as the browser reads it. */
  description: string;
}

/** What the address bar asks the background. */
export interface AddressBarSearch {
  /** The results of a query, at most `limit` of each kind; an empty query gets the index ready. */
  search(query: string, limit: number): Promise<Results>;
  /** Whether the digest has a term of that id. */
  isTerm(id: string): Promise<boolean>;
}

/** Suggestions of each kind; the address bar shows about six in all. */
const SUGGESTIONS = 4;
/** The most UTF-16 units of a description. */
const LONGEST = 160;

/** Listens to the address bar. Safari has no `omnibox`. */
export function listenToAddressBar({ search, isTerm }: AddressBarSearch): void {
  browser.omnibox?.setDefaultSuggestion({ description: i18n.t('omnibox.default') });
  browser.omnibox?.onInputStarted.addListener(() => void search('', 0).catch(() => undefined));
  browser.omnibox?.onInputChanged.addListener(async (text, suggest) => {
    try {
      const results = await search(text, SUGGESTIONS);
      suggest(suggestionsOf(results, import.meta.env.FIREFOX ? 'text' : 'xml'));
    } catch (error) {
      // Enter still opens the library, which says what is wrong.
      report('the search in the address bar')(error);
      suggest([]);
    }
  });
  browser.omnibox?.onInputEntered.addListener(async (text, disposition) => {
    const url = await chosenAddress(text, isTerm);
    if (disposition === 'currentTab') await browser.tabs.update({ url });
    else await browser.tabs.create({ url, active: disposition === 'newForegroundTab' });
  });
}

/**
 * Address of the page that a text of the address bar leads to: the place that a suggestion names, else the
 * results of a search.
 */
export async function chosenAddress(text: string, isTerm: AddressBarSearch['isTerm']): Promise<string> {
  const place = placeOf(text);
  const names =
    place.term === undefined
      ? place.passage !== undefined || place.note !== undefined
      : await isTerm(place.term);
  return names ? addressOf(place) : queryAddress(text);
}

/**
 * Suggestions for what was found. Chromium reads a description as XML with a few elements of its own, Firefox
 * as text.
 */
export function suggestionsOf(results: Results, as: 'xml' | 'text'): Suggestion[] {
  return results.flatMap(({ hits }) =>
    hits.map((hit) => ({
      content: hit.kind === 'note' ? `note:${hit.id}` : hit.id,
      description: as === 'xml' ? xmlOf(hit) : partsOf(hit).join(' · '),
    })),
  );
}

/**
 * The place that a text of the address bar names: a note, a passage, or what may be the id of a term; `{}`
 * for any other text.
 */
export function placeOf(text: string): Place {
  const id = text.trim();
  const note = /^note:([0-9a-f-]{36})$/.exec(id)?.[1];
  if (note !== undefined) return { note };
  if (/^[a-z0-9-]+#p\d{2,}$/.test(id)) return { passage: id };
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) ? { term: id } : {};
}

/** A term's name and the form that was found; the words of a passage or a note, and its heading. */
function partsOf({ kind, title, found, heading }: Hit): string[] {
  return [title.text, found?.text, kind === 'term' ? undefined : heading].filter(
    (part) => part !== undefined,
  );
}

function xmlOf({ kind, title, found, heading }: Hit): string {
  const rest = kind === 'term' ? found && marked(found) : escaped(heading);
  return marked(title) + (rest ? ` <dim>· ${rest}</dim>` : '');
}

function marked({ text, ranges }: Marked): string {
  let xml = '';
  let at = 0;
  for (const [start, end] of ranges) {
    if (end > LONGEST) break;
    xml += `${escaped(text.slice(at, start))}<match>${escaped(text.slice(start, end))}</match>`;
    at = end;
  }
  return xml + escaped(text.slice(at, Math.max(at, LONGEST)));
}

/** A text as XML; characters that XML cannot contain become spaces. */
function escaped(text: string): string {
  return escapeMarkup(text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' '));
}
