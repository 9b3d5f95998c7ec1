import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Note } from '../../notes/schema';
import { send } from '../../protocol/extension';
import { momentText } from '../intl';
import { isUnsaved, type NoteDraft } from './edited-note';
import { NoteEditor } from './NoteEditor';
import { NoteLabels } from './NoteLabels';
import { NoteText } from './NoteText';
import { TwicePressed } from './TwicePressed';
import './notes.css';

export interface NoteViewProps {
  /** The current version of the note. A deleted note says so and offers *Undo*. */
  note?: Note;
  /**
   * Instead of a note: a draft, shown in its editor. Under the same key it becomes the note once it is
   * stored.
   */
  draft?: NoteDraft;
  /** Opens the editor and gives it the focus. */
  editing?: boolean;
  /** Scrolls to the passage of the note; if given, the quote is a button. */
  onQuote?(): void;
  /** Called when the editor was closed. `isEmpty`: the note has nothing to show. */
  onDone?(isEmpty: boolean): void;
}

/** A note: quote, text, colour and tags, date. *Edit* opens the editor in its place; *Delete* can be undone. */
export function NoteView({ note, draft, editing = false, onQuote, onDone }: NoteViewProps) {
  const { id, target, colour = 'yellow' } = note ?? draft ?? {};
  /**
   * True if an earlier editor closed with unsaved content: the editor opens again, without taking the focus.
   */
  const [wasUnsaved] = useState(() => id !== undefined && isUnsaved(id));
  const [edits, setEdits] = useState(editing || wasUnsaved || note === undefined);
  const [failed, setFailed] = useState(false);
  const deleted = note?.deleted === true;
  useEffect(() => {
    if (editing) setEdits(true);
  }, [editing]);
  // The pressed button has disappeared: the focus goes to the button in its place.
  const next = useRef<HTMLButtonElement>(null);
  const awaits = useRef<'deleted' | 'shown' | null>(null);
  useEffect(() => {
    if (edits || awaits.current !== (deleted ? 'deleted' : 'shown')) return;
    awaits.current = null;
    next.current?.focus();
  });
  if (id === undefined || target === undefined) return null;
  const setDeleted = async (deleted: boolean) => {
    try {
      await send('delete', { ids: [id], deleted });
      awaits.current = deleted ? 'deleted' : 'shown';
      setFailed(false);
      if (deleted) setEdits(false);
    } catch {
      setFailed(true);
    }
  };
  const problem = failed && <p role="alert">{i18n.t('notes.failed')}</p>;
  if (deleted)
    return (
      <div class="note gone">
        <p role="status">
          {i18n.t('notes.deleted')}{' '}
          <button type="button" ref={next} onClick={() => void setDeleted(false)}>
            {i18n.t('notes.undo')}
          </button>
        </p>
        {problem}
      </div>
    );
  if (!edits && !note) return null; // The draft is stored, but the list does not have the note yet.
  return (
    <div class={`note ${target.kind === 'passage' ? colour : ''}`}>
      {target.kind === 'passage' && (
        <blockquote dir="auto" class="quote">
          {onQuote ? (
            <button type="button" class="go" title={i18n.t('pageNotes.go')} onClick={onQuote}>
              {target.selectors.quote.exact}
            </button>
          ) : (
            target.selectors.quote.exact
          )}
        </blockquote>
      )}
      {edits ? (
        <NoteEditor
          note={note}
          draft={draft}
          autofocus={!wasUnsaved}
          onDone={(isEmpty) => {
            awaits.current = 'shown';
            setEdits(false);
            onDone?.(isEmpty);
          }}
          onDelete={note && (() => void setDeleted(true))}
        />
      ) : (
        note && (
          <>
            {note.text.trim() !== '' && <NoteText text={note.text} format={note.format} />}
            <NoteLabels note={note} />
            <div class="note-tools">
              <time dateTime={new Date(note.modified).toISOString()}>{momentText(note.modified)}</time>
              <TwicePressed question={i18n.t('notes.deleteSure')} onPress={() => void setDeleted(true)}>
                {i18n.t('notes.delete')}
              </TwicePressed>
              <button type="button" ref={next} onClick={() => setEdits(true)}>
                {i18n.t('notes.edit')}
              </button>
            </div>
          </>
        )
      )}
      {problem}
    </div>
  );
}
