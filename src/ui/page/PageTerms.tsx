import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Report } from '../../protocol/report';
import { countText } from '../intl';
import { fitting } from './fitting';
import type { FollowedPage } from './use-page';

export interface PageTermsProps {
  page: Pick<FollowedPage, 'state' | 'terms'>;
  /** Whether Gloss is paused on the page's site. */
  paused: boolean;
  onTerm(id: string): void;
  /** Opens the side panel, which lists all terms; absent if the browser has none. */
  onPanel: (() => void) | undefined;
}

/** Rows of terms in the popup. */
const ROWS = 3;
/** More terms than fit into these rows. */
const ENOUGH = 80;

/** The terms of the active page that fit into three rows, the heaviest first; or why there are none. */
export function PageTerms({ page: { state, terms }, paused, onTerm, onPanel }: PageTermsProps) {
  const word = pageWord(state, paused, terms.length);
  const [isWhole, setIsWhole] = useState(false);
  const names = terms.map(({ label, count }) => `${label} ${count}`).join('\n');
  const [list, fit] = useFitting(names);
  const some = isWhole ? terms : terms.slice(0, fit ?? ENOUGH);
  const all = i18n.t(onPanel ? 'popup.all' : 'popup.allHere', [countText(terms.length)]);
  return (
    <section aria-labelledby="page-terms">
      <h2 id="page-terms">{word === undefined ? termsText(terms.length) : i18n.t('page.title')}</h2>
      {word !== undefined ? (
        <p class="hint">{word}</p>
      ) : (
        <ul class="terms" ref={list}>
          {some.map(({ term, label, count }) => (
            <li key={term}>
              <button type="button" onClick={() => onTerm(term)}>
                <TermCount label={label} count={count} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {word === undefined && some.length < terms.length && (
        <button type="button" class="all" onClick={onPanel ?? (() => setIsWhole(true))}>
          {all}
        </button>
      )}
    </section>
  );
}

/**
 * How many items of a list fit into `ROWS` rows; `undefined` until that is measured, for which all must be in the list.
 * `key` stands for the items. Measured before the browser draws, so that nothing jumps.
 */
function useFitting(key: string) {
  const list = useRef<HTMLUListElement>(null);
  const [known, setKnown] = useState<{ key: string; width: number; fit: number }>();
  const [width, setWidth] = useState(0);
  const fit = known?.key === key && known.width === width ? known.fit : undefined;
  useLayoutEffect(() => {
    if (!list.current) return;
    if (fit === undefined) {
      const tops = [...list.current.children].map((item) => (item as HTMLElement).offsetTop);
      setKnown({ key, width, fit: fitting(tops, ROWS) });
    }
    // A hidden list has no width, and is measured once it is shown.
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.round(entry.contentRect.width)));
    watch.observe(list.current);
    return () => watch.disconnect();
  }, [key, fit, width]);
  return [list, fit] as const;
}

/** How many terms are on the page, as a heading. */
function termsText(terms: number): string {
  return i18n.t('page.count', terms, [countText(terms)]);
}

/** A term with the number of its mentions. What the number counts is in visually hidden text. */
export function TermCount({ label, count }: { label: string; count: number }) {
  return (
    <>
      <span class="label" dir="auto">
        {label}
      </span>{' '}
      <small>
        {count}
        <span class="visually-hidden"> {i18n.t('page.mentions')}</span>
      </small>
    </>
  );
}

/** The sentence shown instead of the terms; `undefined` if there are terms to show. */
export function pageWord(state: FollowedPage['state'], paused: boolean, terms: number): string | undefined {
  switch (state.is) {
    case 'waiting':
      return i18n.t('page.waiting');
    case 'unreadable':
      return i18n.t(`page.unreadable.${state.why}`);
    case 'read':
      if (paused) return i18n.t('page.paused');
      if (terms > 0) return undefined;
      return [...state.frames.values()].every((frame) => frame.terms.length === 0)
        ? emptyWord(state.frames.get(0)?.kind)
        : i18n.t('page.waiting'); // Their names have been requested.
  }
}

/** Why there is no term on a page of this kind. */
function emptyWord(kind: Report['kind'] = 'page'): string {
  return kind === 'page' || kind === 'viewer' ? i18n.t('page.empty') : i18n.t(`page.kind.${kind}`);
}
