import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Document } from '../../digest/schema';
import { libraryAddress, settingsAddress } from '../../protocol/address';
import { send } from '../../protocol/extension';
import type { Hit } from '../../search/entry';
import { dateText } from '../intl';
import { SearchBox } from '../search/SearchBox';
import { Shortcuts } from '../settings/Shortcuts';
import { useSettings } from '../settings/use-settings';
import { Packs } from './Packs';
import { Pin } from './Pin';
import '../tokens.css';
import './welcome.css';

/** What a newcomer needs: three things to try, the button, the keys, what is inside, and privacy. */
export function WelcomeApp() {
  return (
    <main class="welcome">
      <h1>{i18n.t('welcome.title')}</h1>
      <p class="lead">{i18n.t('welcome.lead')}</p>
      <TryIt />
      <Pin />
      <section aria-labelledby="keys">
        <h2 id="keys">{i18n.t('welcome.keys')}</h2>
        <Shortcuts />
      </section>
      <Inside />
      <Packs />
      <section aria-labelledby="privacy">
        <h2 id="privacy">{i18n.t('welcome.privacy.title')}</h2>
        <ul>
          {(['network', 'pages', 'notes'] as const).map((line) => (
            <li key={line}>{i18n.t(`welcome.privacy.${line}`)}</li>
          ))}
        </ul>
      </section>
    </main>
  );
}

/** A paragraph that the reader of this page marks, and the search. */
function TryIt() {
  const { settings } = useSettings();
  return (
    <section aria-labelledby="try">
      <h2 id="try">{i18n.t('welcome.try.title')}</h2>
      <ol>
        <li>{i18n.t('welcome.try.hover')}</li>
        <li>
          {i18n.t('welcome.try.select')} {i18n.t('welcome.try.kept')}
          {settings?.offers === false && (
            <>
              {' '}
              <a href={settingsAddress('reading')}>{i18n.t('welcome.try.off')}</a>
            </>
          )}
        </li>
        <li>{i18n.t('welcome.try.search')}</li>
      </ol>
      <p class="live" lang="en">
        {i18n.t('welcome.try.text')}
      </p>
      <SearchBox onOpen={openHit} />
    </section>
  );
}

/** Opens a hit in another tab: whoever tries the search has not read the rest of this page. */
function openHit({ kind, id }: Hit): void {
  void send('open', { [kind]: id });
}

/** The documents. */
function Inside() {
  const [documents, setDocuments] = useState<Document[]>([]);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    send('documents', null).then(setDocuments, () => setFailed(true));
  }, []);
  return (
    <section aria-labelledby="inside">
      <h2 id="inside">{i18n.t('welcome.inside.title')}</h2>
      <p>{i18n.t('welcome.inside.about')}</p>
      {failed && <p role="alert">{i18n.t('welcome.inside.failed')}</p>}
      <ul>
        {documents.map(({ id, title, date, lang }) => (
          <li key={id}>
            <a href={libraryAddress(id)} lang={lang} dir="auto">
              {title}
            </a>
            {date && <span class="about"> · {dateText(date)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
