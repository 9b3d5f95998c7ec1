/**
 * The popover on the page: one extension page in a frame, in a closed shadow root, in the top layer. Until the first
 * hover nothing of it exists. The page can neither read into the frame nor talk to it: both sides speak through the
 * extension, and name a secret that the page does not know; a `popover.html` that a page frames by itself stays empty.
 */
import type { FromPopover, Letter, Reason, ToPopover } from '../platform/messages';
import { native } from '../platform/native';
import type { Box, Point } from './geometry';
import type { Mention } from './mention';
import { closestOf } from './prose';

/** The card's greatest size, CSS px (`src/ui/card.css` keeps to the same). */
const WIDTH = 420;
const HEIGHT = 480;

/** The browser lays the card beside `.at`, and moves it to another side where the viewport ends. */
const STYLE = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:0!important;margin:0!important;
  width:auto!important;height:auto!important;max-width:none!important;max-height:none!important;overflow:visible!important;
  background:none!important;border:0!important;padding:0!important;pointer-events:none!important;color-scheme:light dark!important}
:host(:not(:popover-open)){display:none!important}
.at{position:absolute;anchor-name:--mention}
.card{position:absolute;position-anchor:--mention;position-area:block-end span-inline-end;
  position-try-fallbacks:flip-block,flip-inline,flip-block flip-inline,inline-end span-block-end,inline-start span-block-end;
  margin:6px 0;max-width:calc(100vw - 8px);max-height:calc(100vh - 8px);visibility:hidden;pointer-events:auto;
  border-radius:12px;overflow:hidden;box-shadow:0 0 0 1px rgb(128 128 128/.28),0 2px 6px rgb(0 0 0/.12),0 12px 32px rgb(0 0 0/.2)}
