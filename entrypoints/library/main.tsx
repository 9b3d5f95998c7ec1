import { render } from 'preact';
import { i18n } from '#i18n';
import { startReader } from '../../src/page/reader';
import { Head } from '../../src/ui/head/Head';
import { LibraryApp } from '../../src/ui/library/LibraryApp';
import { followSettings } from '../../src/ui/looks';

document.title = i18n.t('library.title');
const query = new URLSearchParams(location.search);
const wanted = { document: query.get('document'), term: query.get('term'), query: query.get('query') };
followSettings();
render(
  <>
    <Head current="library" />
    <LibraryApp wanted={wanted} />
  </>,
  document.body,
);
// Content scripts do not run in an extension's own pages, so the library starts a reader itself.
startReader(document);
