import { i18n } from '#i18n';
import { browser } from '../../protocol/extension';

/** Says the version, and links to the licences, which the build writes (`scripts/bundled.ts`). */
export function About() {
  return (
    <section aria-labelledby="about">
      <h2 id="about">{i18n.t('about.title')}</h2>
      <p>{i18n.t('about.version', [browser.runtime.getManifest().version])}</p>
      <p>
        <a href="/notices.txt" target="_blank" rel="noreferrer">
          {i18n.t('about.notices')}
        </a>
      </p>
    </section>
  );
}
