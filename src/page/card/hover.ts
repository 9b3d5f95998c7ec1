/**
 * Hovering as a state machine: events in, the next state and what to do about it out. It holds no clock, no element and
 * no promise; each hover carries a turn, and whatever comes back about an earlier turn is stale by construction.
 *
 * WCAG 2.2, 1.4.13: the card is dismissible (Escape), hoverable (the way to it and itself keep it open), persistent (it stays
 * until the pointer leaves both, or the user closes it).
 */

/** Rest this long on a mention, ms: shorter opens cards under a pointer that only passes (DESIGN.md §7). */
export const DWELL = 300;
/** After leaving, the card stays this long, ms: room for a clumsy way back. */
export const LINGER = 300;

export type Hover<M> =
  | { is: 'idle' }
  /** The pointer rests on a mention; its card may come. */
  | { is: 'dwelling'; mention: M; turn: number }
  /** The card is shown, and the pointer is on it, on its mention or on the way between; or it was asked for (`pinned`), or is being written in (`held`). */
  | { is: 'open'; mention: M; turn: number; pinned: boolean; held: boolean }
  /** The card is shown and the pointer is elsewhere: on another mention (`next`), or on none. */
  | { is: 'leaving'; mention: M; turn: number; next: M | null };

export type HoverEvent<M> =
  /** The pointer moved: over a mention or none; `slow` enough to mean it; `homing`: inside the triangle toward the card. */
  | { on: 'move'; mention: M | null; slow: boolean; homing: boolean }
  /** A timer that `wait` started has run out. */
  | { on: 'waited'; turn: number }
  /** The pointer entered the card. */
  | { on: 'card' }
  /** The keyboard came into an editor of the card, or left it. */
  | { on: 'held'; held: boolean }
  /** The pointer left the card, or the window. */
  | { on: 'away' }
  /** A mention was asked for by keyboard or touch: its card stays until it is closed. */
  | { on: 'ask'; mention: M }
  /** Escape, the close button, a press elsewhere, or the mention is gone. */
  | { on: 'close' };

export type Effect<M> =
  /** Start the one timer, replacing what runs. */
  | { do: 'wait'; ms: number; turn: number }
  | { do: 'unwait' }
  /** Get the card ready, unseen: it is likely. */
  | { do: 'prepare' }
  | { do: 'open'; mention: M; turn: number }
  /** Take the card away, whether it is shown or got ready. */
  | { do: 'close' };

export interface Step<M> {
  state: Hover<M>;
  effects: Effect<M>[];
}

const still = <M>(state: Hover<M>): Step<M> => ({ state, effects: [] });

/** One step. `turn` is a number not used before, for the hover that may begin here. */
export function step<M>(state: Hover<M>, event: HoverEvent<M>, turn: number): Step<M> {
  switch (event.on) {
    case 'move':
      return moved(state, event, turn);
    case 'waited':
      return waited(state, event.turn, turn);
    case 'card':
      return state.is === 'leaving'
        ? { state: open(state.mention, state.turn, false), effects: [{ do: 'unwait' }] }
        : still(state);
    case 'held':
      if (state.is === 'open') return still({ ...state, held: event.held });
      return state.is === 'leaving' && event.held
        ? { state: open(state.mention, state.turn, false, true), effects: [{ do: 'unwait' }] }
        : still(state);
    case 'away':
      return left(state, null);
    case 'ask':
      return {
        state: open(event.mention, turn, true),
        effects: [{ do: 'unwait' }, { do: 'open', mention: event.mention, turn }],
      };
    case 'close':
      return state.is === 'idle' ? still(state) : idle();
  }
}

function idle<M>(): Step<M> {
  return { state: { is: 'idle' }, effects: [{ do: 'unwait' }, { do: 'close' }] };
}

function open<M>(mention: M, turn: number, pinned: boolean, held = false): Hover<M> {
  return { is: 'open', mention, turn, pinned, held };
}

function moved<M>(
  state: Hover<M>,
  { mention, slow, homing }: Extract<HoverEvent<M>, { on: 'move' }>,
  turn: number,
): Step<M> {
  switch (state.is) {
    case 'idle':
      return mention === null ? still(state) : dwell(mention, turn);
    case 'dwelling':
      if (mention === null) return idle();
      // A fast pointer is still travelling: the rest begins anew.
      return mention === state.mention && slow ? still(state) : dwell(mention, turn);
    case 'open':
      return mention === state.mention ? still(state) : left(state, homing ? null : mention);
    case 'leaving':
      if (mention === state.mention) {
        return { state: open(state.mention, state.turn, false), effects: [{ do: 'unwait' }] };
      }
      // On the way to the card, the wait begins anew, and what lies under the way is not meant. So it does on another mention,
      // until the pointer rests there.
      if (homing) return left(open(state.mention, state.turn, false), null);
      if (mention !== state.next || (mention !== null && !slow)) {
        return left(open(state.mention, state.turn, false), mention);
      }
      return still(state);
  }
}

function dwell<M>(mention: M, turn: number): Step<M> {
  return {
    state: { is: 'dwelling', mention, turn },
    effects: [{ do: 'prepare' }, { do: 'wait', ms: DWELL, turn }],
  };
}

function left<M>(state: Hover<M>, next: M | null): Step<M> {
  if (state.is === 'dwelling') return idle();
  // The wait for another mention goes on, and ends with nothing: that mention was left as well.
  if (state.is === 'leaving') return still({ ...state, next });
  if (state.is !== 'open' || state.pinned || state.held) return still(state);
  return {
    state: { is: 'leaving', mention: state.mention, turn: state.turn, next },
    effects: [{ do: 'wait', ms: LINGER, turn: state.turn }],
  };
}

function waited<M>(state: Hover<M>, timer: number, turn: number): Step<M> {
  if (state.is === 'dwelling' && state.turn === timer) return opened(state.mention, state.turn);
  if (state.is === 'leaving' && state.turn === timer) {
    return state.next === null
      ? { state: { is: 'idle' }, effects: [{ do: 'close' }] }
      : opened(state.next, turn); // It has been rested upon for as long as a dwell takes.
  }
  return still(state);
}

function opened<M>(mention: M, turn: number): Step<M> {
  return { state: open(mention, turn, false), effects: [{ do: 'open', mention, turn }] };
}
