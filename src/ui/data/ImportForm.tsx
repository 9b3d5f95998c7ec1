import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Outcome } from '../../notes/exchange/import';
import { type Refused, readFile } from '../../notes/exchange/read';
import { Refusal } from '../../notes/exchange/refusal';
import type { Imported } from '../../notes/rows';
import { send } from '../../protocol/extension';
import { failureText } from './failure';
import { Review } from './Review';
import { type Delivery, deliveryOf, importDelivery, preview } from './transfer';
import { useDrop } from './use-drop';
import { type BeginStep, useWork } from './use-work';
import { WorkLine } from './WorkLine';

type Shown =
  | { is: 'nothing' | 'cancelled' }
  | { is: 'review'; delivery: Delivery; outcome: Outcome; deleted: number; revives: boolean }
  | { is: 'problem'; text: string };

export interface ImportFormProps {
  /** Called when an import was made, with everything that was refused. */
  onImported(imported: Imported, refused: Refused[]): void;
  /** The last import, shown below the form. */
  children: ComponentChildren;
}

/**
 * Imports notes from a file that is chosen or dropped on the page: first a preview of the changes, then the
 * import if the user agrees.
 */
export function ImportForm({ onImported, children }: ImportFormProps) {
  const [shown, setShown] = useState<Shown>({ is: 'nothing' });
  const picker = useRef<HTMLInputElement>(null);
  const work = useWork();
  /** Number of the last file: results of earlier ones are stale. */
  const turn = useRef(0);
  const cancel = (is: 'nothing' | 'cancelled') => {
    turn.current++;
    setShown({ is });
    picker.current?.focus();
  };
  const read = async (files: FileList) => {
    const [file, ...others] = files;
    if (!file) return;
    const mine = ++turn.current;
    setShown({ is: 'nothing' });
    if (others.length > 0) {
      setShown({ is: 'problem', text: i18n.t('data.import.several') });
      return;
    }
    const next = await work.run((begin) => review(file, begin));
    if (mine !== turn.current) return;
    if (next === 'cancelled') cancel('cancelled');
    else setShown(next.result);
  };
  const choose = async (of: Shown & { is: 'review' }, revives: boolean) => {
    const mine = turn.current;
    setShown({ ...of, revives });
    const next = await attempt(of.delivery.name, async () => ({
      ...of,
      revives,
      outcome: await preview(send, of.delivery, revives),
    }));
    if (mine === turn.current) setShown(next);
  };
  const isDragged = useDrop((files) => void read(files));
  return (
    <section aria-labelledby="data-import" aria-busy={work.shown !== undefined}>
      <h3 id="data-import">{i18n.t('data.import.title')}</h3>
      <p class="about">{i18n.t('data.import.about')}</p>
      <label class={isDragged ? 'drop over' : 'drop'}>
        <span>{i18n.t('data.import.choose')}</span>
        <input
          ref={picker}
          type="file"
          accept=".jsonld,.json,.jsonl,application/ld+json,application/json"
          onChange={({ currentTarget }) => {
            const { files } = currentTarget;
            if (files) void read(files);
          }}
          onClick={({ currentTarget }) => {
            currentTarget.value = ''; // Without this, choosing the same file again fires no event.
          }}
        />
      </label>
      <WorkLine work={work} />
      <p role="status">{shown.is === 'cancelled' && i18n.t('data.import.cancelled')}</p>
      {shown.is === 'problem' && (
        <p role="alert" dir="auto">
          {shown.text}
        </p>
      )}
      {shown.is === 'review' && (
        <Review
          key={shown.delivery.id}
          heading={i18n.t('data.import.preview', [shown.delivery.name])}
          outcome={shown.outcome}
          {...(shown.deleted > 0 && {
            deleted: {
              count: shown.deleted,
              revives: shown.revives,
              onChange: (revives: boolean) => void choose(shown, revives),
            },
          })}
          nothing={i18n.t('data.import.nothing')}
          action={i18n.t('data.import.button')}
          onAgree={async (begin) => {
            const watch = begin(i18n.t('data.import.writing'));
            const { imported, refused } = await importDelivery(send, shown.delivery, shown.revives, watch);
            setShown({ is: 'nothing' });
            onImported(imported, [...shown.delivery.reading.refused, ...refused]);
          }}
          onCancel={() => cancel('nothing')}
        />
      )}
      {shown.is !== 'review' && children}
    </section>
  );
}

/** The preview of a file, or the reason why it cannot be read. */
function review(file: File, begin: BeginStep): Promise<Shown> {
  const { name } = file;
  const reading = begin(i18n.t('data.import.reading', [name]));
  const work = async (): Promise<Shown> => {
    const read = await readFile(file, reading);
    const comparing = begin(i18n.t('data.import.comparing'));
    const delivery = await deliveryOf(name, read);
    const outcome = await preview(send, delivery, true, comparing);
    return { is: 'review', delivery, outcome, deleted: outcome.revived ?? 0, revives: true };
  };
  return attempt(name, work, reading.signal);
}

/** What the work shows, or why it failed. Rejects if it was cancelled. */
async function attempt(name: string, work: () => Promise<Shown>, signal?: AbortSignal): Promise<Shown> {
  try {
    return await work();
  } catch (error) {
    if (signal?.aborted) throw error;
    return { is: 'problem', text: problemText(name, error) };
  }
}

function problemText(name: string, error: unknown): string {
  if (error instanceof Refusal) return i18n.t('data.import.refused', [name, error.message]);
  if (error instanceof DOMException) return i18n.t('data.import.unreadable', [name, error.message]);
  return failureText(error);
}
