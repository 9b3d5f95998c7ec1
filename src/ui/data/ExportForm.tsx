import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { FORMATS, type Format } from '../../notes/exchange/export';
import { send } from '../../protocol/extension';
import { countText, dateTimeText } from '../intl';
import { failureText } from './failure';
import { saveNotes } from './saved-file';
import { allNotes } from './transfer';
import { type BeginStep, useWork } from './use-work';
import { WorkLine } from './WorkLine';

export interface ExportFormProps {
  /** When notes were last exported, ms since the epoch; `undefined` if never. */
  exported: number | undefined;
  /** Called when a file was made. */
  onExported(): void;
}

/** The form that exports all notes as a file. */
export function ExportForm({ exported, onExported }: ExportFormProps) {
  const [format, setFormat] = useState<Format>('jsonld');
  const [status, setStatus] = useState('');
  const [problem, setProblem] = useState('');
  const work = useWork();
  const busy = work.shown !== undefined;
  const button = useRef<HTMLButtonElement>(null);
  const make = async () => {
    setStatus('');
    setProblem('');
    try {
      const made = await work.run((begin) => exportAll(format, begin));
      if (made === 'cancelled') {
        setStatus(i18n.t('data.export.cancelled'));
        button.current?.focus(); // *Cancel* disappears.
      } else {
        setStatus(made.result);
        onExported();
      }
    } catch (error) {
      setProblem(failureText(error));
    }
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
          <button type="submit" class="first" ref={button} aria-disabled={busy}>
            {i18n.t('data.export.button')}
          </button>
          <span role="status">{status}</span>
        </p>
        <WorkLine work={work} />
        {problem && <p role="alert">{problem}</p>}
      </form>
    </section>
  );
}

/** Makes the file and saves it. Returns the message to show. */
async function exportAll(format: Format, begin: BeginStep): Promise<string> {
  // The time before reading: notes written during the export may not be in it.
  const now = Date.now();
  const { notes, damaged } = await allNotes(send, begin(i18n.t('data.export.reading')));
  const left = damaged === 0 ? '' : ` ${i18n.t('data.notCounted', [countText(damaged)])}`;
  if (notes.length === 0) return i18n.t('data.export.none') + left;
  const terms = notes.flatMap(({ target }) => (target.kind === 'term' ? [target.term] : []));
  const names = await send('labels', { terms: [...new Set(terms)] });
  const name = await saveNotes(format, notes, names, now, begin(i18n.t('data.export.writing')));
  // If this fails, the file is saved all the same; only the reminder may come too early.
  await send('exported', { at: now }).catch(() => undefined);
  return i18n.t('data.export.done', [countText(notes.length), name]) + left;
}
