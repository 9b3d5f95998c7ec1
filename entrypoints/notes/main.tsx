import { render } from 'preact';
import { i18n } from '#i18n';
import { NotesApp } from '../../src/ui/notes-page/NotesApp';
import { queryOf, toolsOf } from '../../src/ui/notes-page/notes-address';

document.title = i18n.t('notesPage.title');
const { note, ...first } = toolsOf(location.search);
/** ms. Browsers let no page write its address with every letter. */
const REST = 400;
let writing: ReturnType<typeof setTimeout>;
render(
  <NotesApp
    first={first}
    note={note}
    onTools={(tools) => {
      clearTimeout(writing);
      writing = setTimeout(() => history.replaceState(null, '', queryOf(tools) || location.pathname), REST);
    }}
  />,
  document.body,
);
