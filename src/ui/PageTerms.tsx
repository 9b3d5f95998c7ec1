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
              <button
                type="button"
                aria-label={i18n.t('page.mentions', [label, count])}
                onClick={() => onTerm(term)}
              >
                <span dir="auto">{label}</span> <small>{count}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
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
