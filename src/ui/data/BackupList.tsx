import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Outcome } from '../../notes/exchange/import';
import type { Refused } from '../../notes/exchange/read';
import type { Imported, Snapshot } from '../../notes/rows';
import { send } from '../../protocol/extension';
import { countText, dateTimeText } from '../intl';
import { failureText } from './failure';
import { Review } from './Review';
import { restore, takeBackup } from './transfer';
import { useWork } from './use-work';
import { WorkLine } from './WorkLine';

export interface BackupListProps {
  /** Called when a backup was restored, with the notes that were refused. */
  onRestored(imported: Imported, refused: Refused[]): void;
  /** The backup restored last, shown below the list. */
  children: ComponentChildren;
}

/** The list of backups: take one, or restore one after a preview of what would change. */
export function BackupList({ onRestored, children }: BackupListProps) {
  const [list, setList] = useState<Snapshot[]>();
  const [status, setStatus] = useState('');
  const [problem, setProblem] = useState('');
  const [review, setReview] = useState<{ of: Snapshot; outcome: Outcome }>();
  const [busy, setBusy] = useState(false);
  const [isTaking, setIsTaking] = useState(false);
  const work = useWork();
  const taking = useRef<HTMLButtonElement>(null);
  const load = async () => setList(await send('backups', null));
  const queue = useRef(Promise.resolve());
  /** Runs an action after those before it, so that no press is lost, and shows its error. */
  const during = (work: () => Promise<void>) => {
    queue.current = queue.current.then(async () => {
      setBusy(true);
      setStatus('');
      setProblem('');
      try {
        await work();
      } catch (error) {
        setProblem(failureText(error));
      }
      setBusy(false);
    });
  };
  useEffect(() => during(load), []);
  const take = () => {
    if (isTaking) return;
    setIsTaking(true);
    during(async () => {
      try {
        const taken = await work.run((begin) => takeBackup(send, begin(i18n.t('data.backup.taking'))));
        if (taken === 'cancelled') {
          setStatus(i18n.t('data.backup.cancelled'));
          taking.current?.focus(); // *Cancel* disappears.
        } else setStatus(i18n.t(taken.result ? 'data.backup.taken' : 'data.backup.nothing'));
      } finally {
        setIsTaking(false);
      }
      await load();
    });
  };
  const look = (of: Snapshot) =>
    during(async () => {
      const read = await work.run(async (begin) => {
        const { signal } = begin(i18n.t('data.backup.reading'));
        const outcome = await send('preview-backup', { id: of.id });
        signal.throwIfAborted();
        return outcome;
      });
      if (read !== 'cancelled') setReview({ of, outcome: read.result });
      else document.getElementById(buttonOf(of))?.focus(); // *Cancel* disappears.
    });
  const reviewed = review && dateTimeText(review.of.taken);
  return (
    <section aria-labelledby="data-backup" aria-busy={busy}>
      <h3 id="data-backup">{i18n.t('data.backup.title')}</h3>
      <p class="about">{i18n.t('data.backup.about')}</p>
      {list?.length === 0 && <p>{i18n.t('data.backup.none')}</p>}
      {list && list.length > 0 && <BackupTable list={list} onRestore={look} />}
      <p class="actions">
        <button type="button" ref={taking} aria-disabled={isTaking} onClick={take}>
          {i18n.t('data.backup.take')}
        </button>
        <span role="status">{status}</span>
      </p>
      <WorkLine work={work} />
      {problem && <p role="alert">{problem}</p>}
      {review && reviewed && (
        <Review
          key={review.of.id}
          heading={i18n.t('data.backup.preview', [reviewed])}
          explained={i18n.t('data.backup.explained')}
          outcome={review.outcome}
          nothing={i18n.t('data.backup.nothingNew')}
          action={i18n.t('data.backup.restore')}
          onAgree={async (begin) => {
            const watch = begin(i18n.t('data.backup.restoring'));
            const { imported, refused } = await restore(send, review.of.id, watch);
            setReview(undefined);
            onRestored(imported, refused);
          }}
          onCancel={() => {
            setReview(undefined);
            document.getElementById(buttonOf(review.of))?.focus();
          }}
        />
      )}
      {!review && children}
    </section>
  );
}

const buttonOf = ({ id }: Snapshot) => `restore-${id}`;

interface BackupTableProps {
  list: Snapshot[];
  onRestore(snapshot: Snapshot): void;
}

function BackupTable({ list, onRestore }: BackupTableProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{i18n.t('data.backup.when')}</th>
          <th scope="col">{i18n.t('data.backup.notes')}</th>
          <th scope="col">
            <span class="visually-hidden">{i18n.t('data.backup.restore')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {list.map((each) => (
          <tr key={each.id}>
            <th scope="row">
              <time dateTime={new Date(each.taken).toISOString()}>{dateTimeText(each.taken)}</time>
            </th>
            <td>{countText(each.notes - each.deleted)}</td>
            <td>
              <button
                type="button"
                id={buttonOf(each)}
                aria-label={i18n.t('data.backup.restoreFull', [dateTimeText(each.taken)])}
                onClick={() => onRestore(each)}
              >
                {i18n.t('data.backup.restore')}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
