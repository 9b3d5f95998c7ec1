import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { howToOpen } from '../../protocol/address';
import { send } from '../../protocol/extension';
import type { ListedCorrection } from '../../protocol/messages';

type Shown = { is: 'loading' } | { is: 'list'; listed: ListedCorrection[] } | { is: 'problem' };

/** The corrections, each with *Undo*. */
export function Corrections() {
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
    <section aria-labelledby="corrections" aria-busy={shown.is === 'loading'}>
      <h2 id="corrections" ref={heading} tabIndex={-1}>
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
    </section>
  );
}

interface CorrectionTableProps {
  listed: ListedCorrection[];
  onUndo(each: ListedCorrection): void;
}

function CorrectionTable({ listed, onUndo }: CorrectionTableProps) {
  return (
    <table class="corrections">
      <thead>
        <tr>
          <th scope="col">{i18n.t('options.term')}</th>
          <th scope="col">{i18n.t('options.what')}</th>
          <th scope="col">{i18n.t('options.where')}</th>
          <th scope="col">{i18n.t('options.since')}</th>
          <th scope="col">
            <span class="visually-hidden">{i18n.t('options.action')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {listed.map((each) => (
          <tr key={each.correction.id}>
            <th scope="row">
              <bdi>{each.label}</bdi>
            </th>
            <td>{i18n.t(`options.verdict.${each.correction.kind}`)}</td>
            <td>
              <Where {...each.correction} />
            </td>
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

/** Where a correction holds. A long address is cut after some lines; the link has all of it. */
function Where({ scope, place }: ListedCorrection['correction']) {
  if (place === '') return i18n.t('options.scope.everywhere');
  const text = <bdi class="place">{place}</bdi>;
  return (
    <>
      <span class="scope">{i18n.t(`options.scope.${scope}`)}</span>
      {scope === 'page' && howToOpen(place) === 'link' ? (
        <a href={place} target="_blank" rel="noreferrer noopener">
          {text}
        </a>
      ) : (
        text
      )}
    </>
  );
}

/** The scope and place of a correction: `One site: news.example`. */
function placeText({ scope, place }: ListedCorrection['correction']): string {
  const name = i18n.t(`options.scope.${scope}`);
  return place === '' ? name : `${name}: ${place}`;
}
