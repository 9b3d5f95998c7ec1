import type { Ref } from 'preact';
import { i18n } from '#i18n';
import { countText } from '../intl';
import type { Done } from './use-deeds';

export interface DoneLineProps {
  done: Done;
  undo: Ref<HTMLButtonElement>;
  onUndo(): void;
  onClose(): void;
}

/** Says what was done to notes, and offers *Undo* where there is something to undo. */
export function DoneLine({ done, undo, onUndo, onClose }: DoneLineProps) {
  const isUndoable = 'ids' in done || ('edits' in done && done.edits.length > 0);
  return (
    <p class="done">
      <span>{textOf(done)}</span>{' '}
      {isUndoable && (
        <button type="button" ref={undo} onClick={onUndo}>
          {i18n.t('notes.undo')}
        </button>
      )}{' '}
      <button type="button" onClick={onClose}>
        {i18n.t('card.close')}
      </button>
    </p>
  );
}

function textOf(done: Done): string {
  switch (done.is) {
    case 'deleted':
      return i18n.t('notesPage.haveDeleted', [countText(done.ids.length)]);
    case 'restored':
      return i18n.t('notesPage.haveRestored', [countText(done.ids.length)]);
    case 'copied':
      return i18n.t('notesPage.haveCopied', [countText(done.count)]);
    case 'exported':
      return i18n.t('notesPage.haveExported', [countText(done.count), done.name]);
    default:
      if (done.edits.length === 0) return i18n.t('notesPage.noneChanged');
      return i18n.t(done.isUndo ? 'notesPage.haveUndone' : `notesPage.changed.${done.is}`, [
        countText(done.edits.length),
      ]);
  }
}
