import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Brief } from '../../notes/brief';
import { howToOpen, termAddress } from '../../protocol/address';
import { type Choice, extended, toggled } from './choice';
import { pressed } from './FilterLine';
import { NoteRow, type RowActions } from './NoteRow';
import type { Filter, Line, NoteGroup } from './note-order';
import { VirtualList } from './VirtualList';

/** Notes that Page Up and Page Down move by. */
const PAGE = 10;

export interface OpenRow {
  /** Key of the line. */
  line: string;
  /** The note as it was when it was opened: it keeps its place in the list until it is closed. */
  brief: Brief;
  as: 'read' | 'edit';
}

export interface NotesListProps {
  lines: readonly Line[];
  choice: Choice;
  onChoice(choice: Choice): void;
  open: OpenRow | undefined;
  onOpen(open: OpenRow | undefined): void;
  /** Deletes notes, or restores them. */
  onDelete(ids: string[], deleted: boolean): void;
  filter: Filter;
  onFilter(filter: Filter): void;
  /** The name of what a note is on; `undefined` if its group's heading says so. */
  placeOf(brief: Brief): string | undefined;
  headingOf(group: NoteGroup): string;
}

type NoteLine = Extract<Line, { is: 'note' }>;

/**
 * The notes in groups. Tab stops once in the list (roving tabindex): at one note and its controls. Arrow
 * keys, Page Up, Page Down, Home and End move between notes.
 */
export function NotesList(props: NotesListProps) {
  const { lines, choice, onChoice, open, onOpen, onDelete } = props;
  const root = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => lines.filter((line): line is NoteLine => line.is === 'note'), [lines]);
  const ids = () => rows.map(({ brief }) => brief.id);
  /** The current row: it has the focus, or gets it when Tab enters the list. */
  const [current, setCurrent] = useState<{ line: string; at: number }>();
  /**
   * Set when the current row is to take the focus once it is drawn. `not`: the row being deleted; the row
   * that takes its place gets the focus.
   */
  const focusNext = useRef<{ not?: string } | undefined>(undefined);
  // If the current row is gone, the row now in its place.
  const row =
    rows.find(({ key }) => key === current?.line) ?? rows[Math.min(current?.at ?? 1, rows.length) - 1];
  useLayoutEffect(() => {
    if (!focusNext.current || !row || row.key === focusNext.current.not) return;
    const element = root.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(row.key)}"]`);
    if (!element) return;
    focusNext.current = undefined;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest' });
  });
  // A note opened from outside the list is scrolled into view.
  useEffect(() => {
    if (open)
      root.current
        ?.querySelector(`[data-line="${CSS.escape(open.line)}"]`)
        ?.scrollIntoView({ block: 'nearest' });
  }, [open?.line]);

  const goTo = (at: number) => {
    const next = rows[Math.max(0, Math.min(at, rows.length) - 1)];
    if (!next) return;
    focusNext.current = {};
    setCurrent({ line: next.key, at: next.at });
  };
  const actions = (line: NoteLine): RowActions => ({
    choose: ({ id }, range) => onChoice(range ? extended(choice, id, ids()) : toggled(choice, id)),
    open: (brief, editing) => onOpen({ line: line.key, brief, as: editing ? 'edit' : 'read' }),
    close: () => {
      focusNext.current = {};
      onOpen(undefined);
    },
    setDeleted: ({ id }, deleted) => {
      focusNext.current = { not: line.key };
      onDelete([id], deleted);
    },
    filterBy: (label) => {
      // The row may move, and lose the focus.
      focusNext.current = {};
      props.onFilter(pressed(props.filter, label));
    },
  });
  const press = (event: KeyboardEvent) => {
    if (!row || event.isComposing || event.altKey) return;
    const { target, key, shiftKey } = event;
    const withCommand = event.ctrlKey || event.metaKey;
    if (withCommand && key !== 'a') return;
    const isInOpen = (target as HTMLElement).closest('.whole') !== null;
    if (isInOpen) {
      if (key !== 'Escape') return;
      actions(row).close(row.brief);
    } else if (key === 'ArrowDown') goTo(row.at + 1);
    else if (key === 'ArrowUp') goTo(row.at - 1);
    else if (key === 'PageDown') goTo(row.at + PAGE);
    else if (key === 'PageUp') goTo(row.at - PAGE);
    else if (key === 'Home') goTo(1);
    else if (key === 'End') goTo(rows.length);
    else if (key === 'a' && withCommand) onChoice({ ids: new Set(ids()), from: row.brief.id });
    else if (key === 'Delete' && !row.brief.deleted) {
      focusNext.current = { not: row.key };
      onDelete(
        choice.ids.has(row.brief.id) ? ids().filter((id) => choice.ids.has(id)) : [row.brief.id],
        true,
      );
    } else if ((target as HTMLElement).localName !== 'article') return;
    else if (key === ' ') actions(row).choose(row.brief, shiftKey);
    else if (key === 'Enter' && !row.brief.deleted) actions(row).open(row.brief, true);
    else return;
    event.preventDefault();
  };

  const kept = new Set([current && row?.key, open?.line].filter((key) => key !== undefined));
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is no fieldset; its keys are those of the notes in it.
    <div
      class="list"
      role="group"
      aria-label={i18n.t('notesPage.heading')}
      aria-describedby="help"
      ref={root}
      onKeyDown={press}
      onFocusIn={({ target }) => {
        const line = (target as HTMLElement).closest<HTMLElement>('[data-line]')?.dataset.line;
        const entered =
          line === undefined || line === row?.key ? undefined : rows.find(({ key }) => key === line);
        if (entered) setCurrent({ line: entered.key, at: entered.at });
        else if (row && !current) setCurrent({ line: row.key, at: row.at });
      }}
    >
      <VirtualList
        lines={lines}
        keyOf={({ key }) => key}
        kept={kept}
        draw={(line) =>
          line.is === 'heading' ? (
            <GroupHeading key={line.key} group={line.group} name={props.headingOf(line.group)} />
          ) : (
            <NoteRow
              key={line.key}
              brief={line.brief}
              line={line.key}
              at={line.at}
              of={rows.length}
              isChosen={choice.ids.has(line.brief.id)}
              isCurrent={line === row}
              open={open?.line === line.key ? open.as : undefined}
              place={props.placeOf(line.brief)}
              filter={props.filter}
              actions={actions(line)}
            />
          )
        }
      />
    </div>
  );
}

function GroupHeading({ group: { common, notes }, name }: { group: NoteGroup; name: string }) {
  const address =
    common.is === 'term'
      ? termAddress(common.term)
      : common.is === 'page' && howToOpen(common.address) === 'link'
        ? common.address
        : undefined;
  return (
    <h2>
      {address === undefined ? (
        <bdi class="name">{name}</bdi>
      ) : (
        <a href={address} target="_blank" rel="noopener noreferrer">
          <bdi class="name">{name}</bdi>
        </a>
      )}{' '}
      <small>
        {common.is === 'page' && <bdi>{hostOf(common.address)}</bdi>} {notes.length}
        <span class="visually-hidden"> {i18n.t('notesPage.inGroup')}</span>
      </small>
    </h2>
  );
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : '';
}
