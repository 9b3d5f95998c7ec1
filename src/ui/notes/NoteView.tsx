import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Note } from '../../notes/schema';
import { send } from '../../protocol/extension';
import { momentText } from '../intl';
import { isUnsaved, type NoteDraft } from './edited-note';
import { NoteEditor } from './NoteEditor';
import { NoteText } from './NoteText';
import './notes.css';

export interface NoteViewProps {
  /** The note as it is now. One that is `deleted` says so, and offers to bring it back. */
  note?: Note;
  /** Instead of it: one that is yet to be written. It begins in its editor; under the same key it goes on as the note it becomes. */
  draft?: NoteDraft;
  /** Open the editor, and give it the keyboard. */
  editing?: boolean;
  /** Goes to the passage that the note is on: its quote is a button then. */
  onQuote?(): void;
  /** The editor was closed. `isEmpty`: with nothing in it to show. */
  onDone?(isEmpty: boolean): void;
}

/** A note: quote, text, tags, date; *Edit* opens the editor in its place, *Delete* can be undone. */
export function NoteView({ note, draft, editing = false, onQuote, onDone }: NoteViewProps) {
  const { id, target, colour = 'yellow' } = note ?? draft ?? {};
  /** What could not be saved when its editor was closed: it is open again, and waits for no keyboard. */
  const [left] = useState(() => id !== undefined && isUnsaved(id));
  const [edits, setEdits] = useState(editing || left || note === undefined);
  const [failed, setFailed] = useState(false);
  const deleted = note?.deleted === true;
  useEffect(() => {
    if (editing) setEdits(true);
  }, [editing]);
  // What was pressed is gone: the keyboard goes on from what stands there instead.
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
  if (!edits && !note) return null; // Written, and not listed yet.
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
          autofocus={!left}
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
            {note.tags.length > 0 && (
              <ul class="tags" aria-label={i18n.t('notes.tagged')}>
                {note.tags.map((tag) => (
                  <li key={tag} dir="auto">
                    {tag}
                  </li>
                ))}
              </ul>
            )}
            <div class="note-tools">
              <time dateTime={new Date(note.modified).toISOString()}>{momentText(note.modified)}</time>
              <button type="button" onClick={() => void setDeleted(true)}>
                {i18n.t('notes.delete')}
              </button>
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
