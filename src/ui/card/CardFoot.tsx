import type { RefObject } from 'preact';
import { i18n } from '#i18n';
import { countText, pluralOf } from '../intl';

export interface CardFootProps {
  /** Numbers of the user's notes at the mention, and of statements of documents. */
  notes: number;
  statements: number;
  isFull: boolean;
  onOpen(): void;
  onAdd(): void;
  /** *Add note*. */
  button: RefObject<HTMLButtonElement | null>;
  /** What can be done about the mark; absent on the card of another term. */
  menu: { isOpen: boolean; onToggle(): void } | false;
}

/** The foot of the card in a page. It is always in sight. */
export function CardFoot({ notes, statements, isFull, onOpen, onAdd, button, menu }: CardFootProps) {
  return (
    <footer class="card-foot">
      <button type="button" class="counts" disabled={isFull} aria-expanded={isFull} onClick={onOpen}>
        {notes > 0 && `${i18n.t(`card.notes.${pluralOf(notes)}`, [countText(notes)])} · `}
        {i18n.t(`card.statements.${pluralOf(statements)}`, [countText(statements)])}
      </button>
      <button type="button" ref={button} onClick={onAdd}>
        {i18n.t('notes.add')}
      </button>
      {menu && (
        <button
          type="button"
          class="menu"
          aria-label={i18n.t('card.menu')}
          aria-expanded={menu.isOpen}
          onClick={menu.onToggle}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3 8h.01M8 8h.01M13 8h.01" />
          </svg>
        </button>
      )}
    </footer>
  );
}
