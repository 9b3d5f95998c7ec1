/**
 * The elements of the card on the page: a host in the top layer and, in its closed shadow root, the frame
 * with the card. The card is laid out and painted before it is shown.
 */
import type { Box } from '../dom/geometry';
import { Layer, make } from './layer';
import { EDGE, shiftOf, sideOf } from './side';

/** The largest size of the card, CSS px. `src/ui/card/card.css` uses the same values. */
const WIDTH = 420;
const HEIGHT = 480;

/**
 * CSS anchor positioning places the card beside `.at`, on the side that `side.ts` decides. Browsers do not paint a
 * frame that is not displayed. So a card with the class `laid` is displayed with opacity 0, and is painted. It appears
 * at once when it gets the class `drawn`.
 */
const STYLE = `
.panel:not(:popover-open){display:block}
.card{position:absolute;position-anchor:--at;position-area:block-end span-inline-end;
  margin:6px 0;max-width:calc(var(--width) - 16px);display:none;opacity:0;
  border-radius:12px;overflow:hidden;box-shadow:0 0 0 1px rgb(128 128 128/.28),0 2px 6px rgb(0 0 0/.12),0 12px 32px rgb(0 0 0/.2)}
.card.above{position-area:block-start span-inline-end}
.card.beside{position-area:inline-end span-all;position-try-fallbacks:flip-inline;align-self:center;margin:0 6px}
.card.laid{display:block}
.card.drawn{opacity:1;pointer-events:auto}
iframe{display:block;border:0;width:100%;height:100%;color-scheme:light dark}
@media (prefers-reduced-motion:no-preference){.card.drawn{animation:come .12s ease-out}@keyframes come{from{opacity:0}}}
@media (forced-colors:active){.card{outline:1px solid CanvasText}}
`;

/** The width of a card where so much is seen, CSS px. */
const widthIn = (seen: number) => Math.min(WIDTH, seen - 2 * EDGE);

export class CardFrame {
  readonly layer: Layer;
  readonly #card: HTMLElement;
  readonly #frame: HTMLIFrameElement;

  /**
   * `address`: of the card; a promise of it never rejects. `pointed` is called when the pointer enters (true)
   * or leaves (false) the card, `blurred` when its frame loses the keyboard, `moved` when the card moves because
   * another part of the frame around it is seen.
   */
  constructor(
    doc: Document,
    address: string | Promise<string>,
    pointed: (inside: boolean) => void,
    blurred: () => void,
    moved: () => void,
  ) {
    this.layer = new Layer(doc, STYLE, moved);
    this.#card = make(doc, 'div');
    this.#card.className = 'card';
    this.#frame = make(doc, 'iframe');
    this.#frame.setAttribute('aria-label', 'Gloss'); // A title would be shown over the card.
    if (typeof address === 'string') this.#frame.src = address;
    else void address.then((known) => (this.#frame.src = known));
    this.#card.append(this.#frame);
    this.#card.addEventListener('pointerenter', ({ isTrusted }) => isTrusted && pointed(true));
    this.#card.addEventListener('pointerleave', ({ isTrusted }) => isTrusted && pointed(false));
    this.#frame.addEventListener('blur', ({ isTrusted }) => isTrusted && blurred());
    this.layer.panel.append(this.#card);
  }

  get host(): HTMLElement {
    return this.layer.host;
  }

  /**
   * Lays the card out, invisible and unable to receive the pointer, beside text of that writing direction.
   * Returns its width, CSS px: as wide as what is seen of the window allows.
   */
  lay(direction: string): number {
    const width = widthIn(this.layer.width);
    this.layer.panel.style.direction = direction;
    this.#card.style.width = `${width}px`;
    this.#card.style.height = `${HEIGHT}px`;
    this.#card.classList.add('laid');
    return width;
  }

  /** Sets the box of the mention or passage that the card belongs to, CSS px of the viewport. */
  place(box: Box): void {
    const seen = this.layer.within(box);
    const { where, room } = sideOf(seen, this.layer.height);
    const { width } = this.layer;
    const isRtl = this.layer.panel.style.direction === 'rtl';
    const shift = where === 'beside' ? 0 : shiftOf(seen, widthIn(width), width, isRtl);
    // A `DOMRect` has no fields of its own to spread.
    const { left, top, right, bottom } = box;
    this.layer.place({ left: left + shift, top, right: right + shift, bottom });
    for (const each of ['above', 'beside']) this.#card.classList.toggle(each, each === where);
    this.#card.style.maxHeight = `${room}px`;
  }

  /** Moves the card to the top layer. It stays invisible until `draw`. */
  open(): void {
    this.layer.raise();
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
    this.layer.lower();
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
