import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Card } from '../../digest/card';
import { libraryAddress, notesAddress } from '../../protocol/address';
import { send } from '../../protocol/extension';
import type { Requests } from '../../protocol/messages';
import type { Hit } from '../../search/entry';
import { CardView } from '../card/Card';
import { ExportReminder } from '../data/ExportReminder';
import { SafetyNews } from '../data/SafetyNews';
import { NoteCard } from '../notes/NoteCard';
import { forgetLookUps, keepLookUp, type LookUp, recentLookUps } from '../search/recent';
import { SearchBox } from '../search/SearchBox';
import { SiteSwitch } from '../settings/SiteSwitch';
import { PageFoot } from './PageFoot';
import { WholePageNotes } from './PageNotes';
import { PageTerms } from './PageTerms';
import type { FollowedPage } from './use-page';
import { pageTarget, usePageNotes } from './use-page-notes';
import type { PlacedMention } from './weigh-terms';
import '../tokens.css';
import './popup.css';

type Shown =
  | { is: 'search' }
  /** The cards opened one from the other, at least one; the last is shown. */
  | { is: 'cards'; way: Card[] }
  | { is: 'note'; id: string }
  | { is: 'problem'; text: string };

export interface PopupAppProps {
  /** The active page. */
  page: FollowedPage;
  /** Opens the side panel; absent if the browser has none. */
  onPanel: (() => void) | undefined;
  /** Whether look-ups are remembered; not in a private window. */
  remembers: boolean;
  /** Called when the popup is done: a tab was opened, or a mention is shown on the page. */
  onDone(): void;
}

/** The popup of the toolbar button: search, the active page at a glance, and the card of what was found. */
export function PopupApp({ page, onPanel, remembers, onDone }: PopupAppProps) {
  const [shown, setShown] = useState<Shown>({ is: 'search' });
  const [paused, setPaused] = useState(false);
  const notes = usePageNotes(page.state);
  const target = pageTarget(page.state);
  /** Terms seen on the page since the popup opened: a term that was just corrected away keeps its *Undo*. */
  const seen = useRef(new Set<string>());
  for (const { term } of page.terms) seen.current.add(term);
  const [recent, setRecent] = useState(() => recentLookUps(localStorage));
  const [data, setData] = useState<Requests['data-state']['reply']>();
  // A failure is not reported here: the options page reports it.
  const loadData = () => send('data-state', null).then(setData, () => undefined);
  useEffect(() => void loadData(), []);
  const main = useRef<HTMLDivElement>(null);
  /** Number of the last request for a card: answers to earlier ones are stale. */
  const turn = useRef(0);

  const open = async (request: { passage?: string; term?: string; note?: string }) => {
    await send('open', request).then(onDone, () => setShown({ is: 'problem', text: i18n.t('card.failed') }));
  };
  const walkTo = async (term: string, way: Card[]) => {
    const mine = ++turn.current;
    const card = await send('card', { term }).catch(() => undefined);
    if (mine !== turn.current) return;
    if (!card) {
      setShown({ is: 'problem', text: i18n.t(card === null ? 'card.missing' : 'card.failed') });
      return;
    }
    setShown({ is: 'cards', way: [...way, card] });
    if (remembers) setRecent(keepLookUp(localStorage, { term, label: card.term.label }));
  };
  const back = () => {
    turn.current++;
    setShown(
      shown.is === 'cards' && shown.way.length > 1
        ? { is: 'cards', way: shown.way.slice(0, -1) }
        : { is: 'search' },
    );
  };
  const openHit = ({ kind, id }: Hit, inNewTab: boolean) => {
    if (kind === 'passage') void open({ passage: id });
    else if (kind === 'note') inNewTab ? void open({ note: id }) : setShown({ is: 'note', id });
    else void (inNewTab ? open({ term: id }) : walkTo(id, []));
  };

  useEffect(() => {
    if (shown.is === 'search') return;
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault(); // Escape would close the popup.
      back();
    };
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [shown]);

  // The focused element has disappeared: the focus goes to what is shown in its place.
  const before = useRef(shown.is);
  useEffect(() => {
    if (before.current !== shown.is)
      main.current
        ?.querySelector<HTMLElement>(
          shown.is === 'search' ? 'input' : '.card h1, .note-card h1, [role=alert]',
        )
        ?.focus();
    before.current = shown.is;
  }, [shown.is]);

  const card = shown.is === 'cards' ? shown.way.at(-1) : undefined;
  const first = page.terms.find(({ term }) => term === card?.term.id)?.mentions[0];
  const find = ({ frame, id }: PlacedMention) => {
    page.go(frame, id);
    onDone();
  };

  return (
    <div class="popup" ref={main}>
      {/* Kept in the DOM while a card is shown, so that *Back* leads to the same results. */}
      <main class="home" hidden={shown.is !== 'search'}>
        <h1 class="visually-hidden">{i18n.t('extensionName')}</h1>
        <SafetyNews />
        <SearchBox autofocus onOpen={openHit}>
          <PageTerms page={page} paused={paused} onTerm={(id) => void walkTo(id, [])} />
          {target && (
            <section class="page-notes" aria-label={i18n.t('pageNotes.title')}>
              <WholePageNotes key={target.page.address} notes={notes.page} target={target} />
            </section>
          )}
          {page.state.is === 'read' && <SiteSwitch page={page.state.address} onPaused={setPaused} />}
          <Recent
            recent={recent}
            onTerm={(id) => void walkTo(id, [])}
            onForget={() => {
              forgetLookUps(localStorage);
              setRecent([]);
              main.current?.querySelector('input')?.focus();
            }}
          />
          <ExportReminder
            state={data}
            onPutOff={() => {
              main.current?.querySelector('input')?.focus(); // The button disappears.
              void loadData();
            }}
          />
        </SearchBox>
      </main>
      {shown.is === 'cards' && card && (
        <CardView
          card={card}
          backTo={shown.way.at(-2)?.term.label ?? i18n.t('popup.search')}
          onBack={back}
          onTerm={(id) => void walkTo(id, shown.way)}
          onRead={(passage) => void open({ passage })}
        >
          {page.state.is === 'read' && seen.current.has(card.term.id) && (
            <PageFoot
              key={card.term.id}
              term={card.term.id}
              page={page.state.address}
              onFind={first && (() => find(first))}
            />
          )}
        </CardView>
      )}
      {shown.is === 'note' && <NoteCard id={shown.id} onBack={back} />}
      {shown.is === 'problem' && (
        <main class="home">
          <p role="alert" tabIndex={-1}>
            {shown.text}
          </p>
          <button type="button" onClick={back}>
            {i18n.t('card.back', [i18n.t('popup.search')])}
          </button>
        </main>
      )}
      <footer>
        {onPanel && (
          <button type="button" class="open-panel" onClick={onPanel}>
            {i18n.t('popup.panel')}
          </button>
        )}
        <a href={libraryAddress()} target="_blank" rel="noopener">
          {i18n.t('popup.library')}
        </a>
        <a href={notesAddress()} target="_blank" rel="noopener">
          {i18n.t('notesPage.link')}
        </a>
        <a href="/options.html" target="_blank" rel="noopener">
          {i18n.t('popup.settings')}
        </a>
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
      <h2 id="recent">{i18n.t('popup.recent')}</h2>
      <ul class="terms">
        {recent.map(({ term, label }) => (
          <li key={term}>
            <button type="button" dir="auto" onClick={() => onTerm(term)}>
              {label}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="forget" onClick={onForget}>
        {i18n.t('popup.forget')}
      </button>
    </section>
  );
}
