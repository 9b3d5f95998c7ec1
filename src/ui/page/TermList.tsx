import { i18n } from '#i18n';
import type { TermGroup } from './order';
import { TermCount } from './PageTerms';
import { useFollowing, useRoving } from './use-roving';

export interface TermListProps {
  groups: TermGroup[];
  /** Whether the list moves along as the page is scrolled. */
  follows: boolean;
  onTerm(id: string): void;
}

/** The terms of a page in groups, with arrow keys. Those in view on the page are marked. */
export function TermList({ groups, follows, onTerm }: TermListProps) {
  const terms = groups.flatMap((group) => group.terms);
  const { list, stop, onKeyDown, onFocus } = useRoving<HTMLDivElement>(terms.map(({ term }) => term));
  const seen = terms.filter(({ mentions }) => mentions.some((mention) => mention.seen));
  useFollowing(list, follows ? seen.map(({ term }) => term).join(' ') : '');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons hear the keys, here in one place.
    <div class="term-groups" ref={list} onKeyDown={onKeyDown}>
      {groups.map(({ kind, terms }) => (
        <section key={kind ?? ''}>
          {kind && <h2>{i18n.t(`kind.${kind}`)}</h2>}
          <ul class="terms">
            {terms.map(({ term, label, count }) => (
              <li key={term} class={seen.some((each) => each.term === term) ? 'seen' : ''}>
                <button
                  type="button"
                  tabIndex={stop(term)}
                  onFocus={() => onFocus(term)}
                  onClick={() => onTerm(term)}
                >
                  <TermCount label={label} count={count} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
