import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Outcome } from '../../notes/exchange/import';
import { type Refused, readFile } from '../../notes/exchange/read';
import { Refusal } from '../../notes/exchange/refusal';
import type { Imported } from '../../notes/rows';
import { send } from '../../protocol/extension';
import { failureText } from './failure';
import { Review } from './Review';
import { type Delivery, deliveryOf, importDelivery, preview } from './transfer';

type Shown =
  | { is: 'nothing' }
  | { is: 'reading'; name: string }
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
  /** Number of the last file: results of earlier ones are stale. */
  const turn = useRef(0);
  const read = async (files: FileList) => {
    const [file, ...others] = files;
    if (!file) return;
    const mine = ++turn.current;
    setShown({ is: 'reading', name: file.name });
    const next: Shown =
      others.length > 0 ? { is: 'problem', text: i18n.t('data.import.several') } : await review(file);
    if (mine === turn.current) setShown(next);
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
  const cancel = () => {
    turn.current++;
    setShown({ is: 'nothing' });
    picker.current?.focus();
  };
  return (
    <section aria-labelledby="data-import" aria-busy={shown.is === 'reading'}>
      <h3 id="data-import">{i18n.t('data.import.title')}</h3>
      <p class="about">{i18n.t('data.import.about')}</p>
      <label class={isDragged ? 'drop over' : 'drop'}>
        <span>{i18n.t('data.import.choose')}</span>
        <input
          ref={picker}
          type="file"
          accept=".jsonld,.json,application/ld+json,application/json"
          onChange={({ currentTarget }) => {
            const { files } = currentTarget;
            if (files) void read(files);
          }}
          onClick={({ currentTarget }) => {
            currentTarget.value = ''; // Without this, choosing the same file again fires no event.
          }}
        />
      </label>
      <p role="status">{shown.is === 'reading' && i18n.t('data.import.working', [shown.name])}</p>
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
          onAgree={async () => {
            const { imported, refused } = await importDelivery(send, shown.delivery, shown.revives);
            setShown({ is: 'nothing' });
            onImported(imported, [...shown.delivery.reading.refused, ...refused]);
          }}
          onCancel={cancel}
        />
      )}
      {shown.is !== 'review' && children}
    </section>
  );
}

/** The preview of a file, or the reason why it cannot be read. */
function review(file: File): Promise<Shown> {
  const { name } = file;
  return attempt(name, async () => {
    const delivery = await deliveryOf(name, await readFile(file));
    const outcome = await preview(send, delivery);
    return { is: 'review', delivery, outcome, deleted: outcome.revived ?? 0, revives: true };
  });
}

async function attempt(name: string, work: () => Promise<Shown>): Promise<Shown> {
  try {
    return await work();
  } catch (error) {
    return { is: 'problem', text: problemText(name, error) };
  }
}

function problemText(name: string, error: unknown): string {
  if (error instanceof Refusal) return i18n.t('data.import.refused', [name, error.message]);
  if (error instanceof DOMException) return i18n.t('data.import.unreadable', [name, error.message]);
  return failureText(error);
}

/**
 * Accepts files dropped anywhere on the page, which the browser would otherwise navigate to. Returns whether
 * a file is being held over the page.
 */
function useDrop(onFiles: (files: FileList) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const last = useRef(onFiles);
  last.current = onFiles;
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      setIsOver(false);
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      last.current(event.dataTransfer.files);
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  return isOver;
}
