import { render } from 'preact';
import { i18n } from '#i18n';
import { DigestsApp } from '../../src/ui/digests/DigestsApp';
import { Head } from '../../src/ui/head/Head';
import { followSettings } from '../../src/ui/looks';

document.title = i18n.t('digests.title');
followSettings();
render(
  <>
    <Head current="digests" />
    <DigestsApp />
  </>,
  document.body,
);
