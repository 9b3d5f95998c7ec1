/**
 * Decides when the passages of a page are searched for again, as a state machine. One search runs at a time.
 * After each search comes a rest that leaves the page most of its thread, however often it changes.
 */

/** Largest share of the page's thread that searches use. */
const SHARE = 1 / 20;

export type Seeking =
  | { is: 'idle' }
  /** A search runs. `again`: the page has changed since it began, or there are more passages. */
  | { is: 'seeking'; again: boolean }
  /** The rest after a search. `again`: another search follows. */
  | { is: 'resting'; again: boolean }
  | { is: 'stopped' };

export type SeekingEvent =
  /** There are passages that were not searched for yet. They end the rest early. */
  | { on: 'wanted' }
  /** The page has changed. Passages may have disappeared, appeared or moved. */
  | { on: 'changed' }
  /** A search has ended. `worked`: its working time, ms. */
  | { on: 'sought'; worked: number }
  /** The rest is over. */
  | { on: 'rested' }
  | { on: 'stop' };

export type SeekingEffect = { do: 'seek' } | { do: 'rest'; ms: number } | { do: 'unrest' };

export interface SeekingStep {
  state: Seeking;
  effects: SeekingEffect[];
}

const still = (state: Seeking): SeekingStep => ({ state, effects: [] });
const seek = (...before: SeekingEffect[]): SeekingStep => ({
  state: { is: 'seeking', again: false },
  effects: [...before, { do: 'seek' }],
});

/** Computes one step. */
export function step(state: Seeking, event: SeekingEvent): SeekingStep {
  if (state.is === 'stopped') return still(state);
  switch (event.on) {
    case 'wanted':
    case 'changed':
      if (state.is === 'idle') return seek();
      return state.is === 'resting' && event.on === 'wanted'
        ? seek({ do: 'unrest' })
        : still({ ...state, again: true });
    case 'sought':
      if (state.is !== 'seeking') return still(state);
      return {
        state: { is: 'resting', again: state.again },
        effects: [{ do: 'rest', ms: event.worked / SHARE }],
      };
    case 'rested':
      if (state.is !== 'resting') return still(state);
      return state.again ? seek() : still({ is: 'idle' });
    case 'stop':
      return { state: { is: 'stopped' }, effects: [{ do: 'unrest' }] };
  }
}
