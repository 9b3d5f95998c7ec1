import type { Ref } from 'preact';
import { i18n } from '#i18n';
import type { Card } from '../../digest/card';
import { headingOf } from './heading';

/** The id of the gist on a card. It is read with the heading. */
export const GIST = 'gist';

export interface CardHeadProps {
  term: Card['term'];
  /** The name of the card that *Back* leads to, if any. */
  backTo: string | undefined;
  onBack(): void;
  /** Absent if the card is a whole page, which has no close button. */
  onClose?: () => void;
  /** The mention's own words, where the card was opened at one. */
  words?: string | undefined;
  heading?: Ref<HTMLHeadingElement>;
}

/** The head of a card: the name of the term, what kind of thing it is, and the way back and out. */
export function CardHead({ term, backTo, onBack, onClose, words, heading }: CardHeadProps) {
  const { name, beside } = headingOf(term.label, words);
  return (
    <header>
      <h1 ref={heading} tabIndex={-1} dir="auto" aria-describedby={GIST}>
        {name}
        {beside !== undefined && <small dir="auto">{beside}</small>}
      </h1>
      <div class="tools">
        {backTo !== undefined && (
          <button type="button" onClick={onBack} aria-label={i18n.t('card.back', [backTo])}>
            <svg class="back" viewBox="0 0 16 16" aria-hidden="true">
              <path d="M10 3 5 8l5 5" />
            </svg>
          </button>
        )}
        {onClose && <CloseButton onClose={onClose} />}
      </div>
      <p class="kind">
        <b>{i18n.t(`kind.${term.kind}`)}</b>
        {term.name && <> · {term.name}</>}
        {term.role && <> · {term.role}</>}
      </p>
    </header>
  );
}

export function CloseButton({ onClose }: { onClose(): void }) {
  return (
    <button type="button" onClick={onClose} aria-label={i18n.t('card.close')}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="m4 4 8 8m0-8-8 8" />
      </svg>
    </button>
  );
}
