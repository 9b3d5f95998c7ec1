import { render } from 'preact';
import { i18n } from '#i18n';
import { Head } from '../../src/ui/head/Head';
import { followSettings } from '../../src/ui/looks';
import { NotesApp } from '../../src/ui/notes-page/NotesApp';
import { addressWriter, toolsOf } from '../../src/ui/notes-page/notes-address';

document.title = i18n.t('notesPage.title');
const { note, ...first } = toolsOf(location.search);
const onTools = addressWriter(location.pathname, (address) => history.replaceState(null, '', address));
followSettings();
render(
  <>
    <Head current="notes" />
    <NotesApp first={first} note={note} onTools={onTools} />
  </>,
  document.body,
);
