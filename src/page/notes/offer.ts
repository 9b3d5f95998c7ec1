/**
 * The small bar beside selected text: *Look up*, *Explain …*, *Copy with source*, highlight colours, *Note*, and *⋯* for more. It is
 * built for the first selection that it is shown for, in a closed shadow root, and contains no user data. Only trusted
 * clicks count, and only on a bar that was seen unobscured and at rest for long enough (`platform/sight.ts`).
 */
import {
  counts,
  look,
  type Observed,
  observeSight,
  type SightEvent,
  tellsObscured,
  UNSEEN,
} from '../../platform/sight';
import { native } from '../../protocol/native';
import { Above } from '../card/above';
import { Layer, MOVED, make } from '../card/layer';
import type { Box } from '../dom/geometry';
import { type Colour, SHADES } from './paint';

/**
 * What is behind *⋯* does not make the bar wider: the other buttons would move under the pointer.
 *
 * The bar is below the letter at which the selection ends. It is above the letter if the selection was made
 * backward. The margins leave room for the selection handles of a touch screen.
 */
const STYLE = `
.bar{position:absolute;position-anchor:--at;position-area:bottom;position-try-fallbacks:flip-block;margin:8px 4px;
  box-sizing:border-box;max-width:calc(var(--width) - 8px);flex-wrap:wrap;display:flex;align-items:center;gap:2px;padding:3px;border-radius:10px;pointer-events:auto;user-select:none;
  font:13px/1.2 system-ui,sans-serif;background:#fff;color:#1c2430;
  box-shadow:0 0 0 1px rgb(128 128 128/.3),0 2px 6px rgb(0 0 0/.14),0 8px 20px rgb(0 0 0/.16)}
.above{position-area:top}
button{all:unset;box-sizing:border-box;display:grid;place-items:center;min-width:28px;height:28px;border-radius:7px;cursor:pointer}
@media (any-pointer:coarse){.bar{margin-block:44px}button{min-width:40px;height:40px}}
button:hover{background:rgb(128 128 128/.18)}
button:focus-visible{outline:2px solid #2f6fc4;outline-offset:-2px}
i{width:17px;height:17px;border-radius:50%;box-shadow:inset 0 0 0 1px rgb(0 0 0/.25)}
.worded{padding:0 8px;font-weight:600;white-space:nowrap}
.rest{flex-basis:100%;contain:inline-size;display:flex;flex-wrap:wrap;gap:2px;padding-top:2px;border-top:1px solid rgb(128 128 128/.3)}
.rest .worded{font-weight:400}
p{margin:0;padding:6px 10px;max-width:300px}
[hidden]{display:none!important}
@media (prefers-color-scheme:dark){.bar{background:#252b36;color:#eef2f8}button:focus-visible{outline-color:#8ab6f0}}
@media (prefers-reduced-motion:no-preference){.bar{animation:come .12s ease-out}@keyframes come{from{opacity:0}}}
@media (forced-colors:active){.bar{border:1px solid CanvasText;background:Canvas;color:CanvasText}i{forced-color-adjust:none}
  button:hover{outline:2px solid Highlight}}
`;

const COLOURS = Object.keys(SHADES) as Colour[];

/** What can be done with selected text. */
export type Deed =
  /** Search Gloss for it. */
  | { do: 'look-up' }
  /** Open the form of a term with it. */
  | { do: 'explain' }
  /** Copy it, with the title and address of the page. */
  | { do: 'copy'; as: 'text' | 'markdown' }
  | { do: 'highlight'; colour: Colour }
  /** Highlight it and write a note. */
  | { do: 'note' }
  /** Show the bar no more on this site. */
  | { do: 'barless' };

/** Called with the user's choice. */
export type Choose = (deed: Deed) => void;

export class Offer {
  readonly #doc: Document;
  readonly #choose: Choose;
  #layer: Layer | undefined;
  #bar: HTMLElement | undefined;
  #above: Above | undefined;
  #observed: Observed | undefined;
  #sight = UNSEEN;
  /** Where the bar was placed when it was last at rest. */
  #rested: Pick<Box, 'left' | 'top'> | undefined;
  /** The buttons, and the row of those behind *⋯*. */
  #choices: HTMLElement[] = [];
  #rest: HTMLElement | undefined;
  #more: HTMLElement | undefined;
  #said: HTMLElement | undefined;

  constructor(doc: Document, choose: Choose) {
    this.#doc = doc;
    this.#choose = choose;
  }

  get isShown(): boolean {
    return this.#layer?.isRaised === true;
  }

  /** Whether an event of the page happened on the bar. */
  owns(event: MouseEvent): boolean {
    return this.#layer?.owns(event) === true;
  }

