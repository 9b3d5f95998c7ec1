import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Brief } from '../../notes/brief';
import { libraryAddress } from '../../protocol/address';
import { send } from '../../protocol/extension';
import { SafetyNews } from '../data/SafetyNews';
import { countText } from '../intl';
import { chosenOf, NOTHING } from './choice';
import { NotesList, type OpenRow } from './NotesList';
import { ChosenBar, NotesTools, type Tools } from './NotesTools';
import { arrange, idsOf, linesOf, type NoteGroup, placed } from './note-order';
import { useBriefs } from './use-briefs';
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

const DEFAULTS: Tools = { query: '', grouping: 'page', sorting: 'changed', deleted: false };

/** The notes page: all notes, with search, groups, sorting, editing in place, deleting and restoring. */
export function NotesApp({ first, note, onTools }: NotesAppProps) {
  const { briefs, labels, damaged, state } = useBriefs();
  const [tools, setTools] = useState<Tools>(() => ({ ...DEFAULTS, ...first }));
  const [choice, setChoice] = useState(NOTHING);
  const [open, setOpen] = useState<OpenRow>();
  /** The last deletion or restoration, which can be undone. */
  const [done, setDone] = useState<{ ids: string[]; deleted: boolean }>();
  const [failed, setFailed] = useState(false);
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
  }, [notes, labels, found.ids, sorting, tools.deleted]);
  const chosen = useMemo(() => chosenOf(choice, list.ids), [choice, list.ids]);
  const deletedCount = useMemo(() => [...briefs.values()].filter(({ deleted }) => deleted).length, [briefs]);

  useEffect(() => {
    const line = note && list.lines.find((each) => each.is === 'note' && each.brief.id === note);
    if (line && line.is === 'note') setOpen({ line: line.key, brief: line.brief, as: 'read' });
  }, [state === 'all']);

  // The open note was deleted, or was empty when its editor closed: offers *Undo*.
  const left = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (open) left.current = open.brief.id;
    else if (left.current !== undefined && briefs.get(left.current)?.deleted && !tools.deleted) {
      setDone({ ids: [left.current], deleted: true });
      left.current = undefined;
    }
  }, [open, briefs]);
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The pressed button has disappeared with the selection: the focus goes to *Undo*.
    if (done && document.activeElement === document.body) undo.current?.focus();
  }, [done]);

  const change = (change: Partial<Tools>) => {
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
  const setDeleted = async (ids: string[], deleted: boolean) => {
    try {
      const { ids: those } = await send('delete', { ids, deleted });
      setFailed(false);
      setChoice(NOTHING);
      setDone(those.length > 0 ? { ids: those, deleted } : undefined);
    } catch {
      setFailed(true);
    }
  };
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
        onDelete={(ids, deleted) => void setDeleted(ids, deleted)}
        placeOf={placeOf}
        headingOf={headingOf}
      />
    ),
    [list, choice, open],
  );

  return (
    <div class="notes-page">
      <header>
        <div class="title">
          <h1>{i18n.t('notesPage.heading')}</h1>
          <nav aria-label={i18n.t('extensionName')}>
            <a href={libraryAddress()}>{i18n.t('popup.library')}</a>
            <a href="/options.html">{i18n.t('popup.settings')}</a>
          </nav>
        </div>
        <NotesTools {...tools} deletedCount={deletedCount} onChange={change} />
        {chosen.length > 0 && (
          <ChosenBar
            chosen={chosen.length}
            all={count}
            deleted={tools.deleted}
            onDelete={() => void setDeleted(chosen, !tools.deleted)}
            onAll={() => setChoice({ ...choice, ids: new Set(list.ids) })}
            onNone={() => setChoice(NOTHING)}
          />
        )}
        {done && (
          <p class="done" role="status">
            {i18n.t(done.deleted ? 'notesPage.haveDeleted' : 'notesPage.haveRestored', [
              countText(done.ids.length),
            ])}{' '}
            <button type="button" ref={undo} onClick={() => void setDeleted(done.ids, !done.deleted)}>
              {i18n.t('notes.undo')}
            </button>{' '}
            <button type="button" onClick={() => setDone(undefined)}>
              {i18n.t('card.close')}
            </button>
          </p>
        )}
        {failed && <p role="alert">{i18n.t('notes.failed')}</p>}
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
            {i18n.t(found.ids ? 'notesPage.found' : 'notesPage.count', [countText(count)])}
          </p>
        )}
        {state === 'all' && count === 0 ? (
          <p class="none">
            {i18n.t(
              tools.deleted ? 'notesPage.noneDeleted' : found.ids ? 'notesPage.noneFound' : 'notesPage.none',
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
