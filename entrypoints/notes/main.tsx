import { render } from 'preact';
import { i18n } from '#i18n';
import { NotesApp } from '../../src/ui/notes-page/NotesApp';
import { addressWriter, toolsOf } from '../../src/ui/notes-page/notes-address';

document.title = i18n.t('notesPage.title');
const { note, ...first } = toolsOf(location.search);
const onTools = addressWriter(location.pathname, (address) => history.replaceState(null, '', address));
render(<NotesApp first={first} note={note} onTools={onTools} />, document.body);
