/**
 * The popover on the page: one extension page in a frame, in a closed shadow root, in the top layer. Nothing
 * of it exists until the first hover.
 *
 * The page can neither read the frame nor write to it. Frame and reader exchange letters through the
 * background, and each letter names a secret that the page does not know. If the page itself frames
 * `popover.html`, that frame stays empty. `showing.ts` decides; this file carries out its decisions.
 */
import { fragmentOf, type Letter, type ToPopover } from '../../protocol/letters';
import { LANG, WORDS } from '../../protocol/limits';
import type { Reason } from '../../protocol/messages';
import { native, send } from '../../protocol/native';
import type { Box, Point } from '../dom/geometry';
import { addressOf } from '../dom/itself';
import { call, elementAround, focusOn, isHtml, read } from '../dom/nodes';
import { isThere, type Spot } from '../marks/spot';
import { Above } from './above';
import { Anchor } from './anchor';
import { CardFrame } from './card-frame';
import { DWELL } from './hover';
import { Keyboard } from './keyboard';
import { MOVED } from './layer';
import { saidAt } from './said-at';
import { HIDDEN, isSeen, type Showing, type ShowingEffect, type ShowingEvent, step } from './showing';

/**
 * Time the pointer must rest on a mention before its card is laid out, ms; at most a third of the dwell. The
 * remaining dwell is long enough for the layout. A pointer that only passes sends the background nothing.
 */
const LIKELY = 100;
/** Time between two looks at where the mention of an open card is, ms: a page moves it without an event. */
const AGAIN = 150;

export interface PopoverEvents {
  /** The pointer entered (true) or left (false) the card. */
  pointed(inside: boolean): void;
  /** A card is shown. */
  opened(): void;
  /** An editor of the card got or lost the keyboard focus. */
  held(held: boolean): void;
  /** The user closed the card from inside it, or its mention is no longer visible. */
  closed(): void;
  /** The text of the card's mention has left the page. Returns that mention, marked anew, if it is at that point. */
  again(at: Point): Spot | undefined;
}

/**
 * The content of a card: the reasons why the mention is marked, and the ids of the notes on the passage
 * there.
 */
export interface Said {
  why: Reason[];
  notes: string[];
}

