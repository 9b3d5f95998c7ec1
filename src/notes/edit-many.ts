/**
 * Changes tags and colours of many notes at once. All changes are one transaction: if one note cannot be
 * changed, none is. Each change is a three-way merge: what others changed since the user saw the notes is kept.
 * So a retry changes nothing, and the change with its two sides swapped undoes it.
 */
import type { NotesDatabase } from './database';
import { mergeTags } from './merge-text';
import type { Content, Note } from './schema';
import { changed, NoteMissing, read, rowOf } from './store';

/** What of a note can be changed together with other notes. */
type Labels = Pick<Content, 'tags' | 'colour'>;

/** A change of one note. */
export interface LabelEdit {
  id: string;
  /** The labels as the user saw them. */
  from: Labels;
  /** The labels that the user wants. */
  to: Labels;
}

/**
 * Makes the changes; each note may have one. Returns the notes that changed, each with the note before. Throws
 * `NoteMissing` or a validation error, and then nothing is changed.
 */
export function editMany(
  db: NotesDatabase,
  edits: readonly LabelEdit[],
): Promise<{ was: Note; note: Note }[]> {
  return db.transaction('rw', db.notes, async () => {
    const rows = await db.notes.bulkGet(edits.map(({ id }) => id));
    const changes = edits.flatMap(({ id, from, to }, i) => {
      const was = read(rows[i]);
      if (!was) throw new NoteMissing(id);
      const isAsSeen = JSON.stringify(was.tags) === JSON.stringify(from.tags);
      // A merge would put tags that come back behind the others.
      const tags = isAsSeen ? to.tags : mergeTags(from.tags, was.tags, to.tags);
      const colour = was.colour === from.colour ? to.colour : was.colour;
      const note = changed(was, { tags, colour });
      return note === was ? [] : [{ was, note }];
    });
    await db.notes.bulkPut(changes.map(({ note }) => rowOf(note)));
    return changes;
  });
}

/** The changes that undo these. */
export function reversed(edits: readonly LabelEdit[]): LabelEdit[] {
  return edits.map(({ id, from, to }) => ({ id, from: to, to: from }));
}
