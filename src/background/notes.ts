/** Answers about notes: those on a page, on a term, or in short; and writes, highlights and deletions. */
import type { NotesDatabase } from '../notes/database';
import type { NotedPages } from '../notes/noted';
import { briefs } from '../notes/overview';
import type { Note } from '../notes/schema';
import { Notes } from '../notes/store';
import { type Handlers, pageOf } from '../protocol/requests';
import type { NotesChanged } from './changes';

type NoteKind = 'passages' | 'highlight' | 'notes' | 'briefs' | 'write' | 'delete';

/** `offers`: whether readers offer to make a note of selected text. `changed` is called after each change. */
export function noteHandlers(
  db: NotesDatabase,
  noted: NotedPages,
  offers: () => Promise<boolean>,
  changed: NotesChanged,
): Pick<Handlers, NoteKind> {
  const store = new Notes(db);
  const tell = (notes: Note[], repaint: boolean) => {
    noted.forget();
    changed(notes, repaint);
  };
  return {
    passages: async (given, from) => {
      const page = { address: pageOf(from), ...given };
      if (!(await noted.may(page))) return { passages: [], offers: await offers() };
      const { notes } = await store.onPage(page);
      const passages = notes.flatMap(({ id, target, colour }) =>
        target.kind === 'passage' ? [{ id, selectors: target.selectors, colour }] : [],
      );
      return { passages, offers: await offers() };
    },
    highlight: async ({ id, selectors, colour, title, ...given }, from) => {
      const page = { address: pageOf(from), title, ...given };
      const { note } = await store.write(id, { colour }, { target: { kind: 'passage', page, selectors } });
      tell([note], true);
      return null;
    },
    notes: async (of) => {
      if ('term' in of) return store.onTerm(of.term);
      return 'page' in of ? store.onPage(of.page) : store.some(of.ids);
    },
    briefs: (of) => briefs(db, of),
    write: async ({ id, changes, ...given }) => {
      const { note, was } = await store.write(id, changes, given);
      // A write that comes twice, or late (`pending.ts`), changes nothing.
      if (note !== was) tell([note], note.colour !== was?.colour);
      return note;
    },
    delete: async ({ ids, deleted }) => {
      const those = await (deleted ? store.removeAll(ids) : store.restoreAll(ids));
      tell(await store.rows(those), true);
      return { ids: those };
    },
  };
}
