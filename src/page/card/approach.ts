/**
 * Watches the pointer on a page whose marks were not hovered yet. Checks its position at most once a frame,
 * and loads the hovering script when it comes to a mention or to a passage with notes.
 */
import { send } from '../../protocol/native';
import { isHere, unhear } from '../dom/later';
import { spotNear } from '../marks/hit';
import type { Marked } from '../marks/marks';
import { bring, type Hoverable, type Hovering } from '../on-demand';

const EVENTS = ['pointermove', 'click'] as const;

export class Approach implements Hoverable {
  readonly #doc: Document;
  readonly #page: Marked;
  readonly #shadows: Iterable<ShadowRoot>;
  #frame = 0;
  #early: PointerEvent | undefined;
  /** The newest event: when the script is loaded, the pointer may have moved on from the mention. */
  #newest: MouseEvent | undefined;
  #coming: Promise<Hovering> | undefined;
  /** The user's dwell, ms, once the background has told it. */
  #dwell: number | undefined;
  /** The hovering script, once it is loaded. */
  hovering: Hovering | undefined;

  /** `early`: the last move of the pointer before, heard with the first `listen`. */
  constructor(doc: Document, page: Marked, shadows: Iterable<ShadowRoot>, early?: PointerEvent) {
    this.#early = early;
    this.#doc = doc;
    this.#page = page;
    this.#shadows = shadows;
  }

  /** Adds the listeners to the page. Called again after `document.open`, which removes all listeners. */
  listen(): void {
    if (this.hovering) this.hovering.listen();
    // The browser ignores a listener that is already there.
    else for (const name of EVENTS) addEventListener(name, this.#heard, { capture: true, passive: true });
    const early = this.#early;
    this.#early = undefined;
    if (early && !this.hovering) this.#heard(early);
  }

  /** Loads the hovering script. Rejects when the extension is gone. */
  bring(): Promise<Hovering> {
    this.#coming ??= bring('hover').then((startHovering) => {
      this.#deafen();
      this.hovering = startHovering(this.#doc, this.#page.begin(), this.#shadows);
      if (this.#dwell !== undefined) this.hovering.setDwell(this.#dwell);
      return this.hovering;
    });
    return this.#coming;
  }

  /** Asks the background how long the pointer must rest on a mention. Without an answer, nothing changes. */
  learn(): void {
    send('hovering', null).then(
      ({ delay }) => {
        this.#dwell = delay;
        this.hovering?.setDwell(delay);
      },
      () => undefined,
    );
  }

  stop(): void {
    if (!isHere()) return;
    this.#deafen();
    cancelAnimationFrame(this.#frame);
    this.hovering?.stop();
  }

  #deafen(): void {
    for (const name of EVENTS) unhear(name, this.#heard);
  }

  readonly #heard = (event: MouseEvent) => {
    if (!event.isTrusted || event.buttons) return; // The page made it; or the user is dragging something, or scrolling with a finger.
    this.#newest = event;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const at = { x: event.clientX, y: event.clientY };
      const { marks } = this.#page;
      if (marks && spotNear(this.#doc, marks, this.#shadows, at))
        this.bring().then(
          (hovering) => hovering.hear(this.#newest as PointerEvent),
          () => this.stop(),
        );
    });
  };
}
