import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Target } from '../../notes/schema';
import type { Listing } from '../../notes/store';
import { type NoteDraft, unsavedDrafts } from './edited-note';
import { NoteView } from './NoteView';
import { type NotesOf, useNotes } from './use-notes';
import './notes.css';

/** A button for new notes, and how often it was pressed. */
export interface Adding {
  times: number;
  button: RefObject<HTMLButtonElement | null>;
}

export interface NoteListProps {
  of: NotesOf;
  /** The notes, if they are known already. */
  first?: Listing;
  heading: string;
  /** Whether the heading is visible; not where the page itself has it. */
  isHeaded?: boolean;
  /** What a new note would be on; absent if none can be added. */
  adds?: Target;
  /** The *Add note* outside the list, which has none of its own then. */
  adding?: Adding;
  /** Id of the note whose editor opens and takes the focus. */
  editing?: string;
}

/** A list of notes, the newest first. Each is edited in place; *Add note* opens an editor. */
export function NoteList({ of, first, heading, isHeaded = true, adds, adding, editing }: NoteListProps) {
  const { notes, damaged, state } = useNotes(of, first);
  const [drafts, setDrafts] = useState<NoteDraft[]>(() => (adds ? unsavedDrafts(adds) : []));
  const button = useRef<HTMLButtonElement>(null);
  const listed = new Set(notes.map(({ id }) => id));
  const pending = drafts.filter(({ id }) => !listed.has(id));
  const add = (target: Target) => setDrafts([{ id: crypto.randomUUID(), target }, ...pending]);
  useEffect(() => {
    if (adding && adding.times > 0 && adds) add(adds);
  }, [adding?.times]);
  const leave = (id: string) => {
    setDrafts(pending.filter((draft) => draft.id !== id));
    (adding?.button ?? button).current?.focus();
  };
  return (
    <section class="notes" aria-label={heading}>
      <div class="notes-head">
        {isHeaded && <h2>{heading}</h2>}
        {adds && adding === undefined && (
          <button type="button" ref={button} onClick={() => add(adds)}>
            {i18n.t('notes.add')}
          </button>
        )}
      </div>
      {adding !== undefined && state === 'listed' && notes.length + pending.length === 0 && (
        <p class="none">{i18n.t('notes.none')}</p>
      )}
      {state === 'failed' && <p role="alert">{i18n.t('notes.unread')}</p>}
      {damaged > 0 && <p role="status">{i18n.t('notes.damaged', [`${damaged}`])}</p>}
      {[
        ...pending.map((draft) => (
          <NoteView key={draft.id} draft={draft} onDone={(isEmpty) => isEmpty && leave(draft.id)} />
        )),
        // Drafts are in the same list, so that a draft keeps its editor when it is stored.
        ...notes.map((note) => <NoteView key={note.id} note={note} editing={note.id === editing} />),
      ]}
    </section>
  );
}
