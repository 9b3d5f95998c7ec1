import { useEffect, useId, useMemo, useReducer, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { COLOURS } from '../../notes/colours';
import type { Note } from '../../notes/schema';
import { browser, send, sendOnce } from '../../protocol/extension';
import type { WriteRequest } from '../../protocol/messages';
import { layDown } from '../../protocol/pending';
import { editedNote, type NoteDraft, type NoteKeeper, type Saving } from './edited-note';
import { TagsBox, TextBox } from './NoteBoxes';
import './notes.css';

export interface NoteEditorProps {
  /** The note as it is now: given anew when it changes, what others wrote is merged in. */
  note?: Note;
  /** Instead of it: a note that does not exist until something is written. */
  draft?: NoteDraft;
  /** Take the keyboard at once. */
  autofocus?: boolean;
  /** The user is done, and all is saved. `isEmpty`: there is nothing to show. */
  onDone(isEmpty: boolean): void;
  /** The user wants the note deleted; absent where that is not offered. */
  onDelete?: () => void;
}

/** A write that is laid down as well as sent: `notes/pending.ts`. */
const laidDown = (ask: typeof send) => (request: WriteRequest) => {
  void layDown(browser.storage.session, request);
  return ask('write', request);
};

const keeper: NoteKeeper = {
  write: laidDown(send),
  post: laidDown(sendOnce),
  remove: (id) => send('delete', { ids: [id], deleted: true }),
};

/** Text, tags and (of a passage) colour of a note: saved at each input. */
export function NoteEditor({ note, draft, autofocus = false, onDone, onDelete }: NoteEditorProps) {
  const id = note?.id ?? draft?.id;
  const [, redraw] = useReducer<number, undefined>((count) => count + 1, 0);
  const edited = useMemo(() => {
    if (note) return editedNote({ note }, keeper);
    if (draft) return editedNote({ draft }, keeper);
    throw new Error('A note editor needs a note or a draft.');
  }, [id]);
  useEffect(() => {
    edited.onChange = () => redraw(undefined);
    const flush = () => edited.flush();
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      edited.onChange = () => undefined;
      void edited.close();
    };
  }, [edited]);
  useEffect(() => {
    if (note) edited.heard(note);
  }, [edited, note]);
  const root = useRef<HTMLDivElement>(null);
  // To the end with its buttons: the box alone comes into view with the keyboard.
  useEffect(() => {
    if (autofocus) root.current?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }, []);
  const finish = async () => {
    if (await edited.settled()) onDone(edited.isEmpty);
  };

  const { content, saving, target } = edited;
  const group = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a legend, and these boxes have names of their own.
    <div
      ref={root}
      class="note-editor"
      role="group"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void finish();
      }}
      onCompositionStart={() => edited.hold(true)}
      onCompositionEnd={() => edited.hold(false)}
    >
      <TextBox value={content.text} autofocus={autofocus} onInput={(text) => edited.change({ text })} />
      <TagsBox tags={content.tags} onInput={(tags) => edited.change({ tags })} />
      {target.kind === 'passage' && (
        <fieldset class="colours">
          <legend class="visually-hidden">{i18n.t('notes.colour.title')}</legend>
          {COLOURS.map((colour) => (
            <label key={colour} class={`colour ${colour}`} title={i18n.t(`notes.colour.${colour}`)}>
              <input
                type="radio"
                name={group}
                checked={colour === content.colour}
                onChange={() => edited.change({ colour })}
              />
              <span class="visually-hidden">{i18n.t(`notes.colour.${colour}`)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <div class="note-tools">
        <SavingWord saving={saving} onAgain={() => edited.tryAgain()} />
        {onDelete && (
          <button type="button" onClick={onDelete}>
            {i18n.t('notes.delete')}
          </button>
        )}
        <button type="button" onClick={() => void finish()}>
          {i18n.t('notes.done')}
        </button>
      </div>
    </div>
  );
}

function SavingWord({ saving, onAgain }: { saving: Saving; onAgain(): void }) {
  if (saving.is === 'failed')
    return (
      <p role="alert" class="not-saved">
        {i18n.t('notes.notSaved')} <bdi>{saving.problem}</bdi>{' '}
        <button type="button" onClick={onAgain}>
          {i18n.t('notes.tryAgain')}
        </button>
      </p>
    );
  // Not read out: it changes with every key.
  return <p class="saving">{saving.is === 'untouched' ? '' : i18n.t(`notes.${saving.is}`)}</p>;
}
