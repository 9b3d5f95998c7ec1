/**
 * Offers to make a note on the selection. Shows and hides the bar as `bar.ts` decides, and sends it the
 * events of the page.
 */
import { takesEscape } from '../card/escape';
import { type Bar, type BarEvent, step } from './bar';
import { type Choose, Offer } from './offer';
import { bottomOf, endOf, type Selected, selectedOn } from './selected';

export class Offering {
  readonly #doc: Document;
  readonly #offer: Offer;
  #state: Bar = { is: 'away', last: undefined };
  /** Removes the listeners of a visible bar. */
  #off = new AbortController();

  constructor(doc: Document, choose: Choose) {
    this.#doc = doc;
    this.#offer = new Offer(doc, (deed) => {
      this.send({ on: 'dismiss' });
      choose(deed);
    });
  }

  get isShown(): boolean {
    return this.#offer.isShown;
  }

  send(event: BarEvent): void {
    const { state, effects } = step(this.#state, event);
    this.#state = state;
    for (const effect of effects) {
      switch (effect.do) {
        case 'show':
          this.#show(effect.selected, effect.word);
          break;
        case 'place':
          this.#offer.place(effect.end.box);
          break;
        case 'hide':
          this.#off.abort();
          this.#offer.hide();
          break;
      }
    }
  }

  /** Shows the bar for the selection, whatever was before, and moves the keyboard into it. Returns whether it is shown. */
  ask(selected: Selected | undefined): boolean {
    this.send({ on: 'asked', selected });
    if (this.isShown) this.#offer.focus();
    return this.isShown;
  }

  /** Removes the bar from the page. */
  stop(): void {
    this.send({ on: 'dismiss' });
    this.#offer.stop();
  }

  #show(selected: Selected, word: string | undefined): void {
    // A refusal is said even if the selection ends out of view: it may be the whole page.
    const end = endOf(this.#doc, selected) ?? (word === undefined ? undefined : bottomOf(this.#doc));
    if (end) {
      this.#offer.show(selected.endContainer, end.box, end.backward, word);
      this.#listen(selected);
    } else this.send({ on: 'dismiss' });
  }

  #listen(selected: Selected): void {
    this.#off.abort();
    this.#off = new AbortController();
    const { signal } = this.#off;
    const listen = <K extends keyof WindowEventMap>(name: K, hear: (event: WindowEventMap[K]) => void) =>
      this.#doc.defaultView?.addEventListener(name, (event) => event.isTrusted && hear(event), {
        capture: true,
        signal,
      });
    listen('pointerdown', (event) => this.#offer.owns(event) || this.send({ on: 'dismiss' }));
    listen('keydown', (event) => takesEscape(event) && this.send({ on: 'dismiss' }));
    for (const name of ['scroll', 'resize'] as const)
      listen(name, () => this.send({ on: 'moved', end: endOf(this.#doc, selected) }));
    const look = () => this.send({ on: 'selection', selected: selectedOn(this.#doc) });
    this.#doc.addEventListener('selectionchange', look, { signal });
  }
}
