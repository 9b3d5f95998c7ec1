/** What the background answers about notes. Whoever changes one through here lets all others know. */

import type { NotedPages } from '../notes/noted';
import type { Note } from '../notes/schema';
import type { Notes } from '../notes/store';
import { type Handlers, pageOf } from '../protocol/requests';

type NoteKind = 'passages' | 'highlight' | 'notes' | 'write' | 'delete';

/**
 * `changed` is told of each change: the notes as they are after it, and whether what is painted on pages may be another now. `offers`:
 * whether readers offer to make a note of a selection.
 */
export function noteHandlers(
  store: Notes,
  noted: NotedPages,
  offers: () => Promise<boolean>,
  changed: (notes: Note[], repaint: boolean) => void,
): Pick<Handlers, NoteKind> {
  const told = (notes: Note[], repaint = true) => {
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
      told([note]);
      return null;
    },
    notes: async (of) => {
      if ('term' in of) return store.onTerm(of.term);
      return 'page' in of ? store.onPage(of.page) : store.some(of.ids);
    },
    write: async ({ id, changes, ...given }) => {
      const { note, was } = await store.write(id, changes, given);
      // A write can come twice, and late (`pending`).
      if (note !== was) told([note], note.colour !== was?.colour);
      return note;
    },
    delete: async ({ ids, deleted }) => {
      const those = await (deleted ? store.removeAll(ids) : store.restoreAll(ids));
      told(await store.rows(those));
      return { ids: those };
    },
  };
}
