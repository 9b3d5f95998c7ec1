import { useLayoutEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { SafetyNews } from '../data/SafetyNews';
import { SearchBox } from '../search/SearchBox';
import { SiteSwitch } from '../settings/SiteSwitch';
import { BriefingTools } from './BriefingTools';
import { inOrder, keepOrder, keptOrder, ORDERS, type TermOrder } from './order';
import { PageFoot } from './PageFoot';
import { PassageNotes, useWholePage } from './PageNotes';
import { pageWord } from './PageTerms';
import { Stage } from './Stage';
import { Tabs } from './Tabs';
import { TermList } from './TermList';
import { TermMentions } from './TermMentions';
import { useOpened } from './use-opened';
import type { FollowedPage } from './use-page';
import { type PageNotes, pageTarget, usePageNotes } from './use-page-notes';
import { Ways } from './Ways';
import '../tokens.css';
import './panel.css';

export interface PanelAppProps {
  page: FollowedPage;
  /** Whether look-ups are remembered; not in a private window. */
  remembers: boolean;
  /** Called when the user leaves the panel for the page. */
  onLeave(): void;
}

/** The side panel: search, the terms of the active page and their cards with all mentions, and the notes on the page. */
export function PanelApp({ page, remembers, onLeave }: PanelAppProps) {
  const opened = useOpened(remembers, () => undefined);
  const [paused, setPaused] = useState(false);
  const { state, terms } = page;
  const notes = usePageNotes(state);
  const target = pageTarget(state);
  const isHome = opened.shown.is === 'home';
  // Before the list is drawn: a quick second Escape is heard.
  useLayoutEffect(() => {
    if (!isHome) return undefined;
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      // In an editor, Escape closes a list of the browser or cancels a composition; it does not mean leaving.
      if (event.target instanceof Element && event.target.closest('.note-editor')) return;
      event.preventDefault();
      onLeave();
    };
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [onLeave, isHome]);
  const listed = paused ? 0 : terms.length;
  return (
    <div class="panel" aria-busy={state.is === 'waiting'}>
      <Stage
        opened={opened}
        home={i18n.t('panel.back')}
        foot={({ term: { id } }) =>
          state.is === 'read' &&
          terms.some(({ term }) => term === id) && (
            <PageFoot key={id} term={id} page={state.address} onFind={undefined} />
          )
        }
        after={({ term: { id } }) => {
          const term = terms.find(({ term }) => term === id);
          return term && <TermMentions key={id} term={term} onGo={page.go} />;
        }}
      >
        <h1 class="visually-hidden">{i18n.t('panel.title')}</h1>
        <SafetyNews />
        <SearchBox onOpen={opened.openHit}>
          <Tabs
            label={i18n.t('panel.tabs')}
            tabs={[
              {
                id: 'page-terms',
                name: i18n.t('panel.terms'),
                count: listed,
                content: <Terms page={page} paused={paused} onTerm={(term) => opened.open({ term })} />,
              },
              {
                id: 'page-notes',
                name: i18n.t('panel.notes'),
                count: notes.count,
                content: target ? (
                  <Notes key={target.page.address} notes={notes} target={target} onGo={page.go} />
                ) : (
                  <p class="hint">{i18n.t('panel.noNotes')}</p>
                ),
              },
            ]}
          />
          {target && (
            <details class="take">
              <summary>{i18n.t('briefing.title')}</summary>
              <BriefingTools key={target.page.address} page={page} target={target} notes={notes} />
            </details>
          )}
          {state.is === 'read' && <SiteSwitch page={state.address} onPaused={setPaused} />}
          <nav class="ways" aria-label={i18n.t('extensionName')}>
            <Ways />
          </nav>
        </SearchBox>
      </Stage>
    </div>
  );
}

interface TermsProps {
  page: FollowedPage;
  paused: boolean;
  onTerm(id: string): void;
}

/** The terms of the page in the order that the reader chose, or a sentence that says why there are none. */
function Terms({ page: { state, terms }, paused, onTerm }: TermsProps) {
  const [order, setOrder] = useState<TermOrder>(() => keptOrder(localStorage));
  const word = pageWord(state, paused, terms.length);
  if (word !== undefined) return <p role="status">{word}</p>;
  return (
    <>
      <label class="sort">
        {i18n.t('panel.sort')}{' '}
        <select
          value={order}
          onChange={({ currentTarget }) => {
            const next = ORDERS.find((each) => each === currentTarget.value) ?? order;
            setOrder(next);
            keepOrder(localStorage, next);
          }}
        >
          {ORDERS.map((each) => (
            <option key={each} value={each}>
              {i18n.t(`panel.sorting.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <TermList groups={inOrder(terms, order)} follows={order === 'page'} onTerm={onTerm} />
    </>
  );
}

interface NotesProps {
  notes: PageNotes;
  target: NonNullable<ReturnType<typeof pageTarget>>;
  onGo: FollowedPage['go'];
}

/** The notes on the page as a whole and on its passages. Its `key` must be the page's address. */
function Notes({ notes, target, onGo }: NotesProps) {
  const { button, list } = useWholePage(notes.page, target);
  return (
    <div class="page-notes">
      {button}
      {list}
      <PassageNotes notes={notes} onGo={onGo} />
      {notes.count === 0 && list.length === 0 && <p class="hint">{i18n.t('pageNotes.none')}</p>}
    </div>
  );
}
