import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Card, CardClaim } from '../../digest/card';
import type { Listing } from '../../notes/store';
import { libraryAddress } from '../../protocol/address';
import { dateText } from '../intl';
import { NoteList } from '../notes/NoteList';
import '../tokens.css';
import './card.css';

export interface CardViewProps {
  card: Card;
  /** The name of the card that *Back* leads to, if any. */
  backTo: string | undefined;
  onBack(): void;
  /** Absent if the card is a whole page, which has no close button. */
  onClose?: () => void;
  onTerm(id: string): void;
  /** Called for a plain click on *Read in the document*; the link handles all other clicks itself. */
  onRead(passage: string): void;
  /** The user's notes on the term, if they are known already. */
  notes?: Listing;
  /** What is shown about the mention itself, below the notes. */
  children?: ComponentChildren;
}

/**
 * The card of a term: statements of the documents, and the user's notes. When it changes to another term, the
 * focus moves to the new heading, so that screen readers announce it.
 */
export function CardView({ card, backTo, onBack, onClose, onTerm, onRead, notes, children }: CardViewProps) {
  const { term, claims, related } = card;
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(term.id);
  useEffect(() => {
    if (before.current !== term.id) heading.current?.focus();
    before.current = term.id;
  }, [term.id]);
  return (
    <main class="card">
      <header>
        <h1 ref={heading} tabIndex={-1} dir="auto">
          {term.label}
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
      <h2>{i18n.t('card.claims')}</h2>
      <ul class="claims">
        {claims.map((claim) => (
          <Claim key={`${term.id} ${claim.passage} ${claim.text}`} claim={claim} onRead={onRead} />
        ))}
      </ul>
      <div class="own">
        <NoteList
          key={term.id}
          of={{ term: term.id }}
          heading={i18n.t('notes.ofTerm')}
          adds={{ kind: 'term', term: term.id }}
          first={notes}
        />
      </div>
      {children}
      {related.length > 0 && (
        <>
          <h2>{i18n.t('card.related')}</h2>
          <ul class="related">
            {related.map(({ id, label }) => (
              <li key={id}>
                <button type="button" onClick={() => onTerm(id)}>
                  {label}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </main>
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

function Claim({ claim, onRead }: { claim: CardClaim; onRead(passage: string): void }) {
  const { text, quote, passage, document } = claim;
  return (
    <li>
      <p>{text}</p>
      <p class="source">
        <cite>{document.title}</cite>
        {document.date && <> · {dateText(document.date)}</>}
      </p>
      <div class="deeds">
        <details>
          <summary>{i18n.t('card.quote')}</summary>
          <blockquote>{quote}</blockquote>
        </details>
        <a
          href={libraryAddress(passage)}
          target="_blank"
          rel="noopener"
          onClick={(event) => {
            if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onRead(passage);
          }}
        >
          {i18n.t('card.read')}
        </a>
      </div>
    </li>
  );
}
