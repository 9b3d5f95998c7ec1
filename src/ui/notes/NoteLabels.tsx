import { i18n } from '#i18n';
import type { Note } from '../../notes/schema';
import { labelAddress } from '../../protocol/address';

/** The colour of a highlight, and the tags of a note. Each leads to all notes that have it. */
export function NoteLabels({ note: { target, tags, colour } }: { note: Note }) {
  const shown = target.kind === 'passage' ? (colour ?? 'yellow') : undefined;
  if (shown === undefined && tags.length === 0) return null;
  return (
    <ul class="tags" aria-label={i18n.t('notes.labels')}>
      {shown && (
        <li>
          <a
            href={labelAddress({ colour: shown })}
            target="_blank"
            rel="noopener"
            title={i18n.t('notesPage.filterBy.colour')}
          >
            <span class={`patch ${shown}`} aria-hidden="true" />
            {i18n.t(`notes.colour.${shown}`)}
          </a>
        </li>
      )}
      {tags.map((tag) => (
        <li key={tag}>
          <a
            href={labelAddress({ tag })}
            target="_blank"
            rel="noopener"
            title={i18n.t('notesPage.filterBy.tag')}
          >
            <bdi>{tag}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}
