import { useEffect, useId, useMemo, useReducer, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { COLOURS } from '../../notes/colours';
import type { Note } from '../../notes/schema';
import { browser, send, sendOnce } from '../../protocol/extension';
import type { WriteRequest } from '../../protocol/messages';
import { layDown } from '../../protocol/pending';
import { editedNote, type NoteDraft, type NoteKeeper, type Saving } from './edited-note';
import { TagsBox, TextBox } from './NoteBoxes';
import { TwicePressed } from './TwicePressed';
import './notes.css';

export interface NoteEditorProps {
  /** The current version of the note; a newer version is merged into the editor. */
  note?: Note;
  /** Instead of a note: a draft, which is stored once something is written. */
  draft?: NoteDraft;
  /** Takes the focus when mounted. */
  autofocus?: boolean;
  /** Called when the user is done and everything is saved. `isEmpty`: there is nothing to show. */
  onDone(isEmpty: boolean): void;
  /** Called when the user deletes the note; absent if deleting is not offered. */
  onDelete?: () => void;
}

/** Lays a write down in session storage as well as sending it (`protocol/pending.ts`). */
const laidDown = (ask: typeof send) => (request: WriteRequest) => {
  void layDown(browser.storage.session, request);
  return ask('write', request);
};

const keeper: NoteKeeper = {
  write: laidDown(send),
  post: laidDown(sendOnce),
  remove: (id) => send('delete', { ids: [id], deleted: true }),
};

/** The editor of a note: text, tags and, for a passage, colour. Each input is saved. */
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
  // Scrolls the whole editor into view: focusing the box would show only the box.
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
          <span class="colour-name" aria-hidden="true">
            {i18n.t(`notes.colour.${content.colour}`)}
          </span>
        </fieldset>
      )}
      {edited.isShared && <p role="status">{i18n.t('notes.elsewhere')}</p>}
      <div class="note-tools">
        <SavingWord saving={saving} onAgain={() => edited.tryAgain()} />
        {onDelete && (
          <TwicePressed question={i18n.t('notes.deleteSure')} onPress={onDelete}>
            {i18n.t('notes.delete')}
          </TwicePressed>
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
  // Not a live region: it changes with every key.
  return <p class="saving">{saving.is === 'untouched' ? '' : i18n.t(`notes.${saving.is}`)}</p>;
}
