import { render } from 'preact';
import { i18n } from '#i18n';
import { startReader } from '../../src/page/reader';
import { Head } from '../../src/ui/head/Head';
import { followSettings } from '../../src/ui/looks';
import { WelcomeApp } from '../../src/ui/welcome/WelcomeApp';

document.title = i18n.t('welcome.title');
followSettings();
render(
  <>
    <Head current="welcome" />
    <WelcomeApp />
  </>,
  document.body,
);
// Content scripts do not run in an extension's own pages.
startReader(document);
