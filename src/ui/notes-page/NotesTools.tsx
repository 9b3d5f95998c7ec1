import { i18n } from '#i18n';
import { countText } from '../intl';
import { GROUPINGS, type Grouping, SORTINGS, type Sorting, type View } from './note-order';

/** What the notes page shows: query, filter, grouping, sorting, and whether it shows deleted notes. */
export interface Tools extends View {
  query: string;
}

export interface NotesToolsProps extends Tools {
  /** Number of deleted notes. */
  deletedCount: number;
  onChange(change: Partial<Tools>): void;
}

/** The controls that choose which notes are shown, and in which order. */
export function NotesTools({ query, grouping, sorting, deleted, deletedCount, onChange }: NotesToolsProps) {
  return (
    <div class="view">
      <input
        type="search"
        aria-label={i18n.t('notesPage.search')}
        placeholder={i18n.t('notesPage.search')}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        value={query}
        disabled={deleted}
        onInput={(event) => onChange({ query: event.currentTarget.value })}
      />
      <label>
        {i18n.t('notesPage.group')}{' '}
        <select
          value={grouping}
          onChange={(event) => onChange({ grouping: event.currentTarget.value as Grouping })}
        >
          {GROUPINGS.map((each) => (
            <option key={each} value={each}>
              {i18n.t(`notesPage.grouping.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {i18n.t('notesPage.sort')}{' '}
        <select
          value={sorting}
          onChange={(event) => onChange({ sorting: event.currentTarget.value as Sorting })}
        >
          {SORTINGS.map((each) => (
            <option key={each} value={each} disabled={each === 'match' && query.trim() === ''}>
              {i18n.t(`notesPage.sorting.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label class="deleted">
        <input
          type="checkbox"
          checked={deleted}
          onChange={(event) => onChange({ deleted: event.currentTarget.checked })}
        />{' '}
        {i18n.t('notesPage.deleted', [countText(deletedCount)])}
      </label>
    </div>
  );
}
