import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Brief } from '../../notes/brief';
import { COLOURS } from '../../notes/colours';
import { FORMATS, type Format } from '../../notes/exchange/export';
import { countText } from '../intl';
import { tagsIn } from '../notes/NoteBoxes';
import { ColourName } from './Label';
import { colourEdits, tagEdits } from './label-edits';
import type { Deeds } from './use-deeds';

export interface ChosenBarProps {
  chosen: readonly Brief[];
  /** Number of notes in the list. */
  all: number;
  /** Whether the list is that of the deleted notes. */
  deleted: boolean;
  /** The tags in use, for the box of tags to offer. */
  tags: readonly string[];
  deeds: Deeds;
  onAll(): void;
  onNone(): void;
}

/** Part of the toolbar that is open below its buttons. */
type Task = 'tag' | 'colour' | 'export';
const TASKS: readonly Task[] = ['tag', 'colour', 'export'];

/** What can be done with the selected notes: copy, tag, colour, export, delete; deleted ones are restored. */
export function ChosenBar({ chosen, all, deleted, tags, deeds, onAll, onNone }: ChosenBarProps) {
  const [task, setTask] = useState<Task>();
  const group = useId();
  const ids = chosen.map(({ id }) => id);
  const highlights = chosen.filter(({ kind }) => kind === 'passage');
  const tasks = deleted ? [] : TASKS.filter((each) => each !== 'colour' || highlights.length > 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is no fieldset; a legend would stand in a line of its own.
    <div class="chosen" role="group" aria-label={i18n.t('notesPage.chosenTools')}>
      <div class="buttons">
        <span role="status">{i18n.t('notesPage.chosen', [countText(chosen.length)])}</span>
        {chosen.length < all && (
          <button type="button" onClick={onAll}>
            {i18n.t('notesPage.chooseAll', [countText(all)])}
          </button>
        )}
        <button type="button" onClick={onNone}>
          {i18n.t('notesPage.chooseNone')}
        </button>
        <span class="space" />
        {!deleted && (
          <button type="button" onClick={() => deeds.copy(chosen)}>
            {i18n.t('notesPage.copy')}
          </button>
        )}
        {tasks.map((each) => (
          <button
            key={each}
            type="button"
            aria-expanded={each === task}
            aria-controls={`${group}-${each}`}
            onClick={() => setTask(each === task ? undefined : each)}
          >
            {i18n.t(`notesPage.task.${each}`)}
          </button>
        ))}
        <button type="button" onClick={() => deeds.setDeleted(ids, !deleted)}>
          {i18n.t(deleted ? 'notesPage.restore' : 'notes.delete')}
        </button>
      </div>
      {task === 'tag' && tasks.includes(task) && (
        <TagForm
          id={`${group}-tag`}
          tags={tags}
          onTags={(tags, how) => deeds.edit('tags', tagEdits(chosen, tags, how))}
        />
      )}
      {task === 'colour' && tasks.includes(task) && (
        <p class="task" id={`${group}-colour`}>
          {COLOURS.map((colour) => (
            <button
              key={colour}
              type="button"
              class="label"
              onClick={() => deeds.edit('colours', colourEdits(chosen, colour))}
            >
              <ColourName colour={colour} />
            </button>
          ))}
          {highlights.length < chosen.length && (
            <span>{i18n.t('notesPage.haveColours', [countText(highlights.length)])}</span>
          )}
        </p>
      )}
      {task === 'export' && tasks.includes(task) && (
        <ExportTask id={`${group}-export`} onExport={(format) => deeds.exportAs(format, chosen)} />
      )}
    </div>
  );
}

interface TaskFormProps {
  id: string;
  onSubmit(): void;
  children: ComponentChildren;
}

function TaskForm({ id, onSubmit, children }: TaskFormProps) {
  return (
    <form
      class="task"
      id={id}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

interface TagFormProps {
  id: string;
  tags: readonly string[];
  onTags(tags: string[], how: 'add' | 'remove'): void;
}

/** Adds tags to the selected notes, or takes them off. Enter adds. */
function TagForm({ id, tags, onTags }: TagFormProps) {
  const [line, setLine] = useState('');
  const asked = tagsIn(line);
  const send = (how: 'add' | 'remove') => {
    if (asked.length === 0) return;
    onTags(asked, how);
    setLine('');
  };
  return (
    <TaskForm id={id} onSubmit={() => send('add')}>
      <input
        class="tags-line"
        dir="auto"
        value={line}
        list={`${id}-known`}
        autocomplete="off"
        aria-label={i18n.t('notes.tags')}
        placeholder={i18n.t('notes.tags')}
        onInput={({ currentTarget }) => setLine(currentTarget.value)}
      />
      <datalist id={`${id}-known`}>
        {tags.slice(0, 200).map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      <button type="submit" aria-disabled={asked.length === 0}>
        {i18n.t('notesPage.addTags')}
      </button>
      <button type="button" aria-disabled={asked.length === 0} onClick={() => send('remove')}>
        {i18n.t('notesPage.removeTags')}
      </button>
    </TaskForm>
  );
}

/** Chooses the format of the file of the selected notes. */
function ExportTask({ id, onExport }: { id: string; onExport(format: Format): void }) {
  const [format, setFormat] = useState<Format>('markdown');
  return (
    <TaskForm id={id} onSubmit={() => onExport(format)}>
      <label>
        {i18n.t('data.export.format')}{' '}
        <select value={format} onChange={({ currentTarget }) => setFormat(currentTarget.value as Format)}>
          {FORMATS.map((each) => (
            <option key={each} value={each}>
              {i18n.t(`data.export.${each}.name`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{i18n.t('data.export.save')}</button>
    </TaskForm>
  );
}
