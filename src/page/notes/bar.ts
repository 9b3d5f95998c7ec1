/**
 * The bar beside selected text as a state machine. The bar appears once for each selection, does not return
 * after the user dismissed it, follows the text, and disappears with it.
 */
import { isSameSelection, type Selected, type SelectionEnd } from './selected';

/**
 * `last`: the selection at the end of the user's last press. The bar does not appear again for the same
 * selection.
 */
export type Bar =
  | { is: 'away'; last: Selected | undefined }
  | { is: 'shown'; last: Selected | undefined; selected: Selected };

export type BarEvent =
  /**
   * A pointer or key press has ended. `selected`: the selection, if it is to be offered. `isWord`: a double click has
   * selected a word that is not a term, so nothing is to be done with it as far as we know.
   */
  | { on: 'released'; selected: Selected | undefined; isWord?: boolean }
  /** The user asks for the bar by keyboard. */
  | { on: 'asked'; selected: Selected | undefined }
  /** The selection has changed or is gone. */
  | { on: 'selection'; selected: Selected | undefined }
  /** The page was scrolled or resized. `end`: where the selection ends now, if that is visible. */
  | { on: 'moved'; end: SelectionEnd | undefined }
  /**
   * No note could be made on `refused`. `selected`: the selection now. `word`: the reason, in the user's
   * language.
   */
  | { on: 'refused'; refused: Selected; selected: Selected | undefined; word: string }
  /** The selection was copied. `word` says so. */
  | { on: 'copied'; copied: Selected; selected: Selected | undefined; word: string }
  /** A note was made. */
  | { on: 'made' }
  /** Escape, a press elsewhere, a choice or a command; or the site is no longer offered the bar. */
  | { on: 'dismiss' };

export type BarEffect =
  /** Shows the bar at the end of the selection. `word`: text to show in place of the choices. */
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

/** Computes one step. */
export function step(state: Bar, event: BarEvent): BarStep {
  switch (event.on) {
    case 'released':
      if (isSameSelection(event.selected, state.last)) return still(state);
      if (event.isWord) return away({ ...state, last: event.selected });
      return event.selected ? shown(event.selected, event.selected) : gone(state);
    case 'asked':
      return event.selected ? shown(event.selected, event.selected) : still(state);
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
    case 'copied':
      return isSameSelection(event.selected, event.copied)
        ? shown(state.last, event.copied, event.word)
        : still(state);
    case 'made':
      return still({ ...state, last: undefined });
    case 'dismiss':
      return away(state);
  }
}

/** Nothing is selected: the bar disappears, and may appear again for its last selection. */
function gone(state: Bar): BarStep {
  return away({ ...state, last: undefined });
}
