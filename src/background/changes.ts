/** Changes of notes, and everybody in the background who must hear of each. */
import type { Note } from '../notes/schema';
import type { NoteSearch } from '../search/note-search';
import type { NotesUpkeep } from './upkeep';

/**
 * To be called after each change. `notes`: the notes as they are after it, or, of those that are gone, as
 * they were before, with `deleted` set. `repaint`: what is painted on pages may have changed, not only what
 * notes say.
 */
export type NotesChanged = (notes: Note[], repaint: boolean) => void;

/** Who hears of each change, in this order. */
export interface Listeners {
  /** The index of the notes: it reads changed notes again before its next answer. */
  index: Pick<NoteSearch, 'changed'>;
  /** Tells pages of the extension, and readers. */
  tell: NotesChanged;
  /** Takes a backup in a while. */
  upkeep: Pick<NotesUpkeep, 'soon'>;
}

export function notesChanged({ index, tell, upkeep }: Listeners): NotesChanged {
  return (notes, repaint) => {
    index.changed(notes);
    tell(notes, repaint);
    upkeep.soon();
  };
}
