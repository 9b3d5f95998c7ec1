/**
 * The popover on the page: one extension page in a frame, in a closed shadow root, in the top layer. Nothing of it exists until the first
 * hover. The page can neither read the frame nor write to it: both sides write through the background, and name a secret that the page
 * does not know. A `popover.html` that the page frames by itself stays empty. `showing.ts` decides; this file carries it out.
 */
import type { Letter } from '../../protocol/letters';
import type { Reason } from '../../protocol/messages';
import { native } from '../../protocol/native';
import type { Box, Point } from '../dom/geometry';
import { call, focusOn, parentOf, read, rectsOf } from '../dom/nodes';
import { isThere, type Spot } from '../marks/spot';
import { CardFrame } from './card-frame';
import { parentFor } from './layer';
import { HIDDEN, isSeen, type Showing, type ShowingEffect, type ShowingEvent, step } from './showing';

/**
 * Rest on a mention, ms, after which its card is laid out. The rest of the dwell is long enough for that, and a pointer that only passes
 * asks the background nothing.
 */
const LIKELY = 100;

export interface PopoverEvents {
  /** The pointer entered (true) or left the card. */
  pointed(inside: boolean): void;
  /** A card is shown. */
  opened(): void;
  /** The keyboard came into an editor of the card, or left it. */
  held(held: boolean): void;
  /** The user closed the card from within, or its mention cannot be seen any more. */
  closed(): void;
}

/** What the card of a spot is to say: why a mention is marked; and the notes on the passage there, by their ids. */
export interface Said {
  why: Reason[];
  notes: string[];
}

export class Popover {
  readonly #doc: Document;
  readonly #events: PopoverEvents;
  /** What the frame must name to be ours. New for each page; the page never sees it. (`randomUUID` is missing on plain http.) */
  readonly #secret = [...crypto.getRandomValues(new Uint32Array(4))].join('-');
  #frame: CardFrame | undefined;
  #state: Showing<Element> = HIDDEN;
  /** What the card belongs to. */
  #range: Range | undefined;
  /** Where the pointer was when the card opened. */
  #from: Point | null = null;
  #likely: ReturnType<typeof setTimeout> | undefined;
  readonly #follow = () => this.#place();

  constructor(doc: Document, events: PopoverEvents) {
    this.#doc = doc;
    this.#events = events;
  }

  /** Get the card of a mention ready, unseen, so that it can be seen as soon as the dwell ends. */
  prepare(mention: Spot, said: Said, turn: number): void {
    this.#hide();
    this.#attach(mention.start.node);
    this.#likely = setTimeout(() => isThere(mention) && this.#lay(mention, said, turn), LIKELY);
  }

  /**
   * Show the card of a mention, or of the notes on a passage, or of both. `from`: where the pointer is. A wrapped mention has its card at
   * the line that the pointer is on.
   */
  open(mention: Spot, said: Said, turn: number, from: Point | null): void {
    if (this.#state.card?.turn !== turn) this.#lay(mention, said, turn);
    this.#from = from;
    this.#place();
    this.#send({ on: 'open' });
  }

  /** Lay the card out, unseen, and have it filled. */
  #lay(mention: Spot, { why, notes }: Said, turn: number): void {
    const frame = this.#attach(mention.start.node);
    this.#hide();
    this.#range = this.#doc.createRange();
    this.#range.setStart(mention.start.node, mention.start.offset);
    this.#range.setEnd(mention.end.node, mention.end.offset);
    this.#from = null;
    const parent = parentOf(mention.start.node);
    const width = frame.lay(parent ? getComputedStyle(parent).direction : '');
    const { term } = mention;
    const what = term === undefined ? {} : { term };
    this.#send({ on: 'lay', show: { kind: 'show', turn, ...what, notes, width, why } });
    this.#place();
  }

  /** Give the keyboard to the card, or to the editor of a note on it, and remember who had it. */
  focus(note?: string): void {
    this.#send({ on: 'focus', active: this.#doc.activeElement, host: this.#frame?.host, note });
  }

  close(): void {
    clearTimeout(this.#likely);
    this.#send({ on: 'close' });
  }

  /** Whether an event of the page happened on the card. */
  owns(target: EventTarget | null): boolean {
    return target !== null && target === this.#frame?.host;
  }

  /** Where the card is, if it can be seen. */
  box(): Box | undefined {
    return isSeen(this.#state) ? this.#frame?.box() : undefined;
  }

  /** Take a letter, if it is from this popover's frame. */
  receive({ secret, message }: Extract<Letter, { to: 'reader' }>): void {
    if (secret !== this.#secret) return;
    this.#send({ on: 'heard', message });
    if (message.kind === 'held') this.#events.held(message.held);
    if (message.kind === 'close') this.#events.closed();
  }

  /** Take everything out of the page. */
  stop(): void {
    this.#hide();
    this.#frame?.host.remove();
    this.#frame = undefined;
  }

  #send(event: ShowingEvent<Element>): void {
    const { state, effects } = step(this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: ShowingEffect<Element>): void {
    switch (effect.do) {
      case 'tell': {
        const letter: Letter = { to: 'popover', secret: this.#secret, message: effect.message };
        // Nobody answers a letter, and some browsers call that an error.
        native.runtime.sendMessage(letter).catch(() => undefined);
        break;
      }
      case 'open':
        this.#frame?.open();
        this.#events.opened();
        this.#doc.addEventListener('scroll', this.#follow, { capture: true, passive: true });
        this.#doc.defaultView?.addEventListener('resize', this.#follow, { passive: true });
        break;
      case 'size':
        this.#frame?.size(effect.width, effect.height);
        break;
      case 'hide':
        this.#frame?.hide();
        this.#doc.removeEventListener('scroll', this.#follow, { capture: true });
        this.#doc.defaultView?.removeEventListener('resize', this.#follow);
        break;
      case 'draw':
      case 'focus':
        this.#frame?.[effect.do]();
        break;
      case 'restore':
        if (effect.to instanceof HTMLElement && read(effect.to, 'isConnected'))
          focusOn(effect.to, { preventScroll: true });
        break;
    }
  }

  #hide(): void {
    clearTimeout(this.#likely);
    this.#send({ on: 'hide' });
  }

  /** Lay the anchor over the mention: over the line that the pointer was on, where the mention is wrapped. */
  #place(): void {
    if (!this.#range || !this.#state.card) return;
    const from = this.#from;
    const boxes = rectsOf(this.#range).filter(({ width, height }) => width > 0 && height > 0);
    const under = from && boxes.find((box) => from.y >= box.top && from.y <= box.bottom);
    const box = under ?? boxes[0];
    if (box) this.#frame?.place(box);
    else this.#events.closed();
  }

  /** Put the host where it can be used. */
  #attach(node: Node): CardFrame {
    const parent = parentFor(node);
    this.#frame ??= new CardFrame(
      this.#doc,
      `${native.runtime.getURL('/popover.html')}#${this.#secret}`,
      this.#events.pointed,
    );
    if (parentOf(this.#frame.host) !== parent) {
      this.#send({ on: 'moved' }); // Moving a frame loads it anew.
      call(parent, 'append', this.#frame.host);
    }
    return this.#frame;
  }
}
