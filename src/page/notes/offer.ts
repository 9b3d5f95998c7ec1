/**
 * The small bar beside selected text: highlight colours and *Note*. It is built for the first selection that
 * it is shown for, in a closed shadow root, and contains no user data. Only trusted clicks count, and only on
 * a bar that was seen unobscured and at rest for long enough (`platform/sight.ts`).
 */
import { counts, look, observeSight, type SightEvent, tellsObscured, UNSEEN } from '../../platform/sight';
import { native } from '../../protocol/native';
import { Above } from '../card/above';
import { isRaised, make, makeLayer, putBeside, raise } from '../card/layer';
import type { Box } from '../dom/geometry';
import { type Colour, SHADES } from './paint';

/**
 * The bar is below the letter at which the selection ends. It is above the letter if the selection was made
 * backward. The margins leave room for the selection handles of a touch screen.
 */
const STYLE = `
.at{position:absolute;anchor-name:--end}
.bar{position:absolute;position-anchor:--end;position-area:bottom;position-try-fallbacks:flip-block;margin:8px 4px;
  display:flex;align-items:center;gap:2px;padding:3px;border-radius:10px;pointer-events:auto;user-select:none;
  font:13px/1.2 system-ui,sans-serif;background:#fff;color:#1c2430;
  box-shadow:0 0 0 1px rgb(128 128 128/.3),0 2px 6px rgb(0 0 0/.14),0 8px 20px rgb(0 0 0/.16)}
.above{position-area:top}
@media (any-pointer:coarse){.bar{margin-block:44px}}
button{all:unset;box-sizing:border-box;display:grid;place-items:center;min-width:28px;height:28px;border-radius:7px;cursor:pointer}
button:hover{background:rgb(128 128 128/.18)}
button:focus-visible{outline:2px solid #2f6fc4;outline-offset:-2px}
i{width:17px;height:17px;border-radius:50%;box-shadow:inset 0 0 0 1px rgb(0 0 0/.25)}
.note{padding:0 10px;font-weight:600}
p{margin:0;padding:6px 10px;max-width:300px}
[hidden]{display:none}
@media (prefers-color-scheme:dark){.bar{background:#252b36;color:#eef2f8}button:focus-visible{outline-color:#8ab6f0}}
@media (prefers-reduced-motion:no-preference){.bar{animation:come .12s ease-out}@keyframes come{from{opacity:0}}}
@media (forced-colors:active){.bar{border:1px solid CanvasText;background:Canvas;color:CanvasText}i{forced-color-adjust:none}
  button:hover{outline:2px solid Highlight}}
`;

const COLOURS = Object.keys(SHADES) as Colour[];

/** Distance that the bar must be moved to be no longer at rest, CSS px. */
const MOVED = 8;

/** Called with the user's choice: a colour, or `undefined` to write a note. */
export type Choose = (colour: Colour | undefined) => void;

export class Offer {
  readonly #doc: Document;
  readonly #choose: Choose;
  #host: HTMLElement | undefined;
  #at: HTMLElement | undefined;
  #bar: HTMLElement | undefined;
  #above: Above | undefined;
  #unsee: (() => void) | undefined;
  #sight = UNSEEN;
  /** Where the bar was placed when it was last at rest. */
  #rested: Pick<Box, 'left' | 'top'> | undefined;
  /** The buttons: the colours and *Note*. */
  #choices: HTMLElement[] = [];
  #said: HTMLElement | undefined;

  constructor(doc: Document, choose: Choose) {
    this.#doc = doc;
    this.#choose = choose;
  }

  get isShown(): boolean {
    return this.#host !== undefined && isRaised(this.#host);
  }

  /** Whether an event of the page happened on the bar. */
  owns(target: EventTarget | null): boolean {
    return target !== null && target === this.#host;
  }

  /** Shows the bar at a letter of `node`. `said`: text to show in place of the choices. */
  show(node: Node, box: Box, above: boolean, said?: string): void {
    if (!this.#host) this.#build();
    const host = this.#host as HTMLElement;
    putBeside(node, host);
    this.#bar?.classList.toggle('above', above);
    for (const choice of this.#choices) choice.hidden = said !== undefined;
    if (this.#said) {
      this.#said.hidden = said === undefined;
      this.#said.textContent = said ?? '';
    }
    this.place(box);
    if (this.isShown) return;
    raise(host);
    this.#sight = UNSEEN;
    this.#above?.watch();
    if (tellsObscured() && this.#bar)
      this.#unsee = observeSight(this.#bar, (seen) => {
        this.#look({ on: 'seen', seen });
        if (!seen) this.#above?.raise();
      });
  }

  #look(event: SightEvent): void {
    this.#sight = look(this.#sight, event, performance.now());
  }

  /** Places the bar at a box of the viewport, CSS px. */
  place({ left, top, right, bottom }: Box): void {
    Object.assign(this.#at?.style ?? {}, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${right - left}px`,
      height: `${bottom - top}px`,
    });
    const { left: x, top: y } = this.#rested ?? { left: Number.NaN, top: 0 };
    if (Math.hypot(left - x, top - y) < MOVED) return;
    this.#rested = { left, top };
    this.#look({ on: 'moved' });
  }

  hide(): void {
    this.#unsee?.();
    this.#above?.stop();
    if (this.isShown) this.#host?.hidePopover();
  }

  /** Removes the bar from the page. */
  stop(): void {
    this.hide();
    this.#host?.remove();
    this.#host = undefined;
  }

  #build(): void {
    const { host, root } = makeLayer(this.#doc, STYLE);
    const at = make(this.#doc, 'div');
    at.className = 'at';
    const bar = make(this.#doc, 'div');
    bar.className = 'bar';
    bar.setAttribute('role', 'toolbar');
    bar.setAttribute('aria-label', word('offer_title'));
    bar.dir = native.i18n.getMessage('@@bidi_dir') || 'ltr';
    bar.lang = native.i18n.getUILanguage();
    const button = (label: string, colour: Colour | undefined) => {
      const button = make(this.#doc, 'button');
      button.type = 'button';
      button.title = label;
      button.addEventListener('click', ({ isTrusted }) => {
        if (isTrusted && counts(this.#sight, 'touch', performance.now())) this.#choose(colour);
      });
      return button;
    };
    for (const colour of COLOURS) {
      const choice = button(word(`offer_${colour}`), colour);
      choice.setAttribute('aria-label', choice.title);
      const swatch = make(this.#doc, 'i');
      swatch.style.backgroundColor = `rgb(${SHADES[colour]}/.75)`;
      choice.append(swatch);
      this.#choices.push(choice);
    }
    const note = button(word('offer_noteTitle'), undefined);
    note.className = 'note';
    note.textContent = word('offer_note');
    this.#choices.push(note);
    const said = make(this.#doc, 'p');
    said.setAttribute('role', 'alert');
    bar.append(...this.#choices, said);
    // Keeps the selection and the keyboard focus.
    bar.addEventListener('mousedown', (event) => event.preventDefault());
    // The page must not see these events: it could take them for a click outside its dialog, for example.
    for (const name of [
      'pointerdown',
      'mousedown',
      'pointerup',
      'mouseup',
      'click',
      'touchstart',
      'touchend',
    ])
      root.addEventListener(name, (event) => event.stopPropagation());
    root.append(at, bar);
    this.#host = host;
    const box = () => bar.getBoundingClientRect();
    this.#above = new Above(this.#doc, host, box, (seen) => this.#look({ on: 'seen', seen }));
    this.#at = at;
    this.#bar = bar;
    this.#said = said;
  }
}

const word = (name: string) => native.i18n.getMessage(name as never);
