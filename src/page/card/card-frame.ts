/**
 * The card's elements on the page: a host in the top layer, and in its closed shadow root the frame with the card. It is laid out and
 * painted before it can be seen; only then is it shown.
 */
import type { Box } from '../dom/geometry';
import { make, makeLayer } from './layer';

/** The card's greatest size, CSS px (`src/ui/card/card.css` keeps to the same). */
const WIDTH = 420;
const HEIGHT = 480;

/**
 * The browser lays the card beside `.at`, and moves it to another side where the viewport ends. A frame that is not to be seen is not
 * painted: one that is `laid`, and has no opacity yet, is, and is there at once when it is `drawn`.
 */
const STYLE = `
:host(:not(:popover-open)){display:block!important}
.at{position:absolute;anchor-name:--mention}
.card{position:absolute;position-anchor:--mention;position-area:block-end span-inline-end;
  position-try-fallbacks:flip-block,flip-inline,flip-block flip-inline,inline-end span-block-end,inline-start span-block-end;
  margin:6px 0;max-width:calc(100vw - 8px);max-height:calc(100vh - 8px);display:none;opacity:0;
  border-radius:12px;overflow:hidden;box-shadow:0 0 0 1px rgb(128 128 128/.28),0 2px 6px rgb(0 0 0/.12),0 12px 32px rgb(0 0 0/.2)}
.card.laid{display:block}
.card.drawn{opacity:1;pointer-events:auto}
iframe{display:block;border:0;width:100%;height:100%;color-scheme:light dark}
@media (prefers-reduced-motion:no-preference){.card.drawn{animation:come .12s ease-out}@keyframes come{from{opacity:0}}}
@media (forced-colors:active){.card{outline:1px solid CanvasText}}
`;

export class CardFrame {
  readonly host: HTMLElement;
  readonly #at: HTMLElement;
  readonly #card: HTMLElement;
  readonly #frame: HTMLIFrameElement;

  /** `pointed`: the pointer entered (true) or left the card. */
  constructor(doc: Document, address: string, pointed: (inside: boolean) => void) {
    const { host, root } = makeLayer(doc, STYLE);
    this.host = host;
    this.#at = make(doc, 'div');
    this.#at.className = 'at';
    this.#card = make(doc, 'div');
    this.#card.className = 'card';
    this.#frame = make(doc, 'iframe');
    this.#frame.title = 'Gloss';
    this.#frame.src = address;
    this.#card.append(this.#frame);
    this.#card.addEventListener('pointerenter', () => pointed(true));
    this.#card.addEventListener('pointerleave', () => pointed(false));
    root.append(this.#at, this.#card);
  }

  /** Lay the card out beside what is written in that direction, as wide as there is room for, out of sight and reach. Returns its width, CSS px. */
  lay(direction: string): number {
    const width = Math.min(WIDTH, this.host.ownerDocument.documentElement.clientWidth - 8);
    this.host.style.setProperty('direction', direction, 'important');
    this.#card.style.width = `${width}px`;
    this.#card.style.height = `${HEIGHT}px`;
    this.#card.classList.add('laid');
    return width;
  }

  /** Where what the card belongs to is. */
  place({ left, top, right, bottom }: Box): void {
    Object.assign(this.#at.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${right - left}px`,
      height: `${bottom - top}px`,
    });
  }

  /** Bring the card to the top layer. It cannot be seen until it is drawn. */
  open(): void {
    this.host.showPopover();
  }

  /** The size that the card wants. */
  size(width: number, height: number): void {
    this.#card.style.width = `${Math.min(width, WIDTH)}px`;
    this.#card.style.height = `${Math.min(height, HEIGHT)}px`;
  }

  /** Let the card be seen. */
  draw(): void {
    this.#card.classList.add('drawn');
  }

  hide(): void {
    this.#card.classList.remove('laid', 'drawn');
    if (this.host.isConnected && this.host.matches(':popover-open')) this.host.hidePopover();
  }

  /** Where the card is. */
  box(): DOMRect {
    return this.#card.getBoundingClientRect();
  }

  focus(): void {
    this.#frame.focus();
  }
}
