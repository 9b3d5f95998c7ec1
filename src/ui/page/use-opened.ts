import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Card } from '../../digest/card';
import { send } from '../../protocol/extension';
import type { Hit } from '../../search/entry';
import { forgetLookUps, keepLookUp, type LookUp, recentLookUps } from '../search/recent';

type Shown =
  /** The view to begin with. */
  | { is: 'home' }
  /** The cards opened one from the other, at least one; the last is shown. */
  | { is: 'cards'; way: Card[] }
  | { is: 'note'; id: string }
  | { is: 'problem'; text: string };

/** What popup and side panel show, and how the reader goes from one thing to the next. */
export interface Opened {
  shown: Shown;
  /** The recent look-ups, the newest first. */
  recent: LookUp[];
  /** Opens the card of a term here, or a passage in a tab. `way`: the cards that lead to the card. */
  open(place: { term: string } | { passage: string }, way?: Card[]): void;
  /** Opens what the search has found; a passage always in a tab. */
  openHit(hit: Hit, inNewTab: boolean): void;
  back(): void;
  /** Deletes the recent look-ups. */
  forget(): void;
}

/** `remembers`: whether look-ups are remembered; not in a private window. `onTab`: called when a tab was opened. */
export function useOpened(remembers: boolean, onTab: () => void): Opened {
  const [shown, setShown] = useState<Shown>({ is: 'home' });
  const [recent, setRecent] = useState(() => recentLookUps(localStorage));
  /** Number of the last request for a card: answers to earlier ones are stale. */
  const turn = useRef(0);
  const openTab = async (place: { passage?: string; term?: string; note?: string }) => {
    await send('open', place).then(onTab, () => setShown({ is: 'problem', text: i18n.t('card.failed') }));
  };
  const openCard = async (term: string, way: Card[]) => {
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
  return {
    shown,
    recent,
    open: (place, way = []) => void ('term' in place ? openCard(place.term, way) : openTab(place)),
    openHit: ({ kind, id }, inNewTab) => {
      if (kind === 'passage') void openTab({ passage: id });
      else if (kind === 'note') inNewTab ? void openTab({ note: id }) : setShown({ is: 'note', id });
      else void (inNewTab ? openTab({ term: id }) : openCard(id, []));
    },
    back: () => {
      turn.current++;
      setShown(
        shown.is === 'cards' && shown.way.length > 1
          ? { is: 'cards', way: shown.way.slice(0, -1) }
          : { is: 'home' },
      );
    },
    forget: () => {
      forgetLookUps(localStorage);
      setRecent([]);
    },
  };
}
