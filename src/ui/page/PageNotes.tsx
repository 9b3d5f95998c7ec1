import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Note, Target } from '../../notes/schema';
import { type NoteDraft, unsavedDrafts } from '../notes/edited-note';
import { NoteView } from '../notes/NoteView';
import type { PageNotes as Groups, PassageNote } from './use-page-notes';
import '../notes/notes.css';

export interface PageNotesProps {
  notes: Groups;
  /** Scroll to the passage of a note, by its id, and flash it. */
  onGo(frame: number, note: string): void;
}

/** The notes on the passages of the page in front, in page order; those whose passage is not there now in a group of their own. */
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

export interface WholePageNotesProps {
  notes: readonly Note[];
  /** What a new note is on: the page. */
  target: Target;
}

/** The notes on the page as a whole, and *Note on this page*. To be given a key by the page: a draft stays with the page it was begun on. */
export function WholePageNotes({ notes, target }: WholePageNotesProps) {
  const [drafts, setDrafts] = useState<NoteDraft[]>(() => unsavedDrafts(target));
  const adding = useRef<HTMLButtonElement>(null);
  const listed = new Set(notes.map(({ id }) => id));
  const pending = drafts.filter(({ id }) => !listed.has(id));
  const leave = (id: string) => {
    setDrafts(pending.filter((draft) => draft.id !== id));
    adding.current?.focus();
  };
  return (
    <>
      <button
        type="button"
        class="add-note"
        ref={adding}
        onClick={() => setDrafts([{ id: crypto.randomUUID(), target }, ...pending])}
      >
        {i18n.t('pageNotes.add')}
      </button>
      {[
        ...pending.map((draft) => (
          <NoteView key={draft.id} draft={draft} onDone={(isEmpty) => isEmpty && leave(draft.id)} />
        )),
        // One list with the drafts: a draft that is written stays in the same editor.
        ...notes.map((note) => <NoteView key={note.id} note={note} />),
      ]}
    </>
  );
}
