/**
 * The popover as a state machine: events in, the next state and what to do about it out. It decides which letters wait for the frame,
 * which answers of the frame are stale, when the card may be seen, how high it is, and who gets the keyboard back.
 */
import type { FromPopover, ToPopover } from '../../protocol/letters';

type Show = Extract<ToPopover, { kind: 'show' }>;

/**
 * The card of one hover: laid out, unseen, while the pointer still rests (`laid`), or wanted (`open`). `height`: CSS px, once the frame has
 * drawn the card; before, it is not seen. `edited`: the user wrote in the card.
 */
interface Card {
  is: 'laid' | 'open';
  turn: number;
  height: number | null;
  edited: boolean;
}

/** `E`: what the keyboard can be in. */
export interface Showing<E> {
  /** Letters that wait until the frame is loaded; `null`: the frame listens. */
  waiting: readonly ToPopover[] | null;
  /** `null`: no card is shown, or on the way to be. */
  card: Card | null;
  /** What had the keyboard before the card. */
  before: E | null;
}

export type ShowingEvent<E> =
  /** The card of a new hover is laid out, unseen, and the frame is to fill it. */
  | { on: 'lay'; show: Show }
  /** The dwell is over: the card is wanted. */
  | { on: 'open' }
  /**
   * The card is to have the keyboard, or the editor of that note is. `active`: what has it; `host`: the popover's own element, which has
   * it when the keyboard is in the card already.
   */
  | { on: 'focus'; active: E | null; host: E | undefined; note: string | undefined }
  /** Another card comes instead, or the popover is taken out of the page. */
  | { on: 'hide' }
  /** The hover is over. */
  | { on: 'close' }
  /** The frame was put elsewhere in the page, and loads again. */
  | { on: 'moved' }
  /** The frame has written. */
  | { on: 'heard'; message: FromPopover };

export type ShowingEffect<E> =
  | { do: 'tell'; message: ToPopover }
  /** Bring the card to the top layer. */
  | { do: 'open' }
  /** Let the card be seen. */
  | { do: 'draw' }
  /** Give the card this size, CSS px. */
  | { do: 'size'; width: number; height: number }
  | { do: 'hide' }
  /** Give the keyboard to the frame. */
  | { do: 'focus' }
  /** Give the keyboard back. */
  | { do: 'restore'; to: E | null };

export interface ShowingStep<E> {
  state: Showing<E>;
  effects: ShowingEffect<E>[];
}

/** Nothing is shown, and the frame does not exist yet. */
export const HIDDEN: Showing<never> = { waiting: [], card: null, before: null };

/** Whether the user can see the card: it is both wanted and drawn. */
export function isSeen({ card }: Showing<unknown>): boolean {
  return card?.is === 'open' && card.height !== null;
}

/** One step. */
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

/** A letter goes out, or waits until the frame listens. A letter that shows another card makes those before it void. */
function told<E>(state: Showing<E>, message: ToPopover, ...effects: ShowingEffect<E>[]): ShowingStep<E> {
  const { waiting } = state;
  if (!waiting) return { state, effects: [...effects, { do: 'tell', message }] };
  return {
    state: { ...state, waiting: message.kind === 'show' ? [message] : [...waiting, message] },
    effects,
  };
}

/** The card goes, and with it the letters about it that still wait. */
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
  // Walking to a related term may make the card higher, never lower: what the user is about to click stays in place.
  const height = Math.max(message.height, card.height ?? 0);
  return drawn({ ...state, card: { ...card, height } }, { do: 'size', width: message.width, height });
}
