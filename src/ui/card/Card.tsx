import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Card } from '../../digest/card';
import { gistOf } from '../../digest/gist';
import type { Statement } from '../../notes/own/schema';
import type { Listing } from '../../notes/store';
import { type Adding, NoteList } from '../notes/NoteList';
import { OwnTools } from '../own/OwnTools';
import { CardHead, GIST } from './CardHead';
import { Names } from './Names';
import { Statements } from './Statements';
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
  /** The *Add note* outside the card, which has none of its own then. */
  adding?: Adding;
  /** The mention's own words and language, where the card was opened at one. */
  words?: string | undefined;
  lang?: string | undefined;
  /** The sentence there with its page, which can be added to what is said of the term. */
  offered?: Statement | undefined;
  /** The user's notes on the passage there, before those on the term. */
  ofPassage?: ComponentChildren;
  /** What is shown about the mention itself, at the end. */
  children?: ComponentChildren;
}

/**
 * The card of a term: what it is, the user's notes, and statements of the documents. When it changes to another term,
 * the focus moves to the new heading, so that screen readers announce it.
 */
export function CardView({
  card,
  onTerm,
  onRead,
  notes,
  adding,
  ofPassage,
  offered,
  children,
  ...head
}: CardViewProps) {
  const { term, related } = card;
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(term.id);
  useEffect(() => {
    if (before.current !== term.id) heading.current?.focus();
    before.current = term.id;
  }, [term.id]);
  return (
    <main class="card">
      <CardHead {...head} term={term} heading={heading} />
      <p class="gist" id={GIST}>
        {gistOf(term)}
      </p>
      <div class="own">
        {ofPassage}
        <NoteList
          key={term.id}
          of={{ term: term.id }}
          heading={i18n.t('notes.ofTerm')}
          adds={{ kind: 'term', term: term.id }}
          first={notes}
          adding={adding}
        />
      </div>
      <Statements key={term.id} card={card} onTerm={onTerm} onRead={onRead} />
      <Names names={card.names} lang={head.lang} />
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
      <OwnTools key={term.id} term={term} offered={offered} />
      {children}
    </main>
  );
}
