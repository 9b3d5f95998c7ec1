import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { notesAddress } from '../../protocol/address';
import { send } from '../../protocol/extension';
import type { ListedCorrection } from '../../protocol/messages';
import { DataSection } from '../data/DataSection';
import { About } from './About';
import { SettingsForm } from './SettingsForm';
import '../tokens.css';
import './options.css';

type Shown = { is: 'loading' } | { is: 'list'; listed: ListedCorrection[] } | { is: 'problem' };

/** The options page: settings, paused sites, corrections (each with *Undo*), and the data section. */
export function OptionsApp() {
  const [shown, setShown] = useState<Shown>({ is: 'loading' });
  const [status, setStatus] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const load = () =>
    send('corrections', null).then(
      (listed) => setShown({ is: 'list', listed }),
      () => setShown({ is: 'problem' }),
    );
  useEffect(() => {
    void load();
    // A correction may have been made on a card in the meantime.
    const again = () => void load();
    addEventListener('focus', again);
    return () => removeEventListener('focus', again);
  }, []);
  const undo = async ({ correction, label }: ListedCorrection) => {
    try {
      await send('uncorrect', { id: correction.id });
      await load();
      setStatus(i18n.t('options.undone', [label, placeText(correction)]));
      heading.current?.focus(); // The button disappears with its row.
    } catch {
      setStatus(i18n.t('options.notUndone'));
    }
  };
  return (
    <main class="options" aria-busy={shown.is === 'loading'}>
      <h1>{i18n.t('options.title')}</h1>
      <p>
        <a href={notesAddress()}>{i18n.t('notesPage.title')}</a>
      </p>
      <SettingsForm />
      <h2 ref={heading} tabIndex={-1}>
        {i18n.t('options.corrections')}
      </h2>
      <p class="about">{i18n.t('options.about')}</p>
      <p role="status">{status}</p>
      {shown.is === 'problem' && <p role="alert">{i18n.t('options.failed')}</p>}
      {shown.is === 'list' &&
        (shown.listed.length === 0 ? (
          <p>{i18n.t('options.empty')}</p>
        ) : (
          <CorrectionTable listed={shown.listed} onUndo={(each) => void undo(each)} />
        ))}
      {shown.is !== 'loading' && <DataSection />}
      <About />
    </main>
  );
}

interface CorrectionTableProps {
  listed: ListedCorrection[];
  onUndo(each: ListedCorrection): void;
}

function CorrectionTable({ listed, onUndo }: CorrectionTableProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{i18n.t('options.term')}</th>
          <th scope="col">{i18n.t('options.what')}</th>
          <th scope="col">{i18n.t('options.where')}</th>
          <th scope="col">{i18n.t('options.since')}</th>
          <th scope="col">{i18n.t('options.action')}</th>
        </tr>
      </thead>
      <tbody>
        {listed.map((each) => (
          <tr key={each.correction.id}>
            <th scope="row" dir="auto">
              {each.label}
            </th>
            <td>{i18n.t(`options.verdict.${each.correction.kind}`)}</td>
            <td>{placeText(each.correction)}</td>
            <td>
              <time dateTime={new Date(each.correction.created).toISOString()}>
                {new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(each.correction.created)}
              </time>
            </td>
            <td>
              <button
                type="button"
                aria-label={i18n.t('options.undo', [each.label])}
                onClick={() => onUndo(each)}
              >
                {i18n.t('correction.undo')}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The scope and place of a correction: `One site: news.example`. */
function placeText({ scope, place }: ListedCorrection['correction']): string {
  const name = i18n.t(`options.scope.${scope}`);
  return place === '' ? name : `${name}: ${place}`;
}
