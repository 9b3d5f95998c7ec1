import { render } from 'preact';
import { i18n } from '#i18n';
import { Head } from '../../src/ui/head/Head';
import { followSettings } from '../../src/ui/looks';
import { OptionsApp } from '../../src/ui/settings/OptionsApp';

document.title = i18n.t('options.title');
followSettings();
render(
  <>
    <Head current="settings" />
    <OptionsApp />
  </>,
  document.body,
);
