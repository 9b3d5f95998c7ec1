import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ToPopover } from '../../protocol/letters';
import { Careful } from '../notes/TwicePressed';
import { Announced } from './Announced';
import type { Correspondence } from './correspondence';
import { heightOf, WHOLE } from './height';
import { notesSoon } from './notes-soon';
import { ShownCard } from './Shown';
import type { Shown, Whole } from './shown-card';
import type { CardSight } from './sight';
import { onward, stopAt } from './stops';
import { Warnings } from './Warnings';

/** Longest time that Escape waits for unsaved changes, ms. A background that is just waking needs less. */
const SAVING = 1_000;
/** Height of a frame that has room for a few lines only, CSS px: above or below a line in the middle of a low window. */
const LOW = 160;
/** Time in which the reader brings back a keyboard that the page took, ms. It does so at once. */
const BACK = 40;

/**
 * The card in its frame: fetches the content that the reader wants shown, follows related terms, and reports
 * its size.
 */
export function PopoverApp({ tell, listen, sight }: Correspondence & { sight?: CardSight }) {
  const [shown, setShown] = useState<Shown>();
  /** Whether the card is open fully, and not only a peek. */
  const [isFull, setFull] = useState(false);
  const full = useRef(false);
  full.current = isFull;
  const whole = useRef<Whole | undefined>(undefined);
  const [isLoaded, setLoaded] = useState(false);
  /** Whether something lies over the card. */
  const [covered, setCovered] = useState(false);
  const [isSeen, setSeen] = useState(false);
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

  const load = async () => {
    const { WHOLE } = await import('./whole');
    whole.current = WHOLE;
    setLoaded(true);
  };
  const begin = async (message: Extract<ToPopover, { kind: 'show' }>, page: string) => {
    const { term, notes, turn, width, ...mention } = message;
    latest.current = turn;
    const [stop, first] = await Promise.all([
      term === undefined ? undefined : stopAt(term),
      notes.length > 0 ? notesSoon({ ids: notes }) : undefined,
    ]);
    // Anything but the card of a term has no peek.
    if (typeof stop !== 'object') await load();
    if (latest.current !== turn) return;
    setShown({
      turn,
      width,
      mention: { ...mention, page },
      passage: { ids: notes, first },
      ...onward([], stop),
    });
  };
  const walkTo = async (from: Shown, term: string) => {
    const stop = await stopAt(term);
    if (latest.current === from.turn) setShown({ ...from, problem: undefined, ...onward(from.way, stop) });
  };
  const close = async () => {
    const late = new Promise<true>((resolve) => setTimeout(() => resolve(true), SAVING));
    const isSaved = whole.current?.isAllSaved() ?? true;
    const isDone = isSaved || warned.current || (await Promise.race([whole.current?.allSaved(), late]));
    // A second attempt may come while the first one waits.
    if (isDone || warned.current) tell({ kind: 'close' });
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
    // Not what the reader was told: where the keyboard comes and goes quickly, that is late.
    if (!field.current) return;
    setTimeout(() => document.hasFocus() || tell({ kind: 'lost' }), BACK);
  };

  useEffect(() => {
    listen((message, page) => {
      switch (message.kind) {
        case 'show':
          setCardWidth(`${message.width}px`);
          delete document.documentElement.dataset.cut;
          scrollTo(0, 0);
          setEditing(undefined);
          setFull(false);
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
          if (full.current) focusHeading();
          else setFull(true);
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
        case 'keyboard': {
          const say = () => document.hasFocus() || setLost(message.taken ? 'page' : 'elsewhere');
          say();
          setTimeout(say, BACK); // The letter may come before the frame hears that it has lost the keyboard.
          break;
        }
      }
    });
    sight?.listen((is) => {
      if (is) tell({ kind: 'covered' });
      setCovered(is);
      setSeen(!is);
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
    const openFully = () => setFull(true);
    const resized = () => {
      markCut();
      // An editor is opened while the frame is still low.
      field.current?.scrollIntoView({ block: 'nearest' });
    };
    const heard = [
      ['keydown', leave],
      ['focusin', look],
      ['focusout', look],
      ['focus', back],
      ['blur', tellLost],
      ['focusin', open],
      ['click', open],
      ['wheel', openFully],
      ['touchmove', openFully],
      ['resize', resized],
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

  /** Whether something in the card has the keyboard now. The full card takes the place of the peek, and of its heading. */
  const hadFocus = box.current?.contains(document.activeElement) === true;
  // Measured at once, not by an observer, because the frame is not painted until the reader has its size.
  useLayoutEffect(() => {
    const element = box.current;
    if (!shown || !element) return;
    if (hadFocus && document.activeElement === document.body) focusing.current = true;
    if (!isFull || isLoaded) focusHeading();
    if (!isLoaded) void load();
    const { turn, width } = shown;
    measure.current = () => {
      tell({ kind: 'drawn', turn, width, height: isWhole.current ? WHOLE : heightOf(element) });
      // The frame has its announced width.
      if (innerWidth >= width) setCardWidth('100%');
      // Once the frame is shown, also if it has the size of the last card.
      requestAnimationFrame(markCut);
    };
    measure.current();
    const watch = new ResizeObserver(() => measure.current()); // An opened quotation or a new note makes the card higher.
    watch.observe(element);
    return () => watch.disconnect();
  }, [shown, isFull, isLoaded]);

  // What is to be announced must be there before its text comes.
  return (
    <Careful.Provider value={true}>
      <Announced shown={shown} isSeen={isSeen} />
      {shown && (
        <>
          <div ref={box} class="box">
            <ShownCard
              shown={shown}
              whole={whole.current}
              isFull={isFull}
              editing={editing}
              onOpen={() => setFull(true)}
              onBack={() => setShown({ ...shown, problem: undefined, way: shown.way.slice(0, -1) })}
              onClose={() => void close()}
              onTerm={(id) => {
                scrollTo(0, 0);
                void walkTo(shown, id);
              }}
            />
          </div>
          <Warnings covered={covered} lost={lost} />
        </>
      )}
    </Careful.Provider>
  );
}

/** Tells the styles whether the frame is too low for its card. */
function markCut(): void {
  const { dataset } = document.documentElement;
  delete dataset.cut;
  if (innerHeight < LOW && document.documentElement.scrollHeight > innerHeight) dataset.cut = '';
}

function setCardWidth(width: string): void {
  document.documentElement.style.setProperty('--card-width', width);
}
