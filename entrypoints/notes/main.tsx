import { render } from 'preact';
import { i18n } from '#i18n';
import { NotesApp } from '../../src/ui/NotesApp';
import { queryOf, toolsOf } from '../../src/ui/notes-address';

document.title = i18n.t('notesPage.title');
const { note, ...first } = toolsOf(location.search);
render(
  <NotesApp
    first={first}
    note={note}
    onTools={(tools) => history.replaceState(null, '', queryOf(tools) || location.pathname)}
  />,
  document.body,
);
