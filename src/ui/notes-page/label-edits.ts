/** The changes that give many notes a tag or a colour, or take a tag from them. Pure. */
import type { Brief } from '../../notes/brief';
import type { Colour } from '../../notes/colours';
import type { LabelEdit } from '../../notes/edit-many';

/** Adds tags to notes, or takes them off. Notes that stay as they are have no change. */
export function tagEdits(
  notes: readonly Brief[],
  tags: readonly string[],
  how: 'add' | 'remove',
): LabelEdit[] {
  return notes.flatMap((note) => {
    const next =
      how === 'add'
        ? [...note.tags, ...tags.filter((tag) => !note.tags.includes(tag))]
        : note.tags.filter((tag) => !tags.includes(tag));
    return next.length === note.tags.length ? [] : [edit(note, { tags: next, colour: note.colour })];
  });
}

/** Gives highlights a colour. Other notes have none that is seen. */
export function colourEdits(notes: readonly Brief[], colour: Colour): LabelEdit[] {
  return notes.flatMap((note) =>
    note.kind !== 'passage' || note.colour === colour ? [] : [edit(note, { tags: note.tags, colour })],
  );
}

/** All tags of notes, the most frequent first. */
export function tagsOf(notes: Iterable<Brief>): string[] {
  const counts = new Map<string, number>();
  for (const { tags } of notes) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([tag]) => tag);
}

function edit({ id, tags, colour }: Brief, to: LabelEdit['to']): LabelEdit {
  return { id, from: { tags, colour }, to };
}
