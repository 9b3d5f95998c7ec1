import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Brief } from '../../notes/brief';
import { type LabelEdit, reversed } from '../../notes/edit-many';
import type { Format } from '../../notes/exchange/export';
import { markdownText } from '../../notes/exchange/markdown-text';
import type { TermNames } from '../../notes/exchange/places';
import { send } from '../../protocol/extension';
import { saveNotes } from '../data/saved-file';
import { wholeNotes } from '../data/transfer';

/** What was done to notes last. The first three can be undone. */
export type Done =
  | { is: 'deleted' | 'restored'; ids: string[] }
  | { is: 'tags' | 'colours'; edits: LabelEdit[]; isUndo: boolean }
  | { is: 'copied'; count: number }
  | { is: 'exported'; count: number; name: string };

export interface Deeds {
  done: Done | undefined;
  /** What went wrong last; '' if nothing did. */
  problem: string;
  setDeleted(ids: string[], deleted: boolean): void;
  /** Says that notes were deleted elsewhere, so that it can be undone here. */
  sawDeleted(ids: string[]): void;
  /** Makes these changes of tags or of colours. Without any, nothing is said to be done. */
  edit(what: 'tags' | 'colours', edits: LabelEdit[]): void;
  copy(notes: readonly Brief[]): void;
  exportAs(format: Format, notes: readonly Brief[]): void;
  /** Undoes what was done last. Does nothing where it cannot be undone. */
  undo(): void;
  dismiss(): void;
}

/**
 * What is done to notes of the list, and what is said of it. `names`: of the terms that notes are on.
 * `onDeleted`: notes were deleted or restored.
 */
export function useDeeds(names: TermNames, onDeleted: () => void): Deeds {
  const [done, setDone] = useState<Done>();
  const [problem, setProblem] = useState('');
  const attempt = async (deed: () => Promise<Done | undefined>, problem: string) => {
    try {
      setDone(await deed());
      setProblem('');
    } catch (error) {
      console.warn(error);
      setProblem(problem);
    }
  };
  const setDeleted = (ids: string[], deleted: boolean) =>
    void attempt(async () => {
      const { ids: those } = await send('delete', { ids, deleted });
      onDeleted();
      return those.length > 0 ? { is: deleted ? 'deleted' : 'restored', ids: those } : undefined;
    }, i18n.t('notes.failed'));
  const edit = (what: 'tags' | 'colours', edits: LabelEdit[], isUndo = false) =>
    void attempt(async () => {
      if (edits.length > 0) await send('edit-notes', { edits });
      return { is: what, edits, isUndo };
    }, i18n.t('notes.failed'));
  return {
    done,
    problem,
    setDeleted,
    sawDeleted: (ids) => setDone({ is: 'deleted', ids }),
    edit: (what, edits) => edit(what, edits),
    copy: (notes) =>
      void attempt(async () => {
        const text = wholeNotes(send, idsOf(notes)).then((whole) => markdownText(whole, names));
        // The clipboard is asked at once: it is open for a moment only after a press.
        const type = 'text/plain';
        const item = new ClipboardItem({ [type]: text.then((text) => new Blob([text], { type })) });
        await navigator.clipboard.write([item]);
        return { is: 'copied', count: notes.length };
      }, i18n.t('notesPage.notCopied')),
    exportAs: (format, notes) =>
      void attempt(async () => {
        const name = await saveNotes(format, await wholeNotes(send, idsOf(notes)), names);
        return { is: 'exported', count: notes.length, name };
      }, i18n.t('notesPage.notExported')),
    undo: () => {
      if (done?.is === 'deleted' || done?.is === 'restored') setDeleted(done.ids, done.is === 'restored');
      else if (done?.is === 'tags' || done?.is === 'colours')
        edit(done.is, reversed(done.edits), !done.isUndo);
    },
    dismiss: () => {
      setDone(undefined);
      setProblem('');
    },
  };
}

const idsOf = (notes: readonly Brief[]) => notes.map(({ id }) => id);
