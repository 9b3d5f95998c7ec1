/**
 * The bar beside selected text as a state machine: it comes once for what is selected, stays away where the user was rid of it, follows
 * its text, and goes with it.
 */
import { isSameSelection, type Selected, type SelectionEnd } from './selected';

/** `last`: what was selected when the user's press ended last. The bar does not come for the same again. */
export type Bar =
  | { is: 'away'; last: Selected | undefined }
  | { is: 'shown'; last: Selected | undefined; selected: Selected };

export type BarEvent =
  /** A press of the pointer or of a key has ended; what is selected then, if that is to be offered. */
  | { on: 'released'; selected: Selected | undefined }
  /** Something else is selected, or nothing. */
  | { on: 'selection'; selected: Selected | undefined }
  /** The page was scrolled or resized. `end`: where the selection ends now, if that can be seen. */
  | { on: 'moved'; end: SelectionEnd | undefined }
  /** No note could be made on that. `selected`: what is selected now; `word`: why, in the user's language. */
  | { on: 'refused'; refused: Selected; selected: Selected | undefined; word: string }
  /** A note was made. */
  | { on: 'made' }
  /** Escape, a press elsewhere, a choice, a command; or nothing is to be offered any more. */
  | { on: 'dismiss' };

export type BarEffect =
  /** Show the bar at the end of what is selected. `word`: instead of the choices. */
  | { do: 'show'; selected: Selected; word: string | undefined }
  | { do: 'place'; end: SelectionEnd }
  | { do: 'hide' };

export interface BarStep {
  state: Bar;
  effects: BarEffect[];
}

const still = (state: Bar): BarStep => ({ state, effects: [] });

function shown(last: Selected | undefined, selected: Selected, word?: string): BarStep {
  return { state: { is: 'shown', last, selected }, effects: [{ do: 'show', selected, word }] };
}

function away(state: Bar): BarStep {
  return { state: { is: 'away', last: state.last }, effects: state.is === 'shown' ? [{ do: 'hide' }] : [] };
}

/** One step. */
export function step(state: Bar, event: BarEvent): BarStep {
  switch (event.on) {
    case 'released':
      if (isSameSelection(event.selected, state.last)) return still(state);
      return event.selected ? shown(event.selected, event.selected) : gone(state);
    case 'selection':
      return state.is === 'shown' && !isSameSelection(event.selected, state.selected)
        ? away(state)
        : still(state);
    case 'moved':
      if (state.is === 'away') return still(state);
      return event.end ? { state, effects: [{ do: 'place', end: event.end }] } : away(state);
    case 'refused':
      return isSameSelection(event.selected, event.refused)
        ? shown(state.last, event.refused, event.word)
        : still(state);
    case 'made':
      return still({ ...state, last: undefined });
    case 'dismiss':
      return away(state);
  }
}

/** Nothing is selected: the bar goes, and may come again for what it came for before. */
function gone(state: Bar): BarStep {
  return away({ ...state, last: undefined });
}
