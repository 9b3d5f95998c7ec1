/**
 * The popover as a state machine: an event and a state give the next state and its effects. It decides which
 * letters wait for the frame, which answers of the frame are stale, when the card becomes visible, how high
 * it is, and which element gets the keyboard focus back.
 */
import type { FromPopover, ToPopover } from '../../protocol/letters';

type Show = Extract<ToPopover, { kind: 'show' }>;

/**
 * The card of one hover. `laid`: it is laid out invisibly while the pointer still rests. `open`: it is to be
 * shown. `height`: CSS px; `null` until the frame has drawn the card, which stays invisible until then.
 * `edited`: the user wrote in the card.
 */
interface Card {
  is: 'laid' | 'open';
  turn: number;
  height: number | null;
  edited: boolean;
}

/** `E`: the type of what can have the keyboard focus (an element, or a stand-in in tests). */
export interface Showing<E> {
  /** Letters that wait until the frame is loaded. `null`: the frame listens, so nothing waits. */
  waiting: readonly ToPopover[] | null;
  /** `null`: no card is shown or prepared. */
  card: Card | null;
  /** What had the keyboard focus before the card. */
  before: E | null;
}

export type ShowingEvent<E> =
  /** The card of a new hover is laid out invisibly, and the frame must fill it. */
  | { on: 'lay'; show: Show }
  /** The dwell is over. The card is to be shown. */
  | { on: 'open' }
  /**
   * The card, or the editor of the note `note` in it, gets the keyboard focus. `active`: what has the focus.
   * `host`: the popover's own element, which has the focus if it is in the card already.
   */
  | { on: 'focus'; active: E | null; host: E | undefined; note: string | undefined }
  /** Another card replaces this one, or the popover is removed from the page. */
  | { on: 'hide' }
  /** The hover is over. */
  | { on: 'close' }
  /** The frame was moved in the page, and reloads. */
  | { on: 'moved' }
  /** The frame has sent a letter. */
  | { on: 'heard'; message: FromPopover };

export type ShowingEffect<E> =
  | { do: 'tell'; message: ToPopover }
  /** Moves the card to the top layer. */
  | { do: 'open' }
  /** Makes the card visible. */
  | { do: 'draw' }
  /** Sets the size of the card, CSS px. */
  | { do: 'size'; width: number; height: number }
  | { do: 'hide' }
  /** Moves the keyboard focus to the frame. */
  | { do: 'focus' }
  /** Returns the keyboard focus. */
  | { do: 'restore'; to: E | null };

export interface ShowingStep<E> {
  state: Showing<E>;
  effects: ShowingEffect<E>[];
}

/** The initial state: nothing is shown, and the frame does not exist yet. */
export const HIDDEN: Showing<never> = { waiting: [], card: null, before: null };

/** Whether the user can see the card: it is open, and the frame has drawn it. */
export function isSeen({ card }: Showing<unknown>): boolean {
  return card?.is === 'open' && card.height !== null;
}

/** Computes one step. */
export function step<E>(state: Showing<E>, event: ShowingEvent<E>): ShowingStep<E> {
  const { card, waiting, before } = state;
  switch (event.on) {
    case 'lay':
      return told(
        { ...state, card: { is: 'laid', turn: event.show.turn, height: null, edited: false } },
        event.show,
      );
    case 'open':
      return card?.is === 'laid'
        ? drawn({ ...state, card: { ...card, is: 'open' } }, { do: 'open' })
        : { state, effects: [] };
    case 'focus': {
      const next = event.active === event.host ? state : { ...state, before: event.active };
      return told(next, { kind: 'focus', note: event.note }, { do: 'focus' });
    }
    case 'hide':
      return hidden(state);
    case 'close': {
      const { state: next, effects } = hidden({ ...state, before: null }, { do: 'restore', to: before });
      return card?.edited ? told(next, { kind: 'hidden' }, ...effects) : { state: next, effects };
    }
    case 'moved':
      return { state: { ...state, waiting: waiting ?? [] }, effects: [] };
    case 'heard':
      return heard(state, event.message);
  }
}

/**
 * Sends a letter, or keeps it until the frame listens. A letter that shows another card replaces all that
 * wait.
 */
function told<E>(state: Showing<E>, message: ToPopover, ...effects: ShowingEffect<E>[]): ShowingStep<E> {
  const { waiting } = state;
  if (!waiting) return { state, effects: [...effects, { do: 'tell', message }] };
  return {
    state: { ...state, waiting: message.kind === 'show' ? [message] : [...waiting, message] },
    effects,
  };
}

/** Hides the card, and drops the letters about it that still wait. */
function hidden<E>(state: Showing<E>, ...effects: ShowingEffect<E>[]): ShowingStep<E> {
  if (!state.card) return { state, effects };
  return {
    state: { ...state, card: null, waiting: state.waiting && [] },
    effects: [{ do: 'hide' }, ...effects],
  };
}

function drawn<E>(state: Showing<E>, ...effects: ShowingEffect<E>[]): ShowingStep<E> {
  return { state, effects: isSeen(state) ? [...effects, { do: 'draw' }] : effects };
}

function heard<E>(state: Showing<E>, message: FromPopover): ShowingStep<E> {
  const { card, waiting } = state;
  if (message.kind === 'ready') {
    const effects = (waiting ?? []).map((message) => ({ do: 'tell' as const, message }));
    return { state: { ...state, waiting: null }, effects };
  }
  if (card && message.kind === 'held' && message.held)
    return { state: { ...state, card: { ...card, edited: true } }, effects: [] };
  // An answer to an earlier hover is stale.
  if (!card || message.kind !== 'drawn' || message.turn !== card.turn) return { state, effects: [] };
  // A related term may make the card higher, but never lower, so that what the user is about to click stays
  // in place.
  const height = Math.max(message.height, card.height ?? 0);
  return drawn({ ...state, card: { ...card, height } }, { do: 'size', width: message.width, height });
}
