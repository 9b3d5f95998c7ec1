import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Refused } from '../../notes/exchange/read';
import type { Imported } from '../../notes/rows';
import { send } from '../../protocol/extension';
import { countText, dateTimeText } from '../intl';
import { failureText } from './failure';
import { OutcomeView } from './OutcomeView';
import { undoLast } from './transfer';

export interface LastImportProps {
  last: Imported;
  /** What was refused, if it is still known. */
  refused: readonly Refused[];
  /** Whether it was just made on this page: then the focus moves to its heading. */
  isNew: boolean;
  onUndone(last: Imported): void;
}

/** The outcome of the last import or restored backup, and *Undo*. */
export function LastImport({ last, refused, isNew, onUndone }: LastImportProps) {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNew) heading.current?.focus();
  }, [last.id, isNew]);
  const undo = async () => {
    setBusy(true);
    setProblem('');
    try {
      onUndone(await undoLast(send, last.id));
      heading.current?.focus(); // The button disappears.
    } catch (error) {
      setProblem(failureText(error));
    }
    setBusy(false);
  };
  const { from, undone } = last;
  return (
    <section class="last" aria-busy={busy}>
      <h4 ref={heading} tabIndex={-1} dir="auto">
        {from.kind === 'file'
          ? i18n.t('data.import.last', [from.name, dateTimeText(last.at)])
          : i18n.t('data.backup.last', [dateTimeText(from.taken), dateTimeText(last.at)])}
      </h4>
      <OutcomeView counts={last} refused={refused} />
      {problem && <p role="alert">{problem}</p>}
      <p role="status">
        {undone && i18n.t('data.outcome.undone')}{' '}
        {undone && undone.kept > 0 && i18n.t('data.outcome.kept', [countText(undone.kept)])}
      </p>
      {!undone && last.added + last.updated + (last.revived ?? 0) > 0 && (
        <button type="button" disabled={busy} onClick={() => void undo()}>
          {i18n.t('data.outcome.undo')}
        </button>
      )}
    </section>
  );
}
