/**
 * Hovering as a state machine: an event and a state give the next state and its effects. The machine holds no
 * clock, no element and no promise. Each hover has a number, its turn. A late answer to an earlier turn is
 * stale by its number.
 *
 * WCAG 2.2, 1.4.13: the card is dismissible (Escape), hoverable (the pointer may move onto it without closing
 * it) and persistent (it stays until the pointer leaves both card and mention, or the user closes it).
 */

/**
 * Time the pointer must rest on a mention before its card opens, ms, unless the user has set another. A shorter
 * time opens cards under a pointer that only passes (docs/design.md, Interaction).
 */
export const DWELL = 300;
/** Time the card stays after the pointer has left, ms. It allows for an inaccurate way back. */
export const LINGER = 300;
/**
 * Longest time that a card stays over a mention that has left the page, ms. Meanwhile the page is read again: that takes
 * some tenths of a second, and longer on a busy machine.
 */
export const GRACE = 2_000;

export type Hover<M> =
  | { is: 'idle' }
  /** The pointer rests on a mention. Its card may open. */
  | { is: 'dwelling'; mention: M; turn: number }
  /**
   * The card is shown, and the pointer is on the card, on its mention or on the way between them. Or the card
   * was opened by keyboard or touch (`pinned`), or is being written in (`held`).
   */
  | { is: 'open'; mention: M; turn: number; pinned: boolean; held: boolean }
  /** The card is shown and the pointer is elsewhere: on another mention (`next`) or on none. */
  | { is: 'leaving'; mention: M; turn: number; next: M | null };

export type HoverEvent<M> =
  /**
   * The pointer moved. `mention`: what is under it. `slow`: slow enough to mean it. `homing`: inside the safe
   * triangle toward the card.
   */
  | { on: 'move'; mention: M | null; slow: boolean; homing: boolean }
  /** The timer of a `wait` effect has expired. */
  | { on: 'waited'; turn: number }
  /** The pointer entered the card. */
  | { on: 'card' }
  /** An editor of the card got or lost the keyboard focus. */
  | { on: 'held'; held: boolean }
  /** The pointer left the card, or the window. */
  | { on: 'away' }
  /** A mention was opened by keyboard or touch. Its card stays until it is closed. */
  | { on: 'ask'; mention: M }
  /** Escape, the close button or a press elsewhere; or the mention is gone. */
  | { on: 'close' };

export type Effect<M> =
  /** Starts the only timer, replacing a running one. */
  | { do: 'wait'; ms: number; turn: number }
  | { do: 'unwait' }
  /** Prepares the card invisibly, because it will probably be opened. */
  | { do: 'prepare' }
  | { do: 'open'; mention: M; turn: number }
  /** Removes the card, whether it is shown or only prepared. */
  | { do: 'close' };

export interface Step<M> {
  state: Hover<M>;
  effects: Effect<M>[];
}

const still = <M>(state: Hover<M>): Step<M> => ({ state, effects: [] });

/**
 * Computes one step. `turn`: a number that was not used before, for a hover that begins in this step. `dwell`: time
 * the pointer must rest before a card opens, ms.
 */
export function step<M>(state: Hover<M>, event: HoverEvent<M>, turn: number, dwell = DWELL): Step<M> {
  switch (event.on) {
    case 'move':
      return moved(state, event, turn, dwell);
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
      return left(state, null, dwell);
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
  dwell: number,
): Step<M> {
  switch (state.is) {
    case 'idle':
      return mention === null ? still(state) : dwelling(mention, turn, dwell);
    case 'dwelling':
      if (mention === null) return idle();
      // A fast pointer is still travelling, so its rest starts again.
      return mention === state.mention && slow ? still(state) : dwelling(mention, turn, dwell);
    case 'open':
      return mention === state.mention ? still(state) : left(state, homing ? null : mention, dwell);
    case 'leaving':
      if (mention === state.mention) {
        return { state: open(state.mention, state.turn, false), effects: [{ do: 'unwait' }] };
      }
      // On the way to the card, the wait starts again, and mentions under the way are ignored. On another
      // mention, the wait starts again until the pointer rests there.
      if (homing) return left(open(state.mention, state.turn, false), null, dwell);
      if (mention !== state.next || (mention !== null && !slow)) {
        return left(open(state.mention, state.turn, false), mention, dwell);
      }
      return still(state);
  }
}

function dwelling<M>(mention: M, turn: number, dwell: number): Step<M> {
  return {
    state: { is: 'dwelling', mention, turn },
    effects: [{ do: 'prepare' }, { do: 'wait', ms: dwell, turn }],
  };
}

function left<M>(state: Hover<M>, next: M | null, dwell: number): Step<M> {
  if (state.is === 'dwelling') return idle();
  // The wait for the other mention goes on, but opens nothing, because the pointer has left that mention too.
  if (state.is === 'leaving') return still({ ...state, next });
  if (state.is !== 'open' || state.pinned || state.held) return still(state);
  return {
    state: { is: 'leaving', mention: state.mention, turn: state.turn, next },
    effects: [{ do: 'wait', ms: next === null ? LINGER : Math.max(LINGER, dwell), turn: state.turn }],
  };
}

function waited<M>(state: Hover<M>, timer: number, turn: number): Step<M> {
  if (state.is === 'dwelling' && state.turn === timer) return opened(state.mention, state.turn);
  if (state.is === 'leaving' && state.turn === timer) {
    return state.next === null
      ? { state: { is: 'idle' }, effects: [{ do: 'close' }] }
      : opened(state.next, turn); // The pointer has rested there for as long as a dwell.
  }
  return still(state);
}

function opened<M>(mention: M, turn: number): Step<M> {
  return { state: open(mention, turn, false), effects: [{ do: 'open', mention, turn }] };
}
