import type { Note } from '../notes/schema';

/** The text of a note. It may come from an import: it is shown, and never obeyed. */
export function NoteText({ text }: Pick<Note, 'text' | 'format'>) {
  return (
    <div class="words" dir="auto">
      <p class="plain">{text}</p>
    </div>
  );
}
