import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Hit, Results } from '../../search/entry';
import { Finder } from './finder';
import { optionId, SearchResults } from './SearchResults';
import '../tokens.css';
import './search.css';

/** Hits of each kind that are asked for. */
const LIMIT = 5;

type Found =
  | { is: 'nothing' }
  /** `query` is the one that was answered; the one in the box may be ahead of it. */
  | { is: 'results'; query: string; groups: Results }
  | { is: 'problem' };

export interface SearchBoxProps {
  /** What stands in the box at first. */
  query?: string;
  /** Whether the keyboard goes to the box at once. */
  autofocus?: boolean;
  onOpen(hit: Hit, inNewTab: boolean): void;
  /** Shown while the box is empty. The same object at each rendering, it costs a letter nothing. */
  children?: ComponentChildren;
}

/**
 * The search: a combobox over a list in groups (ARIA Authoring Practices, combobox with a listbox popup). The first hit is chosen
 * from the start, so that Enter opens it; Enter pressed before the answer is there opens it when it is.
 */
export function SearchBox({ query: first = '', autofocus = false, onOpen, children }: SearchBoxProps) {
  const [query, setQuery] = useState(first);
  const [found, setFound] = useState<Found>({ is: 'nothing' });
  const [active, setActive] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const [finder] = useState(() => new Finder());
  const list = useId();
  /** Number of the last request: an answer to an earlier one is stale. */
  const turn = useRef(0);
  /** The request in whose time Enter was pressed: it waits for the answer. */
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
  // In the first frame: an effect would come behind it, and a letter that is typed meanwhile would be lost.
  useLayoutEffect(() => {
    if (!autofocus) return;
    const take = () => box.current?.focus();
    take();
    // Firefox may give the keyboard to the popup as a whole when it comes to show it, after this.
    const again = () => document.activeElement === document.body && take();
    addEventListener('focus', again, { once: true });
    return () => removeEventListener('focus', again);
  }, []);
  useEffect(() => {
    // Ready while the first letter is still to come. Where it cannot be, the question itself will say so.
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
        </div>
      )}
      <SearchResults
        id={list}
        groups={found.is === 'results' ? found.groups : []}
        active={active}
        onOpen={onOpen}
      />
      {/* Hidden, not taken away: a first letter would pay for that. */}
      <div hidden={query.trim() !== ''}>{children}</div>
    </search>
  );
}

/** A pasted page is named by its beginning. Characters that turn the direction of what follows are left out. */
function shortened(query: string): string {
  const text = query.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ').trim();
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
