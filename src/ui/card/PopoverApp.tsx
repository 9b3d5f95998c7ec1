import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Card } from '../../digest/card';
import type { Listing } from '../../notes/store';
import { send } from '../../protocol/extension';
import type { ToPopover } from '../../protocol/letters';
import type { Reason } from '../../protocol/messages';
import { allSaved, isAllSaved } from '../notes/edited-note';
import { NoteList } from '../notes/NoteList';
import { Careful } from '../notes/TwicePressed';
import { CardView, CloseButton } from './Card';
import type { Correspondence } from './correspondence';
import { heightOf, WHOLE } from './height';
import { MentionFoot } from './MentionFoot';
import { notesSoon } from './notes-soon';
import type { CardSight } from './sight';
import { Warnings } from './Warnings';

/** What the popover shows. */
interface Shown {
  /** The reader's number for the hover. Answers to an earlier number are stale. */
  turn: number;
  /** Width of the card, CSS px. */
  width: number;
  /**
   * The cards visited so far. The last one is shown; *Back* leads to the one before it. Empty if only notes
   * are shown.
   */
  way: Stop[];
  /** Why the next card cannot be shown. */
  problem?: string;
  mention: Mention;
  /** The user's notes on the passage that the card was opened at. */
  passage: { ids: string[]; first?: Listing };
}

interface Stop {
  card: Card;
  /** The user's notes on the term. Absent if they did not arrive in time. */
  notes?: Listing;
}

/** The mention that the card was opened at. */
interface Mention {
  why: Reason[];
  page: string;
}

/** Longest time that Escape waits for unsaved changes, ms. A background that is just waking needs less. */
const SAVING = 1_000;
/** Time in which the reader brings back a keyboard that the page took, ms. It does so at once. */
const BACK = 40;

/**
 * The card in its frame: fetches the content that the reader wants shown, follows related terms, and reports
 * its size.
 */
