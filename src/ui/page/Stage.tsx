import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Card } from '../../digest/card';
import { CardView } from '../card/Card';
import { NoteCard } from '../notes/NoteCard';
import type { Opened } from './use-opened';

export interface StageProps {
  opened: Opened;
  /** What *Back* leads to, as a name. */
  home: string;
  /** What is shown about the mentions of a term, below its notes. */
  foot(card: Card): ComponentChildren;
  /** What follows the card of a term. */
  after?(card: Card): ComponentChildren;
  /** The view to begin with. */
  children: ComponentChildren;
}

/** The view that popup and side panel begin with, and in its place the card, the note or the problem that was opened. */
export function Stage({ opened: { shown, open, back }, home, foot, after, children }: StageProps) {
  const stage = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (shown.is === 'home') return;
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault(); // Escape would close the popup.
      back();
    };
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [shown]);

  // The focused element has disappeared: the focus goes to what is shown in its place, and later back to it.
  const left = useRef<HTMLElement>(null);
  /** How far the side panel was scrolled, CSS px. The popup does not scroll as a whole. */
  const height = useRef(0);
  const before = useRef(shown.is);
  useLayoutEffect(() => {
    if (before.current === shown.is) return;
    before.current = shown.is;
    const find = (selector: string) => stage.current?.querySelector<HTMLElement>(selector);
    if (shown.is !== 'home') find('.card h1, .note-card h1, [role=alert]')?.focus();
    else {
      scrollTo(0, height.current);
      (left.current?.isConnected ? left.current : find('input'))?.focus();
    }
  }, [shown.is]);

  // The browser scrolls up as soon as a shorter view is drawn, so the height is noted before that.
  if (before.current === 'home' && shown.is !== 'home') height.current = globalThis.scrollY;
  const card = shown.is === 'cards' ? shown.way.at(-1) : undefined;
  useLayoutEffect(() => {
    if (card) scrollTo(0, 0);
  }, [card?.term.id]);
  return (
    <div class="stage" ref={stage}>
      {/* Kept in the DOM while a card is shown, so that *Back* leads to the same place. */}
      <main
        class="home"
        hidden={shown.is !== 'home'}
        onFocusIn={({ target }) => {
          left.current = target instanceof HTMLElement ? target : null;
        }}
      >
        {children}
      </main>
      {shown.is === 'cards' && card && (
        <>
          <CardView
            card={card}
            backTo={shown.way.at(-2)?.term.label ?? home}
            onBack={back}
            onTerm={(id) => open({ term: id }, shown.way)}
            onRead={(passage) => open({ passage })}
          >
            {foot(card)}
          </CardView>
          {after?.(card)}
        </>
      )}
      {shown.is === 'note' && <NoteCard id={shown.id} onBack={back} />}
      {shown.is === 'problem' && (
        <main class="home">
          <p role="alert" tabIndex={-1}>
            {shown.text}
          </p>
          <button type="button" onClick={back}>
            {i18n.t('card.back', [home])}
          </button>
        </main>
      )}
    </div>
  );
}
