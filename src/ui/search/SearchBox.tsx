import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { send } from '../../protocol/extension';
import { NAME } from '../../protocol/limits';
import type { Hit, Results } from '../../search/entry';
import { Finder } from './finder';
import { optionId, SearchResults } from './SearchResults';
import '../tokens.css';
import './search.css';

/** Most hits of each kind. */
const LIMIT = 5;

type Found =
  | { is: 'nothing' }
  /** `query` is the query that was answered; the box may already have a newer one. */
  | { is: 'results'; query: string; groups: Results }
  | { is: 'problem' };

export interface SearchBoxProps {
  /** The text in the box at first. */
  query?: string;
  /** Whether the box takes the focus when mounted. */
  autofocus?: boolean;
  /** Called when the reader opens a hit. */
  onOpen(hit: Hit, inNewTab: boolean): void;
  /**
   * Shown while the box is empty. If the same object is passed at each rendering, typing a letter does not
   * render it again.
   */
  children?: ComponentChildren;
}

/**
 * The search: a combobox with a grouped listbox (ARIA Authoring Practices, combobox with a listbox popup).
 * The first hit is selected from the start, so that Enter opens it. If Enter is pressed before the answer has
 * arrived, the hit opens when it arrives.
 */
export function SearchBox({ query: first = '', autofocus = false, onOpen, children }: SearchBoxProps) {
  const [query, setQuery] = useState(first);
  const [found, setFound] = useState<Found>({ is: 'nothing' });
  const [active, setActive] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const [finder] = useState(() => new Finder());
  const list = useId();
  /** Number of the last request: answers to earlier ones are stale. */
  const turn = useRef(0);
  /** The request during which Enter was pressed: its first hit opens when the answer arrives. */
  const hasty = useRef({ turn: 0, inNewTab: false });

  const ask = async (text: string) => {
    const mine = ++turn.current;
    setQuery(text);
    if (text.trim() === '') {
      setFound({ is: 'nothing' });
      return;
    }
    let next: Found;
    try {
      next = { is: 'results', query: text, groups: await finder.find(text, LIMIT) };
    } catch {
      next = { is: 'problem' };
    }
    if (mine !== turn.current) return;
    setFound(next);
    setActive(0);
    const hit = next.is === 'results' ? next.groups[0]?.hits[0] : undefined;
    if (hit && hasty.current.turn === mine) onOpen(hit, hasty.current.inNewTab);
  };
  // A layout effect runs before the first frame. A plain effect would run after it, and a letter typed in
  // between would be lost.
  useLayoutEffect(() => {
    if (!autofocus) return;
    const take = () => box.current?.focus();
    take();
    // Firefox may focus the popup as a whole when it shows it, after this call.
    const again = () => document.activeElement === document.body && take();
    addEventListener('focus', again, { once: true });
    return () => removeEventListener('focus', again);
  }, []);
  useEffect(() => {
    // Prepares before the first letter. A failure shows when a query is sent.
    finder.prepare().catch(() => undefined);
    if (first !== '') void ask(first);
    return finder.listen();
  }, []);

  const hits = found.is === 'results' ? found.groups.flatMap((group) => group.hits) : [];
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const inNewTab = event.ctrlKey || event.metaKey;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && hits.length > 0) setActive((active + step + hits.length) % hits.length);
    else if (event.key === 'Enter' && query.trim() !== '') {
      const hit = hits[active];
      if (found.is !== 'results' || found.query !== query) hasty.current = { turn: turn.current, inNewTab };
      else if (hit) onOpen(hit, inNewTab);
    } else if (event.key === 'Escape' && query !== '') void ask('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <search class="search">
      <input
        ref={box}
        type="text"
        role="combobox"
        aria-label={i18n.t('search.label')}
        placeholder={i18n.t('search.label')}
        aria-autocomplete="list"
        aria-expanded={hits.length > 0}
        aria-controls={list}
        aria-activedescendant={hits.length > 0 ? optionId(list, active) : undefined}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="search"
        dir="auto"
        value={query}
        onInput={(event) => void ask(event.currentTarget.value)}
        onKeyDown={press}
      />
      <p class="visually-hidden" role="status">
        {found.is === 'results' && i18n.t('search.count', [hits.length])}
      </p>
      {found.is === 'problem' && <p role="alert">{i18n.t('search.failed')}</p>}
      {found.is === 'results' && hits.length === 0 && (
        <div class="none">
          <p>{i18n.t('search.none', [shortened(found.query)])}</p>
          <p>{i18n.t('search.noneHelp')}</p>
          <p>
            <button
              type="button"
              class="explains"
              onClick={() =>
                void send('open-form', { text: found.query.trim().slice(0, NAME).toWellFormed() })
              }
            >
              {i18n.t('search.add', [shortened(found.query)])}
            </button>
          </p>
        </div>
      )}
      <SearchResults
        id={list}
        groups={found.is === 'results' ? found.groups : []}
        active={active}
        onOpen={onOpen}
      />
      {/* Hidden, not unmounted: unmounting would slow down the first letter. */}
      <div hidden={query.trim() !== ''}>{children}</div>
    </search>
  );
}

/**
 * The beginning of a query, for messages: a whole page may have been pasted. Control characters and direction
 * marks are removed, because they would reorder the text that follows.
 */
function shortened(query: string): string {
  const text = query.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ').trim();
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
