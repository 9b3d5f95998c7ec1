import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Brief } from '../../notes/brief';
import { SafetyNews } from '../data/SafetyNews';
import { countText } from '../intl';
import { ChosenBar } from './ChosenBar';
import { chosenOf, NOTHING } from './choice';
import { DoneLine } from './DoneLine';
import { FilterLine } from './FilterLine';
import { tagsOf } from './label-edits';
import { NotesList, type OpenRow } from './NotesList';
import { NotesTools, type Tools } from './NotesTools';
import { arrange, idsOf, isFiltered, linesOf, type NoteGroup, placed } from './note-order';
import { useBriefs } from './use-briefs';
import { useDeeds } from './use-deeds';
import { useFound } from './use-found';
import '../tokens.css';
import '../notes/notes.css';
import './notes-page.css';

export interface NotesAppProps {
  /** The state given in the address. */
  first: Partial<Tools>;
  /** Id of the note that the page opens at first; null if none. */
  note: string | null;
  /** Called with each change of what is shown, so that the address follows. */
  onTools(tools: Tools): void;
}

const DEFAULTS: Tools = {
  query: '',
  grouping: 'page',
  sorting: 'changed',
  deleted: false,
  tags: [],
  colour: null,
};

/** The notes page: all notes, with search, filters, groups, sorting, editing in place, and bulk actions. */
export function NotesApp({ first, note, onTools }: NotesAppProps) {
  const { briefs, labels, damaged, state } = useBriefs();
  const [tools, setTools] = useState<Tools>(() => ({ ...DEFAULTS, ...first }));
  const [choice, setChoice] = useState(NOTHING);
  const [open, setOpen] = useState<OpenRow>();
  const deeds = useDeeds(labels, () => setChoice(NOTHING));
  const { done } = deeds;
  /** The notes as they were when the order was last chosen: a note that is edited keeps its place. */
  const ordered = useRef(briefs);
  // While a note is open, the search is not repeated: the note might no longer match, and its editor would
  // disappear.
  const searched = useRef(briefs);
  if (!open) searched.current = briefs;
  const found = useFound(tools.deleted ? '' : tools.query, searched.current, state === 'all');
  const nameOf = (term: string) => labels[term] ?? term;

  // Until the first answer to a query, the list stays as it is.
  const sorting = tools.sorting === 'match' && !found.ids ? 'changed' : tools.sorting;
  const notes = useMemo(
    () => placed(open ? new Map(briefs).set(open.brief.id, open.brief) : briefs, tools.grouping),
    [briefs, tools.grouping, open?.line],
  );
  const list = useMemo(() => {
    if (ordered.current.size === 0) ordered.current = briefs;
    const earlier = ordered.current === briefs ? undefined : ordered.current;
    const changed = ({ id, modified }: Brief) => earlier?.get(id)?.modified ?? modified;
    const groups = arrange(notes, { ...tools, sorting }, { found: found.ids, nameOf, changed });
    return { lines: linesOf(groups), ids: idsOf(groups) };
  }, [notes, labels, found.ids, sorting, tools.deleted, tools.tags, tools.colour]);
  const chosen = useMemo(
    () => chosenOf(choice, list.ids).flatMap((id) => briefs.get(id) ?? []),
    [choice, list.ids, briefs],
  );
  const deletedCount = useMemo(() => [...briefs.values()].filter(({ deleted }) => deleted).length, [briefs]);
  const tags = useMemo(() => tagsOf(briefs.values()), [briefs]);

  useEffect(() => {
    const line = note && list.lines.find((each) => each.is === 'note' && each.brief.id === note);
    if (line && line.is === 'note') setOpen({ line: line.key, brief: line.brief, as: 'read' });
  }, [state === 'all']);

  // The open note was deleted, or was empty when its editor closed: offers *Undo*.
  const left = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (open) left.current = open.brief.id;
    else if (left.current !== undefined && briefs.get(left.current)?.deleted && !tools.deleted) {
      deeds.sawDeleted([left.current]);
      left.current = undefined;
    }
  }, [open, briefs]);
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The pressed button has disappeared with the selection: the focus goes to *Undo*.
    if (done && document.activeElement === document.body) undo.current?.focus();
  }, [done, chosen.length === 0]);

  /** The list is memoised: its callbacks may be older than the state. */
  const latest = useRef(tools);
  latest.current = tools;
  const change = (change: Partial<Tools>) => {
    const tools = latest.current;
    const searches =
      change.query !== undefined && (change.query.trim() === '') !== (tools.query.trim() === '');
    const sorting = searches ? (change.query?.trim() === '' ? 'changed' : 'match') : tools.sorting;
    ordered.current = briefs;
    const next = { ...tools, sorting, ...change };
    setTools(next);
    onTools(next);
    setOpen(undefined);
    if (change.deleted !== undefined) setChoice(NOTHING);
    scrollTo(0, 0);
  };
  // The header stays in sight and grows: a row that is scrolled to must not end up under it.
  const head = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = head;
    if (!current) return undefined;
    const watch = new ResizeObserver(() =>
      current.parentElement?.style.setProperty('--head', `${current.offsetHeight}px`),
    );
    watch.observe(current);
    return () => watch.disconnect();
  }, []);
  const headingOf = ({ common }: NoteGroup) => {
    switch (common.is) {
      case 'page':
        return common.title || common.address;
      case 'term':
        return nameOf(common.term);
      case 'tag':
        return common.tag;
      default:
        return common.is === 'all' ? '' : i18n.t(`notesPage.rest.${common.is}`);
    }
  };
  const placeOf = ({ kind, place, title }: Brief) => {
    if (tools.grouping === 'page' || (tools.grouping === 'term' && kind === 'term')) return undefined;
    return kind === 'term' ? nameOf(place) : title || place;
  };
  const count = list.ids.length;
  // Memoised: a letter in the search box renders no rows; its results do.
  const rows = useMemo(
    () => (
      <NotesList
        lines={list.lines}
        choice={choice}
        onChoice={setChoice}
        open={open}
        onOpen={setOpen}
        onDelete={deeds.setDeleted}
        filter={tools}
        onFilter={change}
        placeOf={placeOf}
        headingOf={headingOf}
      />
    ),
    [list, choice, open],
  );
  const isLimited = found.ids !== undefined || isFiltered(tools);

  return (
    <div class="notes-page">
      <header ref={head}>
        <h1>{i18n.t('notesPage.heading')}</h1>
        <NotesTools {...tools} deletedCount={deletedCount} onChange={change} />
        <FilterLine filter={tools} onChange={change} />
        {chosen.length > 0 && (
          <ChosenBar
            chosen={chosen}
            all={count}
            deleted={tools.deleted}
            tags={tags}
            deeds={deeds}
            onAll={() => setChoice({ ...choice, ids: new Set(list.ids) })}
            onNone={() => setChoice(NOTHING)}
          />
        )}
        <div role="status">
          {done && <DoneLine done={done} undo={undo} onUndo={deeds.undo} onClose={deeds.dismiss} />}
        </div>
        {deeds.problem && <p role="alert">{deeds.problem}</p>}
        <SafetyNews />
      </header>
      <main aria-busy={state === 'waiting' || state === 'beginning'}>
        {(state === 'failed' || found.failed) && <p role="alert">{i18n.t('notesPage.failed')}</p>}
        {damaged > 0 && (
          <p class="damaged" role="status">
            {i18n.t('notesPage.damaged', [countText(damaged)])}
          </p>
        )}
        {state === 'all' && (
          <p class="count" role="status">
            {i18n.t(isLimited ? 'notesPage.found' : 'notesPage.count', [countText(count)])}
          </p>
        )}
        {state === 'all' && count === 0 ? (
          <p class="none">
            {i18n.t(
              isFiltered(tools)
                ? 'notesPage.noneSuch'
                : tools.deleted
                  ? 'notesPage.noneDeleted'
                  : found.ids
                    ? 'notesPage.noneFound'
                    : 'notesPage.none',
            )}
          </p>
        ) : (
          <>
            <p class="help" id="help">
              {i18n.t('notesPage.help')}
            </p>
            {rows}
          </>
        )}
      </main>
    </div>
  );
}
