import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Note, Target } from '../../notes/schema';
import { type NoteDraft, unsavedDrafts } from '../notes/edited-note';
import { NoteView } from '../notes/NoteView';
import type { PageNotes as Groups, PassageNote } from './use-page-notes';
import '../notes/notes.css';

export interface PageNotesProps {
  notes: Groups;
  /** Scrolls to the passage of a note, given by its id, and flashes it. */
  onGo(frame: number, note: string): void;
}

/** The notes on passages of the active page, in page order. Orphans have a group of their own. */
export function PassageNotes({ notes: { passages, orphans, damaged, failed }, onGo }: PageNotesProps) {
  return (
    <>
      {failed && <p role="alert">{i18n.t('notes.unread')}</p>}
      {damaged > 0 && <p role="status">{i18n.t('notes.damaged', [`${damaged}`])}</p>}
      {passages.length > 0 && (
        <ol class="passages">
          {passages.map((each) => (
            <li key={each.note.id}>
              <Passage {...each} onGo={onGo} />
            </li>
          ))}
        </ol>
      )}
      {orphans.length > 0 && (
        <section class="orphans" aria-labelledby="orphans">
          <h3 id="orphans">{i18n.t('pageNotes.orphans')}</h3>
          <p class="help">{i18n.t('pageNotes.orphansHelp')}</p>
          {orphans.map((note) => (
            <NoteView key={note.id} note={note} />
          ))}
        </section>
      )}
    </>
  );
}

function Passage({ note, state, frame, onGo }: PassageNote & Pick<PageNotesProps, 'onGo'>) {
  return (
    <>
      {state === 'changed' && <p class="changed">{i18n.t('pageNotes.changed')}</p>}
      <NoteView
        note={note}
        {...(state === undefined || note.deleted ? {} : { onQuote: () => onGo(frame, note.id) })}
      />
    </>
  );
}

export interface WholePage {
  /** The button for a new note. */
  button: JSX.Element;
  /** The notes, drafts first. */
  list: JSX.Element[];
}

/**
 * The notes on the page as a whole, and the button for a new one. The component's `key` must be the page's address,
 * so that a draft stays with the page on which it was begun. `target`: the page, as the target of a new note. `onAdd`:
 * called when the button is pressed.
 */
export function useWholePage(notes: readonly Note[], target: Target, onAdd?: () => void): WholePage {
  const [drafts, setDrafts] = useState<NoteDraft[]>(() => unsavedDrafts(target));
  const adding = useRef<HTMLButtonElement>(null);
  const listed = new Set(notes.map(({ id }) => id));
  const pending = drafts.filter(({ id }) => !listed.has(id));
  const leave = (id: string) => {
    setDrafts(pending.filter((draft) => draft.id !== id));
    adding.current?.focus();
  };
  const add = () => {
    setDrafts([{ id: crypto.randomUUID(), target }, ...pending]);
    onAdd?.();
  };
  return {
    button: (
      <button type="button" class="add-note" ref={adding} onClick={add}>
        {i18n.t('pageNotes.add')}
      </button>
    ),
    list: [
      ...pending.map((draft) => (
        <NoteView key={draft.id} draft={draft} onDone={(isEmpty) => isEmpty && leave(draft.id)} />
      )),
      // Drafts are in the same list, so that a draft keeps its editor when it is stored.
      ...notes.map((note) => <NoteView key={note.id} note={note} />),
    ],
  };
}
