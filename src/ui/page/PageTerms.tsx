import { i18n } from '#i18n';
import type { FollowedPage } from './use-page';

export interface PageTermsProps {
  page: Pick<FollowedPage, 'state' | 'terms'>;
  /** Whether Gloss is paused on the site of the page. */
  paused: boolean;
  onTerm(id: string): void;
}

/** What the page in front holds, in order of weight; or in a word why that is not known. */
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

/** A term with the number of its mentions; what the number means is said, not shown. */
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

/** What is said in place of a list of terms; `undefined` where there is one. */
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
        : i18n.t('page.waiting'); // Their names are on the way.
  }
}
