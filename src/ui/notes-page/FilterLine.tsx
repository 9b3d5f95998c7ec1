import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { keyOf, type Label, LabelButton } from './Label';
import { type Filter, isFiltered, withColour, withTag } from './note-order';

export interface FilterLineProps {
  filter: Filter;
  onChange(filter: Filter): void;
}

/** The labels of a filter. */
export function labelsOf({ tags, colour }: Filter): Label[] {
  const named = tags.map((tag) => ({ is: 'tag', tag }) as const);
  return colour === null ? named : [{ is: 'colour', colour }, ...named];
}

/** The filter after a press on a label. */
export function pressed(filter: Filter, label: Label): Filter {
  return label.is === 'tag' ? withTag(filter, label.tag) : withColour(filter, label.colour);
}

/** What the list is filtered by. A press on a label takes it out. */
export function FilterLine({ filter, onChange }: FilterLineProps) {
  const line = useRef<HTMLParagraphElement>(null);
  const change = (next: Filter) => {
    // The pressed button disappears: the focus goes to the search box.
    line.current?.closest('header')?.querySelector<HTMLElement>('[type="search"]')?.focus();
    onChange(next);
  };
  if (!isFiltered(filter)) return null;
  return (
    <p class="filter" ref={line}>
      {i18n.t('notesPage.filter')}{' '}
      {labelsOf(filter).map((label) => (
        <LabelButton
          key={keyOf(label)}
          label={label}
          isOn
          title={i18n.t('notesPage.unfilter')}
          onPress={() => change(pressed(filter, label))}
        />
      ))}{' '}
      <button type="button" onClick={() => change({ tags: [], colour: null })}>
        {i18n.t('notesPage.unfilterAll')}
      </button>
    </p>
  );
}
