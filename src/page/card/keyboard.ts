/**
 * Keeps the keyboard in the card while the user types there. A page can take it at any time (`focus` on its
 * own element, `window.focus`, `blur`), and would get the rest of the sentence. The keyboard is taken back at
 * once, as long as the last key or press was on the card. A page that takes it again and again gets it, and
 * the user is told.
 *
 * A keyboard that went to another frame is not taken back, because the user may have clicked there: this
 * document does not hear such a click.
 */

import { isNode, nameOf } from '../dom/nodes';

/** Times that the keyboard is taken back within `SPELL` ms, at most. */
export const RETURNS = 10;
export const SPELL = 5_000;

/** The frame of the card. */
export interface Keyed {
  readonly host: Element;
  /** Gives the keyboard to the frame. */
  focus(): void;
  /** Takes it from the frame, which keeps it otherwise if the document got it by `window.focus`. */
  release(): void;
}

export class Keyboard {
  readonly #doc: Document;
  readonly #frame: Keyed;
  readonly #tell: (taken: boolean) => void;
  #off: AbortController | undefined;
  /** When the keyboard was taken back lately, ms. */
  #returns: number[] = [];
  /** Whether the user pressed a key in the page since. */
  #isElsewhere = false;
  #isMoving = false;
  #isWhole = false;

  /** `tell` is called when the keyboard is lost. `taken`: the page has it. */
  constructor(doc: Document, frame: Keyed, tell: (taken: boolean) => void) {
    this.#doc = doc;
    this.#frame = frame;
    this.#tell = tell;
  }

  /** The user types in the card (true), or no longer does (false). */
  typing(is: boolean): void {
    this.#isElsewhere = false;
    if (!is) this.#off?.abort();
    if (!is || (this.#off && !this.#off.signal.aborted)) return;
    this.#off = new AbortController();
    const options = { capture: true, signal: this.#off.signal };
    const view = this.#doc.defaultView;
    view?.addEventListener(
      'focus',
      (event) => event.isTrusted && this.#moved(!isNode(event.target)),
      options,
    );
    view?.addEventListener(
      'keydown',
      ({ isTrusted }) => {
        if (isTrusted) this.#isElsewhere = true;
      },
      options,
    );
  }

  /** The frame's element has lost the keyboard. */
  blurred(): void {
    if (this.#off?.signal.aborted === false) this.#moved(false);
  }

  /** The frame says that it has lost the keyboard. */
  lost(): void {
    if (this.#off?.signal.aborted !== false) return;
    if (this.#doc.hasFocus()) this.#moved(true);
    // The user may have gone to another window, which needs no word. A page around this one may have it, too.
    else if (this.#doc.defaultView !== this.#doc.defaultView?.top) this.#tell(false);
  }

  /**
   * `whole`: the document has the keyboard, whatever its active element is. Acts once the page's script has
   * ended, before the next key: in Chromium the focus is on its way while its events are sent.
   */
  #moved(whole: boolean): void {
    const { signal } = this.#off ?? {};
    this.#isWhole ||= whole;
    if (this.#isMoving) return;
    this.#isMoving = true;
    queueMicrotask(() => {
      this.#isMoving = false;
      if (signal?.aborted === false) this.#takeBack(this.#isWhole);
      this.#isWhole = false;
    });
  }

  #takeBack(whole: boolean): void {
    const active = this.#doc.activeElement;
    if (active === this.#frame.host && !whole) return;
    const now = performance.now();
    this.#returns = this.#returns.filter((at) => now - at < SPELL);
    const inFrame = active !== this.#frame.host && active !== null && nameOf(active) === 'iframe';
    if (this.#isElsewhere || inFrame || this.#returns.length >= RETURNS) {
      this.#tell(true);
      return;
    }
    this.#returns.push(now);
    if (active === this.#frame.host) this.#frame.release();
    this.#frame.focus();
    if (this.#doc.activeElement !== this.#frame.host) this.#tell(true); // Under a modal dialog of the page.
  }
}
