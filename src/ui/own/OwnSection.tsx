import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Refusal } from '../../notes/exchange/refusal';
import { send } from '../../protocol/extension';
import { undoLast } from '../data/transfer';
import { countText, pluralOf } from '../intl';
import { allOwnTerms, bringTerms, saveTerms } from './own-files';
import './own-section.css';

/** The import that can be taken back. */
interface Brought {
  id: string;
}

export interface OwnSectionProps {
  /** Called after terms were brought in, or taken back. */
  onChange(): void;
}

/** The reader's own terms on the page of digests: adding one, and all of them as a file. */
export function OwnSection({ onChange }: OwnSectionProps) {
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState('');
  const [brought, setBrought] = useState<Brought>();
  const [damaged, setDamaged] = useState(0);
  const picker = useRef<HTMLInputElement>(null);
  useEffect(() => {
    allOwnTerms().then(
      (all) => setDamaged(all.damaged),
      () => undefined, // The list above says so.
    );
  }, []);
  const doing = async (work: () => Promise<string>, ofError = (_: unknown) => i18n.t('own.list.failed')) => {
    setProblem('');
    setSaid('');
    await work().then(setSaid, (error: unknown) => setProblem(ofError(error)));
  };
  const bring = (file: File) =>
    doing(
      async () => {
        const { imported } = await bringTerms(file);
        const count = imported.terms ?? 0;
        setBrought(count > 0 ? { id: imported.id } : undefined);
        if (count === 0) return i18n.t('own.list.nothing');
        onChange();
        return i18n.t(`own.list.imported.${pluralOf(count)}`, [countText(count)]);
      },
      (error) =>
        error instanceof Refusal
          ? i18n.t('own.list.refused', [file.name, error.message])
          : i18n.t('own.list.failed'),
    );
  return (
    <section class="own-section" aria-labelledby="own-terms">
      <h2 id="own-terms">{i18n.t('own.list.heading')}</h2>
      <p>{i18n.t('own.list.about')}</p>
      <div class="deeds">
        <button
          type="button"
          onClick={() =>
            void doing(async () => {
              await send('open-form', {});
              return '';
            })
          }
        >
          {i18n.t('own.list.add')}
        </button>
        <button
          type="button"
          onClick={() => void doing(async () => i18n.t('own.list.saved', [await saveTerms()]))}
        >
          {i18n.t('own.list.save')}
        </button>
        <button type="button" onClick={() => picker.current?.click()}>
          {i18n.t('own.list.import')}
        </button>
        <input
          ref={picker}
          class="visually-hidden"
          type="file"
          tabIndex={-1}
          accept=".json,application/json"
          aria-label={i18n.t('own.list.import')}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file) void bring(file);
          }}
          onClick={({ currentTarget }) => {
            currentTarget.value = ''; // Without this, choosing the same file again fires no event.
          }}
        />
      </div>
      <p role="status">
        {said}{' '}
        {brought && said && (
          <button
            type="button"
            onClick={() =>
              void doing(async () => {
                await undoLast(send, brought.id);
                setBrought(undefined);
                onChange();
                return i18n.t('own.list.undone');
              })
            }
          >
            {i18n.t('own.list.undo')}
          </button>
        )}
      </p>
      {damaged > 0 && (
        <p role="alert">{i18n.t(`own.list.damaged.${pluralOf(damaged)}`, [countText(damaged)])}</p>
      )}
      {problem && (
        <p role="alert" dir="auto">
          {problem}
        </p>
      )}
    </section>
  );
}
