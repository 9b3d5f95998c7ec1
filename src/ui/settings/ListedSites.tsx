import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { siteName } from './SiteSwitch';
import type { ChangeSettings } from './use-settings';

export interface ListedSitesProps {
  /** Sites where Gloss is paused, or where the bar beside selected text does not appear. */
  list: 'paused' | 'barless';
  sites: readonly string[];
  change: ChangeSettings;
}

/** The sites with a choice of their own, each with a button to take it back. */
export function ListedSites({ list, sites, change }: ListedSitesProps) {
  const [status, setStatus] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const resume = async (site: string) => {
    if (!(await change(list === 'paused' ? { site, paused: false } : { site, barless: false }))) return;
    setStatus(i18n.t(`settings.${list}.done`, [siteName(site)]));
    heading.current?.focus(); // The button disappears with its row.
  };
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        {i18n.t(`settings.${list}.title`)}
      </h3>
      <p role="status">{status}</p>
      {sites.length === 0 ? (
        <p class="about">{i18n.t(`settings.${list}.none`)}</p>
      ) : (
        <ul class="paused" aria-label={i18n.t(`settings.${list}.title`)}>
          {sites.map((site) => (
            <li key={site}>
              <bdi>{siteName(site)}</bdi>
              <button
                type="button"
                aria-label={i18n.t(`settings.${list}.undoSite`, [siteName(site)])}
                onClick={() => void resume(site)}
              >
                {i18n.t(`settings.${list}.undo`)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
