/**
 * The elements of the card on the page: a host in the top layer and, in its closed shadow root, the frame
 * with the card. The card is laid out and painted before it is shown.
 */
import type { Box } from '../dom/geometry';
import { isRaised, make, makeLayer, raise } from './layer';

/** The largest size of the card, CSS px. `src/ui/card/card.css` uses the same values. */
const WIDTH = 420;
const HEIGHT = 480;

/**
 * CSS anchor positioning places the card beside `.at`, and on another side where the viewport ends. Browsers
 * do not paint a frame that is not displayed. So a card with the class `laid` is displayed with opacity 0,
 * and is painted. It appears at once when it gets the class `drawn`.
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

  /**
   * `address`: of the card; a promise of it never rejects. `pointed` is called when the pointer enters (true)
   * or leaves (false) the card, `blurred` when its frame loses the keyboard.
   */
  constructor(
    doc: Document,
    address: string | Promise<string>,
    pointed: (inside: boolean) => void,
    blurred: () => void,
  ) {
    const { host, root } = makeLayer(doc, STYLE);
    this.host = host;
    this.#at = make(doc, 'div');
    this.#at.className = 'at';
    this.#card = make(doc, 'div');
    this.#card.className = 'card';
    this.#frame = make(doc, 'iframe');
    this.#frame.title = 'Gloss';
    if (typeof address === 'string') this.#frame.src = address;
    else void address.then((known) => (this.#frame.src = known));
    this.#card.append(this.#frame);
    this.#card.addEventListener('pointerenter', ({ isTrusted }) => isTrusted && pointed(true));
    this.#card.addEventListener('pointerleave', ({ isTrusted }) => isTrusted && pointed(false));
    this.#frame.addEventListener('blur', ({ isTrusted }) => isTrusted && blurred());
    root.append(this.#at, this.#card);
  }

  /**
   * Lays the card out, invisible and unable to receive the pointer, beside text of that writing direction.
   * Returns its width, CSS px: as wide as the window allows.
   */
  lay(direction: string): number {
    const width = Math.min(WIDTH, this.host.ownerDocument.documentElement.clientWidth - 8);
    this.host.style.setProperty('direction', direction, 'important');
    this.#card.style.width = `${width}px`;
    this.#card.style.height = `${HEIGHT}px`;
    this.#card.classList.add('laid');
    return width;
  }

  /** Sets the box of the mention or passage that the card belongs to, CSS px of the viewport. */
  place({ left, top, right, bottom }: Box): void {
    Object.assign(this.#at.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${right - left}px`,
      height: `${bottom - top}px`,
    });
  }

  /** Moves the card to the top layer. It stays invisible until `draw`. */
  open(): void {
    raise(this.host);
  }

  /** Sets the size that the card asks for, CSS px, within the limits. */
  size(width: number, height: number): void {
    this.#card.style.width = `${Math.min(width, WIDTH)}px`;
    this.#card.style.height = `${Math.min(height, HEIGHT)}px`;
  }

  /** Makes the card visible. */
  draw(): void {
    this.#card.classList.add('drawn');
  }

  hide(): void {
    this.#card.classList.remove('laid', 'drawn');
    if (isRaised(this.host)) this.host.hidePopover();
  }

  /** The card's box, CSS px of the viewport. */
  box(): DOMRect {
    return this.#card.getBoundingClientRect();
  }

  focus(): void {
    this.#frame.focus();
  }

  release(): void {
    this.#frame.blur();
  }
}
