import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Safety } from '../../notes/recoveries';
import type { Recovery } from '../../notes/rows';
import { browser, send } from '../../protocol/extension';
import { noticeIn } from '../../protocol/notices';
import { countText, dateTimeText } from '../intl';
import './safety.css';

/**
 * What happened to the user's notes: that the database cannot be read, what was brought back after damage, and
 * that the second copy cannot be written. News stay on every surface until they are dismissed.
 */
export function SafetyNews() {
  const [safety, setSafety] = useState<Safety>();
  const [isDismissed, setIsDismissed] = useState(false);
  const news = useRef<HTMLElement>(null);
  // A page that cannot ask says so itself.
  const load = () => send('safety', null).then(setSafety, () => undefined);
  useEffect(() => {
    void load();
    const hear = (message: unknown) => {
      if (noticeIn(message)?.ids === 'all') void load();
      return undefined;
    };
    browser.runtime.onMessage.addListener(hear);
    return () => browser.runtime.onMessage.removeListener(hear);
  }, []);
  if (!safety) return null;
  const { database, recoveries, copy } = safety;
  const [newest] = recoveries;
  const dismiss = async () => {
    if (!newest) return;
    await send('dismiss', { at: newest.at }).then(
      () => setIsDismissed(true),
      () => undefined,
    );
    await load();
  };
  if (database.is === 'well' && !newest)
    return isDismissed ? <p role="status">{i18n.t('safety.dismissed')}</p> : null;
  return (
    <section class="safety" ref={news} aria-label={i18n.t('safety.title')}>
      {database.is !== 'well' && (
        <div role="alert">
          <p>
            {i18n.t(`safety.database.${database.is}`)}
            {database.is === 'refused' && <bdi> {database.problem}</bdi>}
          </p>
          {copy && <p>{i18n.t('safety.copy', [countText(copy.notes), dateTimeText(copy.at)])}</p>}
        </div>
      )}
      {recoveries.map((each) => (
        <div role="alert" key={each.at}>
          <News of={each} />
        </div>
      ))}
      {newest && (
        <button type="button" onClick={() => void dismiss()}>
          {i18n.t('safety.dismiss')}
        </button>
      )}
    </section>
  );
}

function News({ of }: { of: Recovery }) {
  if (of.kind === 'not-copied')
    return (
      <p>
        {i18n.t('safety.notCopied', [dateTimeText(of.at)])} <bdi>{of.problem}</bdi>
      </p>
    );
  const { at, since, found, missing, older, damaged, others, lost, backups } = of;
  const counts = [
    ['missing', missing],
    ['older', older],
    ['damaged', damaged],
    ['others', others],
    ['lost', lost],
    ['backups', backups],
  ] as const;
  return (
    <>
      <p>{i18n.t(lost === 0 ? 'safety.restored' : 'safety.restoredInPart', [dateTimeText(at)])}</p>
      <ul>
        <li>{i18n.t('safety.found', [countText(found)])}</li>
        {counts.map(
          ([what, count]) => count > 0 && <li key={what}>{i18n.t(`safety.${what}`, [countText(count)])}</li>,
        )}
      </ul>
      {since !== undefined && <p>{i18n.t('safety.since', [dateTimeText(since)])}</p>}
    </>
  );
}
