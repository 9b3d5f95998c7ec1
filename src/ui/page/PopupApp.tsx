import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { send } from '../../protocol/extension';
import type { Requests } from '../../protocol/messages';
import { ExportReminder } from '../data/ExportReminder';
import { SafetyNews } from '../data/SafetyNews';
import type { LookUp } from '../search/recent';
import { SearchBox } from '../search/SearchBox';
import { PageFoot } from './PageFoot';
import { PageHere } from './PageHere';
import { PageTerms } from './PageTerms';
import { Stage } from './Stage';
import { useOpened } from './use-opened';
import type { FollowedPage } from './use-page';
import { pageTarget, usePageNotes } from './use-page-notes';
import { Ways } from './Ways';
import '../tokens.css';
import './popup.css';

export interface PopupAppProps {
  /** The active page. */
  page: FollowedPage;
  /** Opens the side panel; absent if the browser has none. */
  onPanel: (() => void) | undefined;
  /** Whether look-ups are remembered; not in a private window. */
  remembers: boolean;
  /** A line on what is new in this version. */
  news?: ComponentChildren;
  /** Called when the popup is done: a tab was opened, or a mention is shown on the page. */
  onDone(): void;
}

/** The popup of the toolbar button: search, the active page at a glance, and the card of what was found. */
export function PopupApp({ page, onPanel, remembers, news, onDone }: PopupAppProps) {
  const opened = useOpened(remembers, onDone);
  const [paused, setPaused] = useState(false);
  const notes = usePageNotes(page.state);
  const target = pageTarget(page.state);
  /** Terms seen on the page since the popup opened: a term that was just corrected away keeps its *Undo*. */
  const seen = useRef(new Set<string>());
  for (const { term } of page.terms) seen.current.add(term);
  const [data, setData] = useState<Requests['data-state']['reply']>();
  // A failure is not reported here: the options page reports it.
  const loadData = () => send('data-state', null).then(setData, () => undefined);
  useEffect(() => void loadData(), []);
  const popup = useRef<HTMLDivElement>(null);
  const toBox = () => popup.current?.querySelector('input')?.focus();
  const openTerm = (term: string) => opened.open({ term });
  const go = (frame: number, place: number | string) => {
    page.go(frame, place);
    onDone();
  };

  return (
    <div class="popup" ref={popup}>
      <Stage
        opened={opened}
        home={i18n.t('popup.search')}
        foot={({ term: { id } }) => {
          const first = page.terms.find(({ term }) => term === id)?.mentions[0];
          return (
            page.state.is === 'read' &&
            seen.current.has(id) && (
              <PageFoot
                key={id}
                term={id}
                page={page.state.address}
                onFind={first && (() => go(first.frame, first.id))}
              />
            )
          );
        }}
      >
        <h1 class="visually-hidden">{i18n.t('extensionName')}</h1>
        <SafetyNews />
        {news}
        <SearchBox autofocus onOpen={opened.openHit}>
          <PageTerms page={page} paused={paused} onTerm={openTerm} onPanel={onPanel} />
          <Recent
            recent={opened.recent}
            onTerm={openTerm}
            onForget={() => {
              opened.forget();
              toBox(); // The button disappears.
            }}
          />
          <ExportReminder
            state={data}
            onPutOff={() => {
              toBox();
              void loadData();
            }}
          />
        </SearchBox>
      </Stage>
      {target && (
        <div class="foot" hidden={opened.shown.is !== 'home'}>
          <PageHere
            key={target.page.address}
            page={page}
            target={target}
            notes={notes}
            onPaused={setPaused}
            onGo={go}
          />
        </div>
      )}
      <footer>
        {onPanel && (
          <button type="button" class="open-panel" onClick={onPanel}>
            {i18n.t('popup.panel')}
          </button>
        )}
        <Ways />
      </footer>
    </div>
  );
}

interface RecentProps {
  recent: LookUp[];
  onTerm(id: string): void;
  onForget(): void;
}

/** The last look-ups or, if there are none, a hint how to begin. */
function Recent({ recent, onTerm, onForget }: RecentProps) {
  if (recent.length === 0) return <p class="hint">{i18n.t('popup.hint')}</p>;
  return (
    <section aria-labelledby="recent">
      <div class="head">
        <h2 id="recent">{i18n.t('popup.recent')}</h2>
        <button type="button" class="forget" onClick={onForget}>
          {i18n.t('popup.forget')}
        </button>
      </div>
      <ul class="terms">
        {recent.map(({ term, label }) => (
          <li key={term}>
            <button type="button" dir="auto" onClick={() => onTerm(term)}>
              {label}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
