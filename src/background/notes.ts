/** Answers about notes: those on a page, on a term, or in short; and writes, highlights and deletions. */
import { believed } from '../notes/address';
import type { NotesDatabase } from '../notes/database';
import { editMany } from '../notes/edit-many';
import { Highlights } from '../notes/highlights';
import type { NotedPages } from '../notes/noted';
import { briefs } from '../notes/overview';
import type { Note, Target } from '../notes/schema';
import { Notes } from '../notes/store';
import { type From, type Handlers, vouchedPage } from '../protocol/requests';
import type { NotesChanged } from './changes';
import type { TermIds } from './term-ids';

type NoteKind = 'passages' | 'highlight' | 'notes' | 'briefs' | 'write' | 'delete' | 'edit-notes';

/** `ids`: of the terms that notes are on. `offers`: whether the reader of a page offers to make a note of selected text. `changed` is called after each change. */
export function noteHandlers(
  db: NotesDatabase,
  noted: NotedPages,
  ids: Pick<TermIds, 'of'>,
  offers: (page: string | undefined) => Promise<boolean>,
  changed: NotesChanged,
): Pick<Handlers, NoteKind> {
  const store = new Notes(db);
  const highlights = new Highlights(db);
  const tell = (notes: Note[], repaint: boolean) => {
    noted.forget();
    changed(notes, repaint);
  };
  return {
    passages: async ({ address: said, ...given }, from) => {
      const address = vouchedPage(from, said);
      const page = address === undefined ? undefined : { ...given, address };
      if (!page || !(await noted.may(page))) return { passages: [], offers: await offers(address) };
      const { notes } = await store.onPage(page);
      const passages = notes.flatMap(({ id, target, colour }) =>
        target.kind === 'passage' ? [{ id, selectors: target.selectors, colour }] : [],
      );
      return { passages, offers: await offers(address) };
    },
    highlight: async ({ id, selectors, colour, title, address, canonical }, from) => {
      const page = { address: addressFor(from, address), canonical, title };
      const note = await highlights.make(id, colour, { kind: 'passage', page, selectors });
      if (note) tell([note], true);
      return null;
    },
    notes: async (of) => {
      if ('term' in of) return store.onTerm(...(await ids.of(of.term)));
      return 'page' in of ? store.onPage(of.page) : store.some(of.ids);
    },
    briefs: (of) => briefs(db, of),
    write: async ({ id, changes, by, target }) => {
      const on = target && believedTarget(target);
      const { note, was } = await store.write(id, changes, { ...(on && { target: on }), ...(by && { by }) });
      // A write that comes twice, or late (`pending.ts`), changes nothing.
      if (note !== was) tell([note], note.colour !== was?.colour);
      return note;
    },
    delete: async ({ ids, deleted }) => {
      const those = await (deleted ? store.removeAll(ids) : store.restoreAll(ids));
      tell(await store.rows(those), true);
      return { ids: those };
    },
    'edit-notes': async ({ edits }) => {
      const changes = await editMany(db, edits);
      tell(
        changes.map(({ note }) => note),
        changes.some(({ was, note }) => was.colour !== note.colour),
      );
      return null;
    },
  };
}

/** Address of the page that a reader may add to. Throws where the browser vouches for none. */
function addressFor(from: From, said: string | undefined): string {
  const address = vouchedPage(from, said);
  if (address === undefined)
    throw new Error('This page has no address at which a note could be found again.');
  return address;
}

/** What a new note is on, with the canonical address that its page named only where that is believed. */
function believedTarget(target: Target): Target {
  return target.kind === 'term' ? target : { ...target, page: believed(target.page) };
}