  /** Shows the bar at a letter of `node`. `said`: text to show in place of the choices. */
  show(node: Node, box: Box, above: boolean, said?: string): void {
    this.#layer ??= this.#build();
    this.#layer.putBeside(node);
    this.#bar?.classList.toggle('above', above);
    for (const choice of this.#choices) choice.hidden = said !== undefined;
    this.#unfold(false);
    if (this.#said) {
      this.#said.hidden = said === undefined;
      this.#said.textContent = said ?? '';
    }
    this.place(box);
    if (this.isShown) return;
    this.#layer.raise();
    this.#sight = UNSEEN;
    this.#above?.watch();
    if (tellsObscured() && this.#bar)
      this.#observed = observeSight(this.#bar, (seen) => {
        this.#look({ on: 'seen', seen });
        if (!seen) this.#above?.raise();
      });
  }

  /** Moves the keyboard focus to the first button. */
  focus(): void {
    this.#choices[0]?.focus();
  }

  /** Shows or hides the buttons behind *⋯*. Those that then stand under the pointer count only once they were seen. */
  #unfold(isOpen: boolean): void {
    if (!this.#rest || this.#rest.hidden === !isOpen) return;
    this.#rest.hidden = !isOpen;
    this.#more?.setAttribute('aria-expanded', `${isOpen}`);
    this.#look({ on: 'moved' });
  }

  #look(event: SightEvent): void {
    this.#sight = look(this.#sight, event, performance.now());
  }

  /** Places the bar at a box of the viewport, CSS px. */
  place(box: Box): void {
    this.#layer?.place(box);
    const { left, top } = box;
    const { left: x, top: y } = this.#rested ?? { left: Number.NaN, top: 0 };
    if (Math.hypot(left - x, top - y) < MOVED) return;
    this.#rested = { left, top };
    this.#look({ on: 'moved' });
  }

  hide(): void {
    this.#observed?.end();
    this.#above?.stop();
    this.#layer?.lower();
  }

  /** Removes the bar from the page. */
  stop(): void {
    this.hide();
    this.#layer?.host.remove();
    this.#layer = undefined;
  }

  #build(): Layer {
    const layer = new Layer(this.#doc, STYLE, () => this.#look({ on: 'moved' }));
    const bar = make(this.#doc, 'div');
    bar.className = 'bar';
    bar.setAttribute('role', 'toolbar');
    bar.setAttribute('aria-label', word('offer_title'));
    bar.dir = native.i18n.getMessage('@@bidi_dir') || 'ltr';
    bar.lang = native.i18n.getUILanguage();
    const button = (label: string, press: () => void) => {
      const button = make(this.#doc, 'button');
      button.type = 'button';
      button.title = label;
      button.addEventListener('click', ({ isTrusted }) => {
        if (isTrusted && counts(this.#sight, 'touch', performance.now())) press();
      });
      return button;
    };
    const worded = (name: string, deed: Deed, label = word(`${name}Title`)) => {
      const choice = button(label, () => this.#choose(deed));
      choice.className = 'worded';
      choice.textContent = word(name);
      return choice;
    };
    const colours = COLOURS.map((colour) => {
      const choice = button(word(`offer_${colour}`), () => this.#choose({ do: 'highlight', colour }));
      choice.setAttribute('aria-label', choice.title);
      const swatch = make(this.#doc, 'i');
      swatch.style.backgroundColor = `rgb(${SHADES[colour]}/.75)`;
      choice.append(swatch);
      return choice;
    });
    const more = button(word('offer_more'), () => this.#unfold(this.#rest?.hidden === true));
    more.setAttribute('aria-label', more.title);
    more.setAttribute('aria-expanded', 'false');
    more.textContent = '⋯';
    this.#choices = [
      worded('offer_lookUp', { do: 'look-up' }),
      worded('offer_explain', { do: 'explain' }),
      worded('offer_copy', { do: 'copy', as: 'text' }),
      ...colours,
      worded('offer_note', { do: 'note' }),
      more,
    ];
    const rest = make(this.#doc, 'div');
    rest.className = 'rest';
    rest.hidden = true;
    rest.append(
      worded('offer_markdown', { do: 'copy', as: 'markdown' }, word('offer_markdown')),
      worded('offer_barless', { do: 'barless' }),
    );
    this.#more = more;
    this.#rest = rest;
    const said = make(this.#doc, 'p');
    said.setAttribute('role', 'alert');
    bar.append(...this.#choices, rest, said);
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
      layer.panel.addEventListener(name, (event) => event.stopPropagation());
    layer.panel.append(bar);
    const box = () => bar.getBoundingClientRect();
    this.#above = new Above(this.#doc, layer, box, (seen) => this.#look({ on: 'seen', seen }));
    this.#bar = bar;
    this.#said = said;
    return layer;
  }
}

const word = (name: string) => native.i18n.getMessage(name as never);
