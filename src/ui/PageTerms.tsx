import { i18n } from '#i18n';

/** A term that has mentions on the page in the active tab. */
export interface PageTerm {
  id: string;
  label: string;
  /** How many mentions are marked, 1 or more. */
  count: number;
}

/** What the page under the reader's eyes holds, in the order given. */
export function PageTerms({ terms, onTerm }: { terms: PageTerm[]; onTerm(id: string): void }) {
  return (
    <section aria-labelledby="page-terms">
      <h2 id="page-terms">{i18n.t('popup.page')}</h2>
      {terms.length === 0 ? (
        <p class="hint">{i18n.t('popup.pageEmpty')}</p>
      ) : (
        <ul class="terms">
          {terms.map(({ id, label, count }) => (
            <li key={id}>
              <button
                type="button"
                aria-label={i18n.t('popup.mentions', [label, count])}
                onClick={() => onTerm(id)}
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
