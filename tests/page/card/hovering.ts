import { type Effect, type Hover, type HoverEvent, step } from '../../../src/page/card/hover';

/** The hover state machine with a clock that the test advances. Records what a user would see. */
export class Hovering {
  state: Hover<string> = { is: 'idle' };
  /** The mention whose card is shown. */
  shown: string | null = null;
  prepared = false;
  /** Every effect so far, in order. */
  readonly effects: Effect<string>[] = [];
  readonly #dwell: number | undefined;
  #turn = 0;
  #now = 0;
  #timer: { at: number; turn: number } | undefined;

  /** `dwell`: what the user has set, ms. */
  constructor(dwell?: number) {
    this.#dwell = dwell;
  }

  do(event: HoverEvent<string>): this {
    this.#turn += 1;
    const { state, effects } = step(this.state, event, this.#turn, this.#dwell);
    this.state = state;
    for (const effect of effects) this.#obey(effect);
    return this;
  }

  /** Moves the pointer. By default, slowly and not toward the card. */
  move(mention: string | null, how: { slow?: boolean; homing?: boolean } = {}): this {
    return this.do({ on: 'move', mention, slow: true, homing: false, ...how });
  }

  /** Advances the clock, ms. */
  wait(ms: number): this {
    this.#now += ms;
    const timer = this.#timer;
    if (timer && timer.at <= this.#now) {
      this.#timer = undefined;
      this.do({ on: 'waited', turn: timer.turn });
    }
    return this;
  }

  #obey(effect: Effect<string>): void {
    this.effects.push(effect);
    switch (effect.do) {
      case 'wait':
        this.#timer = { at: this.#now + effect.ms, turn: effect.turn };
        break;
      case 'unwait':
        this.#timer = undefined;
        break;
      case 'prepare':
        this.prepared = true;
        break;
      case 'open':
        this.shown = effect.mention;
        break;
      case 'close':
        this.shown = null;
        this.prepared = false;
        break;
    }
  }
}
