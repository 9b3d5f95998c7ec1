/**
 * When the passages of a page are looked for again, as a state machine: one search at a time, and after each a rest that leaves the page
 * most of its thread, however often it changes.
 */

/** The page's thread is ours for this share at most. */
const SHARE = 1 / 20;

export type Seeking =
  | { is: 'idle' }
  /** A search runs. `again`: the page has changed since, or there are more passages. */
  | { is: 'seeking'; again: boolean }
  /** The page has its thread. `again`: another search follows. */
  | { is: 'resting'; again: boolean }
  | { is: 'stopped' };

export type SeekingEvent =
  /** There are passages that nobody has looked for yet: the rest is cut short for them. */
  | { on: 'wanted' }
  /** The page has changed: passages may have gone, come or moved. */
  | { on: 'changed' }
  /** A search has ended, and has worked for so many ms. */
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

/** One step. */
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
