/**
 * Finds the mention under the pointer and sends it to the hover state machine. The page is asked at most once
 * a frame. `hover.ts` and `trail.ts` decide; this file carries out their
 * decisions.
 */
import type { Point } from '../dom/geometry';
import { isForMention, spotUnder } from '../marks/hit';
import type { Marks } from '../marks/marks';
import { whyOf } from '../marks/mention';
import { isSamePlace, isThere, type Spot } from '../marks/spot';
import { takesEscape } from './escape';
import { DWELL, type Hover, type HoverEvent, step } from './hover';
import type { Popover, Said } from './popover';
import { move, opened, type Trail } from './trail';

/** The methods of the popover that the pointer uses. */
export type PointedCard = Pick<Popover, 'prepare' | 'open' | 'close' | 'owns' | 'box'>;

export class Pointer {
  readonly #doc: Document;
  readonly #marks: Marks;
  #popover: PointedCard | undefined;
  #state: Hover<Spot> = { is: 'idle' };
  #turn = 0;
  /** Time the pointer must rest on a mention before its card opens, ms. */
  dwell: number = DWELL;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;
  #trail: Trail = {};
  readonly #shadows: Iterable<ShadowRoot>;
  #off = new AbortController();

  /** `shadows`: the open shadow roots of the page. The collection grows as they are found. */
  constructor(doc: Document, marks: Marks, shadows: Iterable<ShadowRoot>) {
    this.#doc = doc;
    this.#marks = marks;
    this.#shadows = shadows;
  }

  start(popover: PointedCard): void {
    this.#popover = popover;
    this.listen();
  }

  /**
   * Adds the listeners to the page, for events of the user only: the page can make such events too. Called
   * again after `document.open`, which removes all listeners.
   */
  listen(): void {
    const popover = this.#popover;
    if (!popover) return;
    this.#off.abort();
    this.#off = new AbortController();
    const listen = <K extends keyof WindowEventMap>(
      name: K,
      hear: (event: WindowEventMap[K]) => void,
      passive = true,
    ) =>
      this.#doc.defaultView?.addEventListener(name, (event) => event.isTrusted && hear(event), {
        capture: true,
        passive,
        signal: this.#off.signal,
      });
    listen('pointermove', (event) => this.#moved(event));
    listen('pointerdown', (event) => {
      if (!popover.owns(event)) this.send({ on: 'close' });
    });
    listen('click', (event) => this.#tapped(event));
    listen('keydown', (event) => this.#pressed(event), false);
    this.#doc.documentElement.addEventListener(
      'pointerleave',
      ({ isTrusted }) => isTrusted && this.send({ on: 'away' }),
      { passive: true, signal: this.#off.signal },
    );
  }

  /** The mention whose card is open. */
  get open(): Spot | undefined {
    return this.#state.is === 'open' || this.#state.is === 'leaving' ? this.#state.mention : undefined;
  }

  send(event: HoverEvent<Spot>): void {
    // The pointer has come to the card since: where it was before must not close it.
    if (event.on === 'card') this.#forget();
    const { state, effects } = step(this.#state, event, ++this.#turn, this.dwell);
    this.#state = state;
    for (const effect of effects) {
      switch (effect.do) {
        case 'wait':
          clearTimeout(this.#timer);
          this.#timer = setTimeout(() => this.#waited(effect.turn), effect.ms);
          break;
        case 'unwait':
          clearTimeout(this.#timer);
          break;
        case 'prepare':
          if (state.is === 'dwelling')
            this.#popover?.prepare(state.mention, this.#saidOf(state.mention), state.turn, this.dwell);
          break;
        case 'open':
          this.#trail = opened(this.#trail);
          this.#popover?.open(
            effect.mention,
            this.#saidOf(effect.mention),
            effect.turn,
            event.on === 'ask' ? null : (this.#trail.last ?? null),
          );
          break;
        case 'close':
          this.#popover?.close();
          break;
      }
    }
  }

  /**
   * A dwell has passed. On a busy page, the pointer may have moved on already and its newest place wait for a frame:
   * then that frame comes first, and a turn that it ended opens nothing.
   */
  #waited(turn: number): void {
    if (this.#marks.offers?.()) return;
    const send = () => {
      // The page may have been marked anew under a pointer at rest.
      const { last } = this.#trail;
      if (last && this.#state.is === 'dwelling' && !isThere(this.#state.mention))
        this.#renewed(this.#under(last));
      this.send({ on: 'waited', turn });
    };
    if (this.#frame === 0) send();
    else requestAnimationFrame(send);
  }

  /** The mention of this hover, if it is at that point. The page may have been marked anew meanwhile. */
  again(at: Point): Spot | undefined {
    const spot = this.#renewed(this.#under(at));
    return spot && this.#state.is !== 'idle' && this.#state.mention === spot ? spot : undefined;
  }

  /**
   * Goes on with a spot that stands for the mention of this hover since the page was marked anew: it is in the same
   * place of the text; or that text has left the page, and this one is where the pointer or the card is.
   */
  #renewed(spot: Spot | undefined): Spot | undefined {
    const state = this.#state;
    if (!spot || state.is === 'idle' || spot === state.mention) return spot;
    const { mention } = state;
    const isSame = spot.term !== undefined && spot.term === mention.term;
    if (isSame && (isSamePlace(spot, mention) || !isThere(mention)))
      this.#state = { ...state, mention: spot };
    return spot;
  }

  #saidOf(spot: Spot): Said {
    return { why: whyOf(spot, this.#marks.groups), notes: this.#marks.noted?.notesAt(spot) ?? [] };
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#forget();
    this.#off.abort();
  }

  #forget(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #moved(event: PointerEvent): void {
    if (!isForMention(event)) return;
    this.#forget();
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#look(event);
    });
  }

  #look(event: PointerEvent): void {
    if (this.#popover?.owns(event)) return;
    // Whoever has just selected text looks at the bar beside it.
    if (this.#marks.offers?.()) return;
    const at = { x: event.clientX, y: event.clientY, time: event.timeStamp };
    const mention = this.#renewed(this.#under(at));
    const isOnShown = this.open !== undefined && mention === this.open;
    const { trail, slow, homing } = move(this.#trail, at, isOnShown, this.#popover?.box());
    this.#trail = trail;
    if (this.#state.is === 'idle' && !mention) return;
    this.send({ on: 'move', mention: mention ?? null, slow, homing });
  }

  /** Handles an event of the page that another listener has received. */
  hear(event: PointerEvent): void {
    if (event.type === 'click') this.#tapped(event);
    else this.#moved(event);
  }

  #under(point: Point): Spot | undefined {
    return spotUnder(this.#doc, this.#marks, this.#shadows, point);
  }

  #tapped(event: MouseEvent): void {
    if (this.#popover?.owns(event) || !isForMention(event)) return;
    const mention = this.#under({ x: event.clientX, y: event.clientY });
    if (mention) this.send({ on: 'ask', mention });
  }

  #pressed(event: KeyboardEvent): void {
    if (this.open && takesEscape(event)) this.send({ on: 'close' });
  }
}
