/**
 * The popover as a state machine: events in, the next state and what to do about it out. It decides which letters wait for the frame,
 * which answers of the frame are stale, when the card may be seen, how high it is, and who gets the keyboard back.
 */
import type { FromPopover, ToPopover } from '../../protocol/letters';

type Show = Extract<ToPopover, { kind: 'show' }>;

/** The frame of the popover. */
export type Frame =
  /** The frame is not loaded yet, or loads again because it was moved. Letters to it wait. */
  { is: 'loading'; waiting: readonly ToPopover[] } | { is: 'listening' };

/** The card in the frame. */
export type Card =
  | { is: 'hidden' }
  /**
   * The card is laid out: unseen while the pointer still rests (`laid`), or wanted (`open`). `height`: CSS px, once the frame has
   * drawn the card; before, it is not seen. `edited`: the user wrote in the card.
   */
  | { is: 'laid' | 'open'; turn: number; height: number | null; edited: boolean };

/** `E`: what the keyboard can be in. */
export interface Showing<E> {
  frame: Frame;
  card: Card;
  /** What had the keyboard before the card. */
  before: E | null;
}

export type ShowingEvent<E> =
  /** The card of a new hover is laid out, unseen, and the frame is to fill it. */
  | { on: 'lay'; show: Show }
  /** The dwell is over: the card is wanted. */
  | { on: 'open' }
  /** The card is to have the keyboard, or the editor of that note is. `active`: what has it now; `host`: the popover's own element. */
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
  | { do: 'restore'; to: E | null }
  /** The keyboard came into an editor of the card, or left it. */
  | { do: 'held'; held: boolean }
  /** The user closed the card from within. */
  | { do: 'closed' };

export interface ShowingStep<E> {
  state: Showing<E>;
  effects: ShowingEffect<E>[];
}

/** Nothing is shown, and the frame does not exist yet. */
export const HIDDEN: Showing<never> = {
  frame: { is: 'loading', waiting: [] },
  card: { is: 'hidden' },
  before: null,
};

/** Whether the user can see the card. */
export function isSeen(card: Card): boolean {
  return card.is === 'open' && card.height !== null;
}

/** One step. */
export function step<E>(state: Showing<E>, event: ShowingEvent<E>): ShowingStep<E> {
  const { card, frame } = state;
  switch (event.on) {
    case 'lay':
      return told(
        { ...state, card: { is: 'laid', turn: event.show.turn, height: null, edited: false } },
        event.show,
      );
    case 'open':
      if (card.is !== 'laid') return still(state);
      return {
        state: { ...state, card: { ...card, is: 'open' } },
        effects: card.height === null ? [{ do: 'open' }] : [{ do: 'open' }, { do: 'draw' }],
      };
    case 'focus': {
      const isInCard = event.active === event.host;
      const before = isInCard ? state.before : event.active;
      return after([{ do: 'focus' }], told<E>({ ...state, before }, { kind: 'focus', note: event.note }));
    }
    case 'hide':
      return hidden(state);
    case 'close': {
      const hiding = hidden<E>({ ...state, before: null });
      const wasEdited = card.is !== 'hidden' && card.edited;
      const { state: next, effects } = wasEdited
        ? after(hiding.effects, told(hiding.state, { kind: 'hidden' }))
        : hiding;
      return { state: next, effects: [...effects, { do: 'restore', to: state.before }] };
    }
    case 'moved':
      return frame.is === 'loading'
        ? still(state)
        : still({ ...state, frame: { is: 'loading', waiting: [] } });
    case 'heard':
      return heard(state, event.message);
  }
}

const still = <E>(state: Showing<E>): ShowingStep<E> => ({ state, effects: [] });

function after<E>(first: ShowingEffect<E>[], { state, effects }: ShowingStep<E>): ShowingStep<E> {
  return { state, effects: [...first, ...effects] };
}

/** A letter goes out, or waits until the frame listens. A letter that shows another card makes those before it void. */
function told<E>(state: Showing<E>, message: ToPopover): ShowingStep<E> {
  const { frame } = state;
  if (frame.is === 'listening') return { state, effects: [{ do: 'tell', message }] };
  const waiting = message.kind === 'show' ? [message] : [...frame.waiting, message];
  return still({ ...state, frame: { is: 'loading', waiting } });
}

/** The card goes, and with it the letters about it that still wait. */
function hidden<E>(state: Showing<E>): ShowingStep<E> {
  const { card, frame } = state;
  if (card.is === 'hidden') return still(state);
  return {
    state: {
      ...state,
      card: { is: 'hidden' },
      frame: frame.is === 'loading' ? { is: 'loading', waiting: [] } : frame,
    },
    effects: [{ do: 'hide' }],
  };
}

function heard<E>(state: Showing<E>, message: FromPopover): ShowingStep<E> {
  const { card, frame } = state;
  switch (message.kind) {
    case 'close':
      return { state, effects: [{ do: 'closed' }] };
    case 'ready':
      return {
        state: { ...state, frame: { is: 'listening' } },
        effects: frame.is === 'loading' ? frame.waiting.map((message) => ({ do: 'tell', message })) : [],
      };
    case 'held':
      return {
        state: card.is !== 'hidden' && message.held ? { ...state, card: { ...card, edited: true } } : state,
        effects: [{ do: 'held', held: message.held }],
      };
    case 'drawn': {
      if (card.is === 'hidden' || message.turn !== card.turn) return still(state);
      // Walking to a related term may make the card higher, never lower: what the user is about to click stays in place.
      const height = Math.max(message.height, card.height ?? 0);
      const size: ShowingEffect<E> = { do: 'size', width: message.width, height };
      return {
        state: { ...state, card: { ...card, height } },
        effects: card.is === 'open' ? [size, { do: 'draw' }] : [size],
      };
    }
  }
}
