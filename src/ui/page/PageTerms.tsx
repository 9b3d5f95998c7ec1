import { i18n } from '#i18n';
import type { FollowedPage } from './use-page';

export interface PageTermsProps {
  page: Pick<FollowedPage, 'state' | 'terms'>;
  /** Whether Gloss is paused on the page's site. */
  paused: boolean;
  onTerm(id: string): void;
}

/** The terms of the active page, the heaviest first; or a sentence that says why they are not known. */
export function PageTerms({ page: { state, terms }, paused, onTerm }: PageTermsProps) {
  const word = pageWord(state, paused, terms.length);
  return (
    <section aria-labelledby="page-terms">
      <h2 id="page-terms">{i18n.t('page.title')}</h2>
      {word !== undefined ? (
        <p class="hint">{word}</p>
      ) : (
        <ul class="terms">
          {terms.map(({ term, label, count }) => (
            <li key={term}>
              <button type="button" onClick={() => onTerm(term)}>
                <TermCount label={label} count={count} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
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
        ? i18n.t('page.empty')
        : i18n.t('page.waiting'); // Their names have been requested.
  }
}