export class Popover {
  readonly #doc: Document;
  readonly #events: PopoverEvents;
  /**
   * The secret that each letter of our own frame contains. New for each page; the page never sees it.
   * (`randomUUID` is missing on plain http.)
   */
  readonly #secret = [...crypto.getRandomValues(new Uint32Array(4))].join('-');
  /** The address of the popover's frame. It names our own frame, whose number is 0 in the top frame. */
  readonly #address: string | Promise<string>;
  /** The number of the popover's frame: each of its letters comes with it. Nothing is told before the first. */
  #theirs: number | undefined;
  #frame: CardFrame | undefined;
  #above: Above | undefined;
  #keyboard: Keyboard | undefined;
  /** Where the mention was when the frame was last told that the card moved. */
  #told: Box | undefined;
  /** Whether the frame was told that the card is clear. */
  #wasClear: boolean | undefined;
  #state: Showing<Element> = HIDDEN;
  readonly #anchor: Anchor;
  #likely: ReturnType<typeof setTimeout> | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;
  readonly #follow = ({ isTrusted }: Event) => {
    if (isTrusted) this.#place();
  };

  constructor(doc: Document, events: PopoverEvents) {
    this.#doc = doc;
    this.#events = events;
    this.#anchor = new Anchor((at) => events.again(at));
    const addressIn = (own: number) =>
      `${native.runtime.getURL('/popover.html')}#${fragmentOf(this.#secret, own)}`;
    // Without an answer there is no card: the background, which the card needs, is not there.
    this.#address = self === top ? addressIn(0) : send('frame', null).then(addressIn, () => 'about:blank');
  }

  /** Prepares the card of a mention invisibly, so that it can be shown as soon as the dwell ends. */
  prepare(mention: Spot, said: Said, turn: number, dwell = DWELL): void {
    this.#hide();
    this.#attach(mention.start.node);
    const likely = Math.min(LIKELY, dwell / 3);
    this.#likely = setTimeout(() => isThere(mention) && this.#lay(mention, said, turn), likely);
  }

  /**
   * Shows the card of a mention, of the notes on a passage, or of both. `from`: the position of the pointer.
   * If the mention is wrapped, the card is placed at the line that the pointer is on.
   */
  open(mention: Spot, said: Said, turn: number, from: Point | null): void {
    if (this.#state.card?.turn !== turn) this.#lay(mention, said, turn);
    this.#anchor.from = from;
    this.#place();
    this.#send({ on: 'open' });
  }

  /** Lays the card out invisibly, and asks the frame to fill it. */
  #lay(mention: Spot, { why, notes }: Said, turn: number): void {
    const frame = this.#attach(mention.start.node);
    this.#hide();
    this.#anchor.hang(mention);
    this.#told = undefined;
    const parent = elementAround(mention.start.node);
    const width = frame.lay(parent ? getComputedStyle(parent).direction : '');
    const { term } = mention;
    const what = term === undefined ? {} : { term, ...this.#wordsAt(parent), ...saidAt(this.#doc, mention) };
    this.#send({ on: 'lay', show: { kind: 'show', turn, ...what, notes, width, why } });
    this.#place();
  }

  /** The words of the mention, and their language as the page says it. */
  #wordsAt(parent: Element | undefined): { words: string; lang?: string } {
    const words = this.#anchor.text.replace(/\s+/g, ' ').slice(0, WORDS);
    const said = parent && call(parent, 'closest', '[lang]');
    const lang = said ? call(said, 'getAttribute', 'lang') : '';
    return lang && lang.length <= LANG ? { words, lang } : { words };
  }

  /**
   * Moves the keyboard focus to the card, or to the editor of a note in it. Remembers which element had the
   * focus.
   */
  focus(note?: string): void {
    this.#send({ on: 'focus', active: this.#doc.activeElement, host: this.#frame?.host, note });
  }

  close(): void {
    clearTimeout(this.#likely);
    this.#send({ on: 'close' });
  }

  /** Whether an event of the page happened on the card. */
  owns(event: MouseEvent): boolean {
    return this.#frame?.layer.owns(event) === true;
  }

  /** The card's box, if the card is visible. CSS px of the viewport. */
  box(): Box | undefined {
    return isSeen(this.#state) ? this.#frame?.box() : undefined;
  }

  /** Handles a letter, if it is from this popover's frame. */
  receive({ secret, frame, message }: Extract<Letter, { to: 'reader' }>): void {
    if (secret !== this.#secret) return;
    this.#theirs = frame;
    this.#send({ on: 'heard', message });
    switch (message.kind) {
      case 'held':
        this.#events.held(message.held);
        this.#keyboard?.typing(message.typing && this.#state.card !== null);
        break;
      case 'lost':
        this.#keyboard?.lost();
        break;
      case 'covered':
        if (isSeen(this.#state)) this.#above?.raise();
        break;
      case 'close':
        this.#events.closed();
        break;
    }
  }

  /** Removes everything from the page. */
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
      case 'tell':
        this.#tell(effect.message);
        break;
      case 'open':
        this.#frame?.open();
        this.#wasClear = undefined;
        this.#above?.watch();
        this.#events.opened();
        this.#doc.addEventListener('scroll', this.#follow, { capture: true, passive: true });
        this.#doc.defaultView?.addEventListener('resize', this.#follow, { passive: true });
        this.#looking = setInterval(() => this.#place(), AGAIN);
        break;
      case 'size':
        this.#frame?.size(effect.width, effect.height);
        break;
      case 'hide':
        clearInterval(this.#looking);
        this.#keyboard?.typing(false);
        this.#above?.stop();
        this.#frame?.hide();
        this.#doc.removeEventListener('scroll', this.#follow, { capture: true });
        this.#doc.defaultView?.removeEventListener('resize', this.#follow);
        break;
      case 'draw':
      case 'focus':
        this.#frame?.[effect.do]();
        break;
      case 'restore':
        if (effect.to && isHtml(effect.to) && read(effect.to, 'isConnected'))
          focusOn(effect.to, { preventScroll: true });
        break;
    }
  }

  #hide(): void {
    clearTimeout(this.#likely);
    this.#send({ on: 'hide' });
  }

  /** Places the card beside its mention. */
  #place(): void {
    if (!this.#state.card) return;
    const box = this.#anchor.box();
    if (!box) {
      this.#events.closed();
      return;
    }
    this.#frame?.place(box);
    const { left, top } = this.#told ?? box;
    if (this.#told && Math.hypot(box.left - left, box.top - top) < MOVED) return;
    // Its first place is no move.
    if (this.#told) this.#tellMoved();
    this.#told = box;
  }

  /** Tells the frame that the card was moved. */
  #tellMoved(): void {
    if (isSeen(this.#state)) this.#tell({ kind: 'moved' });
  }

  #tell(message: ToPopover): void {
    if (this.#theirs === undefined) return;
    const [frame, secret, page] = [this.#theirs, this.#secret, addressOf(this.#doc)];
    const letter: Letter = { to: 'popover', frame, secret, page, message };
    // Nobody answers a letter, which some browsers report as an error.
    native.runtime.sendMessage(letter).catch(() => undefined);
  }

  /** Called at each look at what lies above the card, where the browser does not tell the frame. */
  #sighted(isClear: boolean): void {
    const clear = isClear && isSeen(this.#state);
    if (clear === this.#wasClear || this.#state.waiting) return;
    this.#wasClear = clear;
    this.#tell({ kind: 'sight', clear });
  }

  #make(): CardFrame {
    const frame = new CardFrame(
      this.#doc,
      this.#address,
      this.#events.pointed,
      () => this.#keyboard?.blurred(),
      () => this.#tellMoved(),
    );
    this.#above = new Above(
      this.#doc,
      frame.layer,
      () => frame.box(),
      (clear) => this.#sighted(clear),
    );
    this.#keyboard = new Keyboard(this.#doc, frame, (taken) => this.#tell({ kind: 'keyboard', taken }));
    return frame;
  }

  /** Puts the host where it can be used. */
  #attach(node: Node): CardFrame {
    this.#frame ??= this.#make();
    this.#frame.layer.putBeside(node, () => this.#send({ on: 'moved' })); // Moving a frame reloads it.
    return this.#frame;
  }
}
