/**
 * The popover on the page: one extension page in a frame, in a closed shadow root, in the top layer. Until the first
 * hover nothing of it exists. The page can neither read into the frame nor talk to it: both sides speak through the
 * extension, and name a secret that the page does not know; a `popover.html` that a page frames by itself stays empty.
 */
import type { FromPopover, Letter, ToPopover } from '../../protocol/letters';
import type { Reason } from '../../protocol/messages';
import { native } from '../../protocol/native';
import type { Box, Point } from '../dom/geometry';
import { call, focusOn, parentOf, read, rectsOf } from '../dom/nodes';
import type { Spot } from '../marks/spot';
import { isThere } from '../notes/pieces';
import { CardFrame } from './card-frame';
import { parentFor } from './layer';

/**
 * Rest on a mention, ms, after which its card is got ready: the rest of the dwell is time enough, and a pointer that only passes asks the
 * background nothing.
 */
const LIKELY = 100;

export interface PopoverEvents {
  /** The pointer entered (true) or left the card. */
  pointed(inside: boolean): void;
  /** A card is shown. */
  opened(): void;
  /** The keyboard came into an editor of the card, or left it. */
  held(held: boolean): void;
  /** The user closed it from within. */
  closed(): void;
}

/** What the card of a spot is to say: why a mention is marked; and the notes that are there, by their ids. */
export interface Said {
  why: Reason[];
  notes: string[];
}

interface Shown {
  mention: Spot;
  turn: number;
  range: Range;
  from: Point | null;
  /** Whether the dwell is over. */
  open: boolean;
  /** Whether the frame has drawn the card. */
  drawn: boolean;
  edited: boolean;
}

export class Popover {
  readonly #doc: Document;
  readonly #events: PopoverEvents;
  /** What the frame must name to be ours. New for each page; never visible to it. (`randomUUID` is missing on plain http.) */
  readonly #secret = [...crypto.getRandomValues(new Uint32Array(4))].join('-');
  #frame: CardFrame | undefined;
  /** Whether the frame is loaded and listens. */
  #ready = false;
  /** What is shown, or on the way to be. */
  #shown: Shown | undefined;
  #likely: ReturnType<typeof setTimeout> | undefined;
  #waiting: ToPopover[] = [];
  #focusBefore: Element | null = null;
  readonly #follow = () => this.#place();

  constructor(doc: Document, events: PopoverEvents) {
    this.#doc = doc;
    this.#events = events;
  }

  /** Get the card of a mention ready, unseen, so that it is there at once when the dwell ends. */
  prepare(mention: Spot, said: Said, turn: number): void {
    this.#hide();
    this.#attach(mention.start.node);
    this.#likely = setTimeout(() => isThere(mention) && this.#lay(mention, said, turn), LIKELY);
  }

  /** Show the card of a mention, or of the notes that are there, or of both. `from`: the pointer, for the line of a wrapped mention that it is on. */
  open(mention: Spot, said: Said, turn: number, from: Point | null): void {
    const shown = this.#shown?.turn === turn ? this.#shown : this.#lay(mention, said, turn);
    shown.from = from;
    shown.open = true;
    this.#place();
    if (this.#shown !== shown) return; // The mention is nowhere to be seen.
    this.#frame?.open();
    this.#draw();
    this.#events.opened();
    this.#doc.addEventListener('scroll', this.#follow, { capture: true, passive: true });
    this.#doc.defaultView?.addEventListener('resize', this.#follow, { passive: true });
  }

  /** Lay the card out, unseen, and have it filled. */
  #lay(mention: Spot, { why, notes }: Said, turn: number): Shown {
    const frame = this.#attach(mention.start.node);
    this.#hide();
    const range = this.#doc.createRange();
    range.setStart(mention.start.node, mention.start.offset);
    range.setEnd(mention.end.node, mention.end.offset);
    const shown = { mention, turn, range, from: null, open: false, drawn: false, edited: false };
    this.#shown = shown;
    const parent = parentOf(mention.start.node);
    const width = frame.lay(parent ? getComputedStyle(parent).direction : '');
    this.#place();
    const { term } = mention;
    this.#tell({ kind: 'show', turn, ...(term === undefined ? {} : { term }), notes, width, why });
    return shown;
  }

  /** Let the card be seen, when it is both filled and wanted. */
  #draw(): void {
    if (this.#shown?.open && this.#shown.drawn) this.#frame?.draw();
  }

  /** Give the keyboard to the card, or to the editor of a note on it, and remember who had it. */
  focus(note?: string): void {
    if (this.#doc.activeElement !== this.#frame?.host) this.#focusBefore = this.#doc.activeElement;
    this.#frame?.focus();
    this.#tell({ kind: 'focus', note });
  }

  close(): void {
    const edited = this.#shown?.edited;
    this.#hide();
    if (edited) this.#tell({ kind: 'hidden' });
    const before = this.#focusBefore;
    this.#focusBefore = null;
    if (before instanceof HTMLElement && read(before, 'isConnected'))
      focusOn(before, { preventScroll: true });
  }

  /** Whether an event of the page happened on the card. */
  owns(target: EventTarget | null): boolean {
    return target !== null && target === this.#frame?.host;
  }

  /** Where the card is, if it can be seen. */
  box(): Box | undefined {
    return this.#shown?.open && this.#shown.drawn ? this.#frame?.box() : undefined;
  }

  /** Take a letter, if it is from this popover's frame. */
  receive({ secret, message }: Extract<Letter, { to: 'reader' }>): void {
    if (secret === this.#secret) this.#heard(message);
  }

  /** Take everything out of the page. */
  stop(): void {
    this.#hide();
    this.#frame?.host.remove();
    this.#frame = undefined;
  }

  #heard(message: FromPopover): void {
    if (message.kind === 'close') {
      this.#events.closed();
      return;
    }
    if (message.kind === 'ready') {
      this.#ready = true;
      for (const waiting of this.#waiting.splice(0)) this.#tell(waiting);
      return;
    }
    const shown = this.#shown;
    if (message.kind === 'held') {
      if (shown && message.held) shown.edited = true;
      this.#events.held(message.held);
      return;
    }
    if (!shown || message.turn !== shown.turn || !this.#frame) return;
    // Walking to a related term may make the card higher, never lower: what one is about to click stays in place.
    const height = shown.drawn ? Math.max(message.height, this.#frame.height) : message.height;
    this.#frame.size(message.width, height);
    shown.drawn = true;
    this.#draw();
  }

  #tell(message: ToPopover): void {
    if (this.#ready) {
      const letter: Letter = { to: 'popover', secret: this.#secret, message };
      // Nobody answers a letter, and some browsers call that an error.
      native.runtime.sendMessage(letter).catch(() => undefined);
    } else this.#waiting = message.kind === 'show' ? [message] : [...this.#waiting, message];
  }

  #hide(): void {
    clearTimeout(this.#likely);
    if (!this.#shown) return;
    this.#shown = undefined;
    this.#waiting = [];
    this.#frame?.hide();
    this.#doc.removeEventListener('scroll', this.#follow, { capture: true });
    this.#doc.defaultView?.removeEventListener('resize', this.#follow);
  }

  /** Lay the anchor over the mention: over the line that the pointer was on, where the mention is wrapped. */
  #place(): void {
    if (!this.#shown) return;
    const { range, from } = this.#shown;
    const boxes = rectsOf(range).filter(({ width, height }) => width > 0 && height > 0);
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
      this.#ready = false; // Moving a frame loads it anew.
      call(parent, 'append', this.#frame.host);
    }
    return this.#frame;
  }
}
