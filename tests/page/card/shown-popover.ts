import {
  HIDDEN,
  type Showing,
  type ShowingEffect,
  type ShowingEvent,
  step,
} from '../../../src/page/card/showing';
import type { FromPopover, ToPopover } from '../../../src/protocol/letters';

export const showOf = (turn: number): Extract<ToPopover, { kind: 'show' }> => ({
  kind: 'show',
  turn,
  term: 'igf',
  notes: [],
  width: 420,
  why: [],
});

/**
 * The state machine of the popover. Records the letters that its frame would get and what a user would see.
 * Strings stand for the elements that have the keyboard focus.
 */
export class ShownPopover {
  state: Showing<string> = HIDDEN;
  readonly effects: ShowingEffect<string>[] = [];
  /** The letters sent to the frame. */
  readonly told: ToPopover[] = [];
  /** The elements that the keyboard focus was returned to. */
  readonly restored: (string | null)[] = [];
  size: [width: number, height: number] | undefined;
  isOpen = false;
  isSeen = false;

  do(event: ShowingEvent<string>): this {
    const { state, effects } = step(this.state, event);
    this.state = state;
    for (const effect of effects) this.#obey(effect);
    return this;
  }

  lay(turn: number): this {
    return this.do({ on: 'lay', show: showOf(turn) });
  }

  hear(message: FromPopover): this {
    return this.do({ on: 'heard', message });
  }

  #obey(effect: ShowingEffect<string>): void {
    this.effects.push(effect);
    switch (effect.do) {
      case 'tell':
        this.told.push(effect.message);
        break;
      case 'open':
        this.isOpen = true;
        break;
      case 'draw':
        this.isSeen = true;
        break;
      case 'size':
        this.size = [effect.width, effect.height];
        break;
      case 'hide':
        this.isOpen = this.isSeen = false;
        break;
      case 'restore':
        this.restored.push(effect.to);
        break;
      default:
    }
  }
}
