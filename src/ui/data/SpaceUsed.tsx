import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { askToKeep, type Space, space } from '../../platform/space';
import { sizeText } from '../intl';

/**
 * Free space below which the user is warned, bytes: room for a large collection, its backups and an import.
 */
const LITTLE = 200_000_000;

/**
 * The storage space, and whether the browser may evict the data when space runs out. It is measured again
 * when `of` changes.
 */
export function SpaceUsed({ of }: { of: unknown }) {
  const [now, setNow] = useState<Space | 'unknown'>();
  const [wasRefused, setWasRefused] = useState(false);
  const load = () => space().then(setNow, () => setNow('unknown'));
  useEffect(() => void load(), [of]);
  const ask = async () => {
    setWasRefused(!(await askToKeep().catch(() => false)));
    await load();
  };
  return (
    <section aria-labelledby="data-space">
      <h3 id="data-space">{i18n.t('data.space.title')}</h3>
      {now === 'unknown' && <p>{i18n.t('data.space.unknown')}</p>}
      {now && now !== 'unknown' && (
        <>
          <dl class="outcome">
            <div>
              <dt>{i18n.t('data.space.used')}</dt>
              <dd>{sizeText(now.used)}</dd>
            </div>
            <div>
              <dt>{i18n.t('data.space.free')}</dt>
              <dd>{sizeText(now.free)}</dd>
            </div>
          </dl>
          {now.free < LITTLE && (
            <p role="alert" class="warning">
              {i18n.t('data.space.little')}
            </p>
          )}
          <p role="status">
            {i18n.t(now.isKept ? 'data.space.kept' : 'data.space.notKept')}{' '}
            {!now.isKept && wasRefused && i18n.t('data.space.refused')}
          </p>
          {!now.isKept && (
            <button type="button" onClick={() => void ask()}>
              {i18n.t('data.space.keep')}
            </button>
          )}
        </>
      )}
    </section>
  );
}
