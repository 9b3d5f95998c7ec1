import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Card } from '../digest/card';
import { send } from '../platform/extension';
import type { FromPopover, Reason, ToPopover } from '../platform/messages';
import { CardView } from './Card';
import { MentionFoot } from './MentionFoot';

/** What the popover shows. `turn` is the reader's number for the hover; anything older is stale. */
type Shown =
  | { is: 'nothing' }
  /** The way walked so far, never empty: the last card is shown, the ones before it are what Back leads to. */
  | { is: 'cards'; turn: number; way: Card[]; mention: Mention }
  | { is: 'problem'; turn: number; text: string };

/** The mention that the card was opened at. */
interface Mention {
  why: Reason[];
  page: string;
}

export interface PopoverAppProps {
  tell(message: FromPopover): void;
  /** `page`: address of the page that the message is from. */
  listen(hear: (message: ToPopover, page: string) => void): void;
}

/** The card in its frame: asks for what the reader wants shown, walks through related terms, tells its size. */
export function PopoverApp({ tell, listen }: PopoverAppProps) {
  const [shown, setShown] = useState<Shown>({ is: 'nothing' });
  const latest = useRef(0);
  const box = useRef<HTMLDivElement>(null);

  const walkTo = async (term: string, turn: number, way: Card[], mention: Mention) => {
    latest.current = turn;
    let next: Shown;
    try {
      const card = await send('card', { term });
      next = card
        ? { is: 'cards', turn, way: [...way, card], mention }
        : { is: 'problem', turn, text: i18n.t('card.missing') };
    } catch {
      next = { is: 'problem', turn, text: i18n.t('card.failed') };
    }
    if (latest.current === turn) setShown(next);
  };

  useEffect(() => {
    listen((message, page) => {
      switch (message.kind) {
        case 'show':
          document.documentElement.style.setProperty('--card-width', `${message.width}px`);
          scrollTo(0, 0);
          if (message.term !== undefined)
            void walkTo(message.term, message.turn, [], { why: message.why, page });
          break;
        case 'focus':
          focus();
          document.querySelector<HTMLElement>('h1, p')?.focus();
          break;
      }
    });
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) tell({ kind: 'close' });
    };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, []);

  // Measured at once, not in an observer's turn: the frame is not painted until the reader has its size.
  useLayoutEffect(() => {
    const element = box.current;
    if (shown.is === 'nothing' || !element) return;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      tell({ kind: 'drawn', turn: shown.turn, width: Math.ceil(width), height: Math.ceil(height) });
    };
    measure();
    const watch = new ResizeObserver(measure); // A quotation that is unfolded makes the card higher.
    watch.observe(element);
    return () => watch.disconnect();
  }, [shown]);

  if (shown.is === 'nothing') return null;
  return (
    <div ref={box} class="box">
      {shown.is === 'problem' ? (
        <main class="card">
          <p tabIndex={-1} role="alert">
            {shown.text}
          </p>
        </main>
      ) : (
        <CardView
          card={shown.way.at(-1) as Card}
          backTo={shown.way.at(-2)?.term.label}
          onBack={() => setShown({ ...shown, way: shown.way.slice(0, -1) })}
          onClose={() => tell({ kind: 'close' })}
          onTerm={(id) => {
            scrollTo(0, 0);
            void walkTo(id, shown.turn, shown.way, shown.mention);
          }}
          onRead={(passage) => void send('open', { passage })}
        >
          {shown.way.length === 1 && (
            <MentionFoot key={shown.turn} term={(shown.way[0] as Card).term.id} {...shown.mention} />
          )}
        </CardView>
      )}
    </div>
  );
}
