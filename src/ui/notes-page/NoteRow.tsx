import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Brief } from '../../notes/brief';
import { momentText } from '../intl';
import { NoteView } from '../notes/NoteView';
import { PlaceLink } from '../notes/PlaceLink';
import { useNotes } from '../notes/use-notes';
import { labelsOf } from './FilterLine';
import { keyOf, type Label, LabelButton } from './Label';
import type { Filter } from './note-order';

/** The actions on a note in the list. */
export interface RowActions {
  /** Selects or deselects it; `range`: selects everything from the note selected last (Shift). */
  choose(brief: Brief, range: boolean): void;
  open(brief: Brief, editing: boolean): void;
  close(brief: Brief): void;
  /** Deletes the note, or restores it. */
  setDeleted(brief: Brief, deleted: boolean): void;
  /** Filters the list by a label of the note, or does so no longer. */
  filterBy(label: Label): void;
}

export interface NoteRowProps {
  brief: Brief;
  /** Key of its line in the list. */
  line: string;
  /** Its number in the list, from 1, and the number of all. */
  at: number;
  of: number;
  isChosen: boolean;
  /** Whether it is the one row that Tab reaches (roving tabindex). */
  isCurrent: boolean;
  /** Whether the whole note or its editor is shown instead of the brief. */
  open: 'read' | 'edit' | undefined;
  /** The name of what it is on; absent if the heading of its group says so. */
  place: string | undefined;
  /** What the list is filtered by. */
  filter: Filter;
  actions: RowActions;
}

/** Whether the row may not show the whole note. */
function isLong({ text, quote = '' }: Brief): boolean {
  return text.length > 200 || text.split('\n').length > 4 || quote.endsWith('…');
}

/** A row of the notes list: the brief, or in its place the whole note or its editor. */
export function NoteRow(props: NoteRowProps) {
  const { brief, line, at, of, isChosen, isCurrent, open, place, filter, actions } = props;
  const { text, quote, tags, colour, kind } = brief;
  const name = [text, quote, tags.join(', ')].find((each) => each) ?? i18n.t('notesPage.empty');
  const stop = isCurrent ? 0 : -1;
  return (
    <article
      class={`row ${kind === 'passage' ? colour : ''}`}
      data-line={line}
      aria-label={name.slice(0, 100)}
      aria-posinset={at}
      aria-setsize={of}
      aria-current={isCurrent ? 'true' : undefined}
      tabIndex={stop}
    >
      <input
        type="checkbox"
        tabIndex={stop}
        checked={isChosen}
        aria-label={i18n.t('notesPage.choose')}
        onClick={(event) => actions.choose(brief, event.shiftKey)}
      />
      {open ? (
        <OpenNote id={brief.id} editing={open === 'edit'} onClose={() => actions.close(brief)} />
      ) : (
        <div class="short">
          {quote && (
            <blockquote class="quote" dir="auto">
              {quote}
            </blockquote>
          )}
          {text && (
            <p class="words" dir="auto">
              {text}
            </p>
          )}
          <p class="about">
            {place && <bdi class="place">{place}</bdi>}
            <time dateTime={new Date(brief.modified).toISOString()}>{momentText(brief.modified)}</time>
            {labelsOf({ tags, colour: kind === 'passage' ? colour : null }).map((label) => (
              <LabelButton
                key={keyOf(label)}
                label={label}
                isOn={label.is === 'tag' ? filter.tags.includes(label.tag) : filter.colour === label.colour}
                title={i18n.t(`notesPage.filterBy.${label.is}`)}
                stop={stop}
                onPress={() => actions.filterBy(label)}
              />
            ))}
            <span class="tools">
              {brief.deleted ? (
                <button type="button" tabIndex={stop} onClick={() => actions.setDeleted(brief, false)}>
                  {i18n.t('notesPage.restore')}
                </button>
              ) : (
                <>
                  <PlaceLink {...brief} stop={stop} />
                  {isLong(brief) && (
                    <button type="button" tabIndex={stop} onClick={() => actions.open(brief, false)}>
                      {i18n.t('notesPage.all')}
                    </button>
                  )}
                  <button type="button" tabIndex={stop} onClick={() => actions.open(brief, true)}>
                    {i18n.t('notes.edit')}
                  </button>
                  <button type="button" tabIndex={stop} onClick={() => actions.setDeleted(brief, true)}>
                    {i18n.t('notes.delete')}
                  </button>
                </>
              )}
            </span>
          </p>
        </div>
      )}
    </article>
  );
}

interface OpenNoteProps {
  id: string;
  /** Whether it opens in the editor, which then has the button to close it. */
  editing: boolean;
  onClose(): void;
}

/** The whole note in its current version. */
function OpenNote({ id, editing, onClose }: OpenNoteProps) {
  const {
    notes: [note],
    damaged,
    state,
  } = useNotes({ ids: [id] });
  // The button that opened it has disappeared: the focus goes to *Close*.
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!editing) close.current?.focus();
  }, []);
  return (
    <div class="whole">
      {note && <NoteView note={note} editing={editing} onDone={onClose} />}
      {!note && state !== 'waiting' && (
        <p role="alert">
          {i18n.t(
            state === 'failed' ? 'notes.unread' : damaged > 0 ? 'notesPage.unreadable' : 'notesPage.gone',
          )}
        </p>
      )}
      {(!editing || !note || note.deleted) && (
        <button type="button" class="close" ref={close} onClick={onClose}>
          {i18n.t('card.close')}
        </button>
      )}
    </div>
  );
}
