import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { browser } from '../../protocol/extension';
import './update.css';

/** Names the version that the user knows, in the storage of Gloss's own pages. */
const KEY = 'version';

/** One line after an update, until the user has followed or closed it. Nothing after an installation. */
export function UpdateNews({ kept }: { kept: Pick<Storage, 'getItem' | 'setItem'> }) {
  const { version } = browser.runtime.getManifest();
  const [known, setKnown] = useState(() => {
    const known = kept.getItem(KEY);
    if (known === null) kept.setItem(KEY, version);
    return known ?? version;
  });
  if (known === version) return null;
  const dismiss = () => {
    kept.setItem(KEY, version);
    setKnown(version);
  };
  return (
    <p class="update" role="status">
      {i18n.t('update.news', [version])}{' '}
      <a href="/changes.txt" target="_blank" rel="noopener" onClick={dismiss}>
        {i18n.t('update.changes')}
      </a>
      <button type="button" onClick={dismiss}>
        {i18n.t('card.close')}
      </button>
    </p>
  );
}