export function PopoverApp({ tell, listen, sight }: Correspondence & { sight?: CardSight }) {
  const [shown, setShown] = useState<Shown>();
  /** Whether something lies over the card. */
  const [covered, setCovered] = useState(false);
  /** Where the keyboard went unasked. */
  const [lost, setLost] = useState<'page' | 'elsewhere'>();
  /** The id of the note whose editor the reader wants to have the keyboard focus. */
  const [editing, setEditing] = useState<string>();
  const latest = useRef(0);
  const box = useRef<HTMLDivElement>(null);
  /** Whether the card must take the keyboard focus as soon as its heading is drawn. */
  const focusing = useRef(false);
  const held = useRef('');
  /** The field that the user types in, also while the keyboard is elsewhere. */
  const field = useRef<HTMLElement | null>(null);
  const isAway = useRef(false);
  /** Whether the user has pressed the notes or reached them by key, so that the card shows as much as it can. */
  const isWhole = useRef(false);
  const measure = useRef(() => undefined as unknown);
  /** Whether closing was refused once because of unsaved changes. The second attempt closes. */
  const warned = useRef(false);

  const begin = async (message: Extract<ToPopover, { kind: 'show' }>, page: string) => {
    const { term, notes, why, turn, width } = message;
    latest.current = turn;
    const [stop, first] = await Promise.all([
      term === undefined ? undefined : stopAt(term),
      notes.length > 0 ? notesSoon({ ids: notes }) : undefined,
    ]);
    if (latest.current !== turn) return;
    setShown({ turn, width, mention: { why, page }, passage: { ids: notes, first }, ...onward([], stop) });
  };
  const walkTo = async (from: Shown, term: string) => {
    const stop = await stopAt(term);
    if (latest.current === from.turn) setShown({ ...from, ...onward(from.way, stop) });
  };
  const close = async () => {
    const late = new Promise<true>((resolve) => setTimeout(() => resolve(true), SAVING));
    if (isAllSaved() || warned.current || (await Promise.race([allSaved(), late]))) tell({ kind: 'close' });
    warned.current = true;
  };
  const tellHeld = () => {
    if (isAway.current) return; // In Chromium, a frame that loses the keyboard forgets its active element.
    const { activeElement } = document;
    const now = activeElement?.closest('.note-editor') != null;
    const typing = now && activeElement?.matches('textarea,.tags-line') === true;
    const told = `${now} ${typing}`;
    if (told !== (held.current || 'false false')) tell({ kind: 'held', held: now, typing });
    held.current = told;
    field.current = typing && activeElement instanceof HTMLElement ? activeElement : null;
  };
  /** The keyboard has left the frame. If the reader does not bring it back, says where it is. */
  const tellLost = () => {
    isAway.current = true;
    if (held.current !== 'true true') return;
    setTimeout(() => document.hasFocus() || tell({ kind: 'lost' }), BACK);
  };

  useEffect(() => {
    listen((message, page) => {
      switch (message.kind) {
        case 'show':
          setCardWidth(`${message.width}px`);
          scrollTo(0, 0);
          setEditing(undefined);
          warned.current = focusing.current = isWhole.current = false;
          held.current = '';
          field.current = null;
          setCovered(false);
          setLost(undefined);
          sight?.moved();
          void begin(message, page);
          break;
        case 'focus':
          focus();
          focusing.current = message.note === undefined;
          setEditing(message.note);
          focusHeading();
          break;
        case 'hidden':
          latest.current = Number.NaN;
          setShown(undefined);
          break;
        case 'sight':
          sight?.heard(message.clear);
          break;
        case 'moved':
          sight?.moved();
          break;
        case 'keyboard':
          if (!document.hasFocus()) setLost(message.taken ? 'page' : 'elsewhere');
          break;
      }
    });
    sight?.listen((is) => {
      if (is) tell({ kind: 'covered' });
      setCovered(is);
    });
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) void close();
    };
    // The new focus is known only after the event. A window that loses the focus keeps its active element.
    const look = () => setTimeout(tellHeld);
    const back = () => {
      isAway.current = false;
      setLost(undefined);
      held.current = '';
      if (document.activeElement === document.body) field.current?.focus();
      look();
    };
    const open = ({ target }: Event) => {
      if (isWhole.current || !(target instanceof Element && target.closest('.own'))) return;
      isWhole.current = true;
      measure.current();
    };
    const heard = [
      ['keydown', leave],
      ['focusin', look],
      ['focusout', look],
      ['focus', back],
      ['blur', tellLost],
      ['focusin', open],
      ['click', open],
    ] as [string, EventListener][];
    for (const [name, hear] of heard) addEventListener(name, hear);
    return () => {
      for (const [name, hear] of heard) removeEventListener(name, hear);
    };
  }, []);
  const focusHeading = () => {
    const heading = focusing.current && box.current?.querySelector<HTMLElement>('h1, p');
    if (!heading) return;
    focusing.current = false;
    heading.focus();
  };

  // Measured at once, not by an observer, because the frame is not painted until the reader has its size.
  useLayoutEffect(() => {
    const element = box.current;
    if (!shown || !element) return;
    focusHeading();
    const { turn, width } = shown;
    measure.current = () => {
      tell({ kind: 'drawn', turn, width, height: isWhole.current ? WHOLE : heightOf(element) });
      // The frame has its announced width.
      if (innerWidth >= width) setCardWidth('100%');
    };
    measure.current();
    const watch = new ResizeObserver(() => measure.current()); // An opened quotation or a new note makes the card higher.
    watch.observe(element);
    return () => watch.disconnect();
  }, [shown]);

  if (!shown) return null;
  const { turn, way, problem, mention, passage } = shown;
  const stop = problem === undefined ? way.at(-1) : undefined;
  const isFirst = way.length < 2;
  const ofPassage = isFirst && passage.ids.length > 0 && (
    <div class="own">
      <NoteList
        key={turn}
        of={{ ids: passage.ids }}
        first={passage.first}
        heading={i18n.t('notes.ofPassage')}
        isHeaded={stop !== undefined || problem !== undefined}
        editing={editing}
      />
    </div>
  );
  const warnings = <Warnings covered={covered} lost={lost} />;
  if (stop)
    return (
      <Careful.Provider value={true}>
        <div ref={box} class="box">
          <CardView
            card={stop.card}
            notes={stop.notes}
            backTo={way.at(-2)?.card.term.label}
            onBack={() => setShown({ ...shown, way: way.slice(0, -1) })}
            onClose={() => void close()}
            onTerm={(id) => {
              scrollTo(0, 0);
              void walkTo(shown, id);
            }}
            onRead={(passage) => void send('open', { passage })}
          >
            {ofPassage}
            {isFirst && <MentionFoot key={turn} term={stop.card.term.id} {...mention} />}
          </CardView>
        </div>
        {warnings}
      </Careful.Provider>
    );
  return (
    <Careful.Provider value={true}>
      <div ref={box} class="box">
        <main class="card">
          {problem === undefined ? (
            <header>
              <h1 tabIndex={-1}>{i18n.t('notes.ofPassage')}</h1>
              <div class="tools">
                <CloseButton onClose={() => void close()} />
              </div>
            </header>
          ) : (
            <p tabIndex={-1} role="alert">
              {problem}
            </p>
          )}
          {ofPassage}
        </main>
      </div>
      {warnings}
    </Careful.Provider>
  );
}

function setCardWidth(width: string): void {
  document.documentElement.style.setProperty('--card-width', width);
}

/** The way with the next stop, or the reason why there is none. Unchanged if no term was asked for. */
function onward(way: Stop[], stop: Stop | string | undefined): Pick<Shown, 'way' | 'problem'> {
  if (typeof stop === 'string') return { way, problem: stop };
  return { way: stop ? [...way, stop] : way, problem: undefined };
}

/** The card of a term with the notes on it, or a message that says why there is none. */
async function stopAt(term: string): Promise<Stop | string> {
  try {
    const [card, notes] = await Promise.all([send('card', { term }), notesSoon({ term })]);
    return card ? { card, notes } : i18n.t('card.missing');
  } catch {
    return i18n.t('card.failed');
  }
}
