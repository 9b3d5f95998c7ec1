import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { notesAddress } from '../../protocol/address';
import { send } from '../../protocol/extension';
import { NoteView } from './NoteView';
import { PlaceLink } from './PlaceLink';
import { useNotes } from './use-notes';

export interface NoteCardProps {
  id: string;
  onBack(): void;
}

/** A note found in the popup: to read and edit, with a link to what it is on. */
export function NoteCard({ id, onBack }: NoteCardProps) {
  const {
    notes: [note],
    state,
  } = useNotes({ ids: [id] });
  const [label, setLabel] = useState('');
  const target = note?.target;
  const term = target?.kind === 'term' ? target.term : undefined;
  useEffect(() => {
    if (term === undefined) return;
    send('labels', { terms: [term] }).then(
      (labels) => setLabel(labels[term] ?? term),
      () => setLabel(term),
    );
  }, [term]);
  const place = target && (target.kind === 'term' ? label : target.page.title || target.page.address);
  return (
    <main class="home note-card" aria-busy={state === 'waiting'}>
      <button type="button" class="back" onClick={onBack}>
        {i18n.t('card.back', [i18n.t('popup.search')])}
      </button>
      <h1 tabIndex={-1} dir="auto">
        {place || i18n.t('notesPage.heading')}
      </h1>
      {note && <NoteView note={note} />}
      {!note && state !== 'waiting' && (
        <p role="alert">{i18n.t(state === 'failed' ? 'notes.unread' : 'notesPage.gone')}</p>
      )}
      <p class="ways">
        {target && (
          <PlaceLink
            kind={target.kind}
            place={target.kind === 'term' ? target.term : ''}
            address={target.kind === 'term' ? undefined : target.page.address}
          />
        )}
        <a href={notesAddress(id)} target="_blank" rel="noopener">
          {i18n.t('notesPage.amongAll')}
        </a>
      </p>
    </main>
  );
}
