/** The cards that the popover has shown, and where they come from. */
import { i18n } from '#i18n';
import type { Card } from '../../digest/card';
import type { Listing } from '../../notes/store';
import { send } from '../../protocol/extension';
import { notesSoon } from './notes-soon';

export interface Stop {
  card: Card;
  /** The user's notes on the term. Absent if they did not arrive in time. */
  notes?: Listing;
}

/** The cards visited so far, or why the next one cannot be shown. */
export interface Way {
  /** The last one is shown; *Back* leads to the one before it. Empty if only notes are shown. */
  way: Stop[];
  problem?: string;
}

/** The way with the next stop, or the reason why there is none. Unchanged if no term was asked for. */
export function onward(way: Stop[], stop: Stop | string | undefined): Way {
  if (typeof stop === 'string') return { way, problem: stop };
  return { way: stop ? [...way, stop] : way };
}

/** The card of a term with the notes on it, or a message that says why there is none. */
export async function stopAt(term: string): Promise<Stop | string> {
  try {
    const [card, notes] = await Promise.all([send('card', { term }), notesSoon({ term })]);
    return card ? { card, notes } : i18n.t('card.missing');
  } catch {
    return i18n.t('card.failed');
  }
}
