import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Card } from '../../digest/card';
import { gistOf } from '../../digest/gist';
import { plainOf } from '../../notes/plain';
import type { Note } from '../../notes/schema';
import { CardHead, type CardHeadProps, GIST } from './CardHead';

export interface PeekProps extends Omit<CardHeadProps, 'term'> {
  card: Card;
  /** The user's notes at the mention, the newest first. */
  notes: readonly Note[];
  onOpen(): void;
}

/** Height of a peek without its foot at most, CSS px. With the foot it is 200 px high. */
const HIGHEST = 168;

/**
 * The card at rest: what the thing is, and the strongest statement; above it the newest of the user's notes. It takes
 * the same room with notes and without, so that its height tells the page of none. Where the
 * name or the gist is long, that is one line less. A press on it opens it fully.
 */
export function Peek({ card, notes, onOpen, ...head }: PeekProps) {
  const { term, claims } = card;
  const [newest] = notes;
  const main = useRef<HTMLElement>(null);
  // By hand, not by a state: the card is measured before it would be rendered again.
  useLayoutEffect(() => {
    const { current: element } = main;
    if (element && element.getBoundingClientRect().height > HIGHEST) element.dataset.tight = '';
  }, []);
  return (
    <main class="card peek" ref={main}>
      <CardHead {...head} term={term} />
      <p class="gist" id={GIST}>
        {gistOf(term)}
      </p>
      <div class="glance">
        {newest && (
          <p class={`newest ${newest.colour ?? ''}`} dir="auto">
            <b>{i18n.t('card.yours')}</b> {glimpse(newest) || i18n.t('notesPage.empty')}
          </p>
        )}
        <p class="strongest">{claims[0]?.text}</p>
      </div>
      {/* It covers the card below its head, so that a press anywhere opens it. */}
      <button type="button" class="whole" aria-label={i18n.t('card.open', [term.label])} onClick={onOpen} />
    </main>
  );
}

/** The beginning of a note, or of its passage where nothing is written: as much as one line may have. */
function glimpse({ text, format, target }: Note): string {
  const start = text.slice(0, 200).trim();
  if (start === '' && target.kind === 'passage') return `“${target.selectors.quote.exact.slice(0, 200)}”`;
  return format === 'text/markdown' ? plainOf(start) : start;
}