.card.drawn{visibility:visible}
iframe{display:block;border:0;width:100%;height:100%;color-scheme:light dark}
@media (prefers-reduced-motion:no-preference){.card.drawn{animation:come .12s ease-out}@keyframes come{from{opacity:0}}}
@media (forced-colors:active){.card{outline:1px solid CanvasText}}
`;

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

export class Popover {
  readonly #doc: Document;
  readonly #events: PopoverEvents;
  /** What the frame must name to be ours. New for each page; never visible to it. (`randomUUID` is missing on plain http.) */
  readonly #secret = [...crypto.getRandomValues(new Uint32Array(4))].join('-');
  #host: HTMLElement | undefined;
  #at: HTMLElement | undefined;
  #card: HTMLElement | undefined;
  #frame: HTMLIFrameElement | undefined;
  /** Whether the frame is loaded and listens. */
  #ready = false;
  /** What is shown, or on the way to be. */
  #shown:
    | { mention: Mention; turn: number; range: Range; from: Point | null; drawn: boolean; edited: boolean }
    | undefined;
  #waiting: ToPopover[] = [];
  #focusBefore: Element | null = null;
  readonly #follow = () => this.#place();

  constructor(doc: Document, events: PopoverEvents) {
    this.#doc = doc;
    this.#events = events;
  }

  /** Build and load the frame, so that it answers at once when the dwell ends. */
  prepare(mention: Mention): void {
    this.#attach(mention.start.node);
  }

  /** Show the card of a mention, and why it is marked. `from`: the pointer, for the line of a wrapped mention that it is on. */
  open(mention: Mention, why: Reason[], turn: number, from: Point | null): void {
    this.#attach(mention.start.node);
    const range = this.#doc.createRange();
    range.setStart(mention.start.node, mention.start.offset);
    range.setEnd(mention.end.node, mention.end.offset);
    this.#hide();
    this.#shown = { mention, turn, range, from, drawn: false, edited: false };
    const parent = mention.start.node.parentElement;
    const card = this.#card as HTMLElement;
    const width = Math.min(WIDTH, this.#doc.documentElement.clientWidth - 8);
    card.style.width = `${width}px`;
    card.style.height = `${HEIGHT}px`;
    if (this.#host && parent)
      this.#host.style.setProperty('direction', getComputedStyle(parent).direction, 'important');
    this.#place();
    this.#host?.showPopover();
    this.#tell({ kind: 'show', turn, term: mention.term, notes: [], width, why });
    this.#events.opened();
    this.#doc.addEventListener('scroll', this.#follow, { capture: true, passive: true });
    this.#doc.defaultView?.addEventListener('resize', this.#follow, { passive: true });
  }

  /** Give the keyboard to the card, or to the editor of a note on it, and remember who had it. */
  focus(note?: string): void {
    if (this.#doc.activeElement !== this.#host) this.#focusBefore = this.#doc.activeElement;
    this.#frame?.focus();
    this.#tell({ kind: 'focus', note });
  }

  close(): void {
    const edited = this.#shown?.edited;
    this.#hide();
    if (edited) this.#tell({ kind: 'hidden' });
    const before = this.#focusBefore;
    this.#focusBefore = null;
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  }

  /** Whether an event of the page happened on the card. */
  owns(target: EventTarget | null): boolean {
    return target !== null && target === this.#host;
  }

  /** Where the card is, if it can be seen. */
  box(): Box | undefined {
    return this.#shown?.drawn ? this.#card?.getBoundingClientRect() : undefined;
  }

  /** Take a letter, if it is from this popover's frame. */
  receive({ secret, message }: Extract<Letter, { to: 'reader' }>): void {
    if (secret === this.#secret) this.#heard(message);
  }

  /** Take everything out of the page. */
  stop(): void {
    this.#hide();
    this.#host?.remove();
    this.#host = undefined;
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
    if (!shown || message.turn !== shown.turn || !this.#card) return;
    // Walking to a related term may make the card higher, never lower: what one is about to click stays in place.
    const height = shown.drawn ? Math.max(message.height, this.#card.clientHeight) : message.height;
    this.#card.style.height = `${Math.min(height, HEIGHT)}px`;
    this.#card.style.width = `${Math.min(message.width, WIDTH)}px`;
    this.#card.classList.add('drawn');
    shown.drawn = true;
  }

  #tell(message: ToPopover): void {
    if (this.#ready) {
      const letter: Letter = { to: 'popover', secret: this.#secret, message };
      // Nobody answers a letter, and some browsers call that an error.
      native.runtime.sendMessage(letter).catch(() => undefined);
    } else this.#waiting = message.kind === 'show' ? [message] : [...this.#waiting, message];
  }

  #hide(): void {
    if (!this.#shown) return;
    this.#shown = undefined;
    this.#waiting = [];
    this.#card?.classList.remove('drawn');
    if (this.#host?.isConnected && this.#host.matches(':popover-open')) this.#host.hidePopover();
    this.#doc.removeEventListener('scroll', this.#follow, { capture: true });
    this.#doc.defaultView?.removeEventListener('resize', this.#follow);
  }

  /** Lay the anchor over the mention: over the line that the pointer was on, where the mention is wrapped. */
  #place(): void {
    if (!this.#shown || !this.#at) return;
    const { range, from } = this.#shown;
    const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    const under = from && boxes.find((box) => from.y >= box.top && from.y <= box.bottom);
    const box = under ?? boxes[0];
    if (!box) {
      this.#events.closed();
      return;
    }
    Object.assign(this.#at.style, {
      left: `${box.left}px`,
      top: `${box.top}px`,
      width: `${box.width}px`,
      height: `${box.height}px`,
    });
  }

  /** Put the host where it can be used: everything outside an open modal dialog or a fullscreen element is inert. */
  #attach(node: Node): void {
    const element = node.parentElement;
    const parent = (element && closestOf(element, 'dialog:modal, :fullscreen')) ?? this.#doc.documentElement;
    if (!this.#host) this.#build();
    const host = this.#host as HTMLElement;
    if (host.parentNode !== parent) {
      this.#ready = false; // Moving a frame loads it anew.
      parent.append(host);
    }
  }

  #build(): void {
    const make = <K extends keyof HTMLElementTagNameMap>(name: K) =>
      this.#doc.createElementNS('http://www.w3.org/1999/xhtml', name) as HTMLElementTagNameMap[K];
    const host = make('div');
    host.setAttribute('popover', 'manual');
    const root = host.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet]; // Not a style element: a page's style-src would refuse it.
    const at = make('div');
    at.className = 'at';
    const card = make('div');
    card.className = 'card';
    const frame = make('iframe');
    frame.title = 'Gloss';
    frame.src = `${native.runtime.getURL('/popover.html')}#${this.#secret}`;
    card.append(frame);
    card.addEventListener('pointerenter', () => this.#events.pointed(true));
    card.addEventListener('pointerleave', () => this.#events.pointed(false));
    root.append(at, card);
    this.#host = host;
    this.#at = at;
    this.#card = card;
    this.#frame = frame;
  }
}
