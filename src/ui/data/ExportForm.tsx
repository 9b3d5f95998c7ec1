import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { exportFile, FORMATS, type Format } from '../../notes/exchange/export';
import { send } from '../../protocol/extension';
import { countText, dateTimeText } from '../intl';
import { failureText } from './failure';
import { allNotes } from './transfer';

/**
 * How long the file is kept for the browser, ms: the browser reads it after the user has chosen a place for
 * it.
 */
const KEPT = 600_000;

export interface ExportFormProps {
  /** When notes were last exported, ms since the epoch; `undefined` if never. */
  exported: number | undefined;
  /** Called when a file was made. */
  onExported(): void;
}

/** The form that exports all notes as a file. */
export function ExportForm({ exported, onExported }: ExportFormProps) {
  const [format, setFormat] = useState<Format>('jsonld');
  const [busy, setBusy] = useState(false);
  const [status, setStatus] = useState('');
  const [problem, setProblem] = useState('');
  const make = async () => {
    setBusy(true);
    setStatus(i18n.t('data.export.working'));
    setProblem('');
    try {
      setStatus(await exportAll(format));
      onExported();
    } catch (error) {
      setStatus('');
      setProblem(failureText(error));
    }
    setBusy(false);
  };
  return (
    <section aria-labelledby="data-export">
      <h3 id="data-export">{i18n.t('data.export.title')}</h3>
      <p class="about">
        {i18n.t('data.export.about')}{' '}
        {exported !== undefined && i18n.t('data.export.last', [dateTimeText(exported)])}
      </p>
      <form
        aria-busy={busy}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void make();
        }}
      >
        <fieldset>
          <legend class="visually-hidden">{i18n.t('data.export.format')}</legend>
          {FORMATS.map((each) => (
            <label key={each} class="format">
              <input
                type="radio"
                name="format"
                value={each}
                checked={each === format}
                onChange={() => setFormat(each)}
              />
              <span>
                <b>{i18n.t(`data.export.${each}.name`)}</b> {i18n.t(`data.export.${each}.about`)}
              </span>
            </label>
          ))}
        </fieldset>
        <p class="actions">
          <button type="submit" class="first" aria-disabled={busy}>
            {i18n.t('data.export.button')}
          </button>
          <span role="status">{status}</span>
        </p>
        {problem && <p role="alert">{problem}</p>}
      </form>
    </section>
  );
}

/** Makes the file and saves it. Returns the message to show. */
async function exportAll(format: Format): Promise<string> {
  // The time before reading: notes written during the export may not be in it.
  const now = Date.now();
  const { notes, damaged } = await allNotes(send);
  const left = damaged === 0 ? '' : ` ${i18n.t('data.notCounted', [countText(damaged)])}`;
  if (notes.length === 0) return i18n.t('data.export.none') + left;
  const terms = notes.flatMap(({ target }) => (target.kind === 'term' ? [target.term] : []));
  const { name, blob } = await exportFile(format, notes, {
    title: i18n.t('data.export.collection'),
    lang: document.documentElement.lang,
    names: await send('labels', { terms: [...new Set(terms)] }),
    now,
  });
  save(name, blob);
  // If this fails, the file is saved all the same; only the reminder may come too early.
  await send('exported', { at: now }).catch(() => undefined);
  return i18n.t('data.export.done', [countText(notes.length), name]) + left;
}

/** Hands a file to the browser's downloads. */
function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT);
}
